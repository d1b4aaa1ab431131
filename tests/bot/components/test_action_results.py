"""What actions answer is checked as Rasa checks it, without making the validator anew each time."""

import json
import subprocess

import pytest

from app.settings import ROOT
from app.setup import rasa_model

RESULTS = [
    {"events": [], "responses": []},
    {
        "events": [{"event": "slot", "name": "product", "value": "T"}],
        "responses": [{"custom": {"replies": []}}],
    },
    {"events": [{"event": "slot", "name": "a", "value": None, "timestamp": None}], "responses": []},
    {"events": [{"event": "followup", "name": "action_listen"}], "responses": []},
    {},
    {"events": {}, "responses": []},
    {"events": [{"event": "nothing of Rasa's"}], "responses": []},
    {"events": [{"name": "product"}], "responses": []},
    {"events": [], "responses": ["words"]},
    [],
    None,
]

# Runs in Rasa's environment: each result through a remote action, by Rasa's own check and by the kept one.
ASK = """
import asyncio, json, sys
from jsonschema import Draft202012Validator
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from bot.components.action_results import keep_validator

checked, own = [], Draft202012Validator.check_schema.__func__
def counted(kind, schema, *more, **names):
    checked.append(schema)
    return own(kind, schema, *more, **names)
Draft202012Validator.check_schema = classmethod(counted)

class Endpoint:
    kwargs, url = {}, "nowhere"
    def __init__(self, result):
        self.result = result
    async def request(self, **_asked):
        return self.result

async def told(result):
    checked.clear()
    tracker = DialogueStateTracker.from_events("c", [])
    action = RemoteAction("action_a", Endpoint(result))
    try:
        said = await action.run(CollectingOutputChannel(), None, tracker, Domain.empty())
        words = [event.type_name for event in said]
    except Exception as err:
        words = f"{type(err).__name__}: {getattr(err, 'message', err)}"
    return words, len(checked)

async def main(results):
    by_rasa = [await told(result) for result in results]
    keep_validator()
    kept = [await told(result) for result in results]
    print(json.dumps([by_rasa, kept]))

asyncio.run(main(json.loads(sys.stdin.read())))
"""


@pytest.fixture(scope="module")
def told() -> tuple[list[tuple[object, int]], list[tuple[object, int]]]:
    """What came of each result, and how often a schema was checked: by Rasa alone, and by the kept one."""
    done = subprocess.run(
        [str(rasa_model.PYTHON), "-c", ASK],
        cwd=ROOT, input=json.dumps(RESULTS), capture_output=True, text=True, check=False,
        env=rasa_model.environment(ROOT),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    by_rasa, kept = json.loads(done.stdout.splitlines()[-1])
    return by_rasa, kept


def test_each_answer_has_the_outcome_that_rasa_gives_it(
    told: tuple[list[tuple[object, int]], list[tuple[object, int]]],
) -> None:
    by_rasa, kept = told
    assert [outcome for outcome, _ in kept] == [outcome for outcome, _ in by_rasa]
    assert sum("ValidationError" in str(outcome) for outcome, _ in kept) >= 4


def test_the_schema_is_checked_for_no_good_answer(
    told: tuple[list[tuple[object, int]], list[tuple[object, int]]],
) -> None:
    by_rasa, kept = told
    good = [n for n, (outcome, _) in enumerate(by_rasa) if isinstance(outcome, list)]
    assert len(good) >= 4
    assert [by_rasa[n][1] for n in good] == [1] * len(good)
    assert [kept[n][1] for n in good] == [0] * len(good)
