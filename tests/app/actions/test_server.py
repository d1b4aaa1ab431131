"""Actions behind their server: the secret, failures, hangs, and Rasa's own request shape."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient

from app.actions import server as actions_server
from bot.dialogue.turn import ACTIONS, Answer, NotHere, Tools, Turn, say
from chat import words
from chat.open_questions import ASKED, Asked
from chat.reply import Command, Option, choice, text
from chat.service.contexts import Contexts
from people.service.customers import ensure_customer
from retrieval.engine import Search
from shop.cart.pricing import Rules
from shop.catalogue.service import Catalogue
from shop.finding.remembered import LAST_SHOWN
from shop.refusals import Missing
from storage.database import Database
from storage.once import once
from tests.fresh import ready


def call(action: str, **more: Any) -> dict[str, Any]:
    """What Rasa 3.6 sends for an action."""
    message = {
        "text": "20 maggi",
        "intent": {"name": "add_to_cart", "confidence": 0.8},
        "entities": [{"entity": "product", "value": "maggi"}, {"entity": "product", "value": "salt"}],
        "intent_ranking": [
            {"name": "add_to_cart", "confidence": 0.8},
            {"name": "order_list", "confidence": 0.1},
        ],
        "metadata": {"conversation": "w_1", "customer": "v_1", "channel": "web", "locale": "hi"},
    }
    tracker = {
        "sender_id": "w_1.7",
        "slots": {"quantity": 3},
        "latest_message": message,
        "events": [],
        "paused": False,
        "latest_input_channel": "turn",
        "active_loop": {},
        "followup_action": None,
        "latest_action_name": "action_listen",
    }
    return {"next_action": action, "sender_id": "w_1.7", "tracker": tracker, "version": "3.6.21", **more}


def refuse(turn: Turn, tools: Tools) -> Answer:
    raise Missing("order_not_theirs", order="D-9")


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[TestClient]:
    db = Database(f"sqlite:///{tmp_path / 'test.db'}")
    ready(db)
    ensure_customer(db, "v_1", datetime.now(UTC))
    # Adding to the cart is done by the actions below: nothing is looked up in the index.
    tools = Tools(db, Catalogue(db), Contexts(db), cast(Search, None), "Shop", "http://shop.example", Rules())
    seen.clear()
    for name, act in {
        "tell": tell,
        "apart": keep_apart,
        "raise": fail,
        "hang": hang,
        "break": break_off,
        "refuse": refuse,
    }.items():
        monkeypatch.setitem(ACTIONS, f"action_{name}", act)
    with TestClient(actions_server.actions_app(tools, "secret")) as client:
        client.headers["Authorization"] = "Bearer secret"
        yield client
    db.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for no action longer than a moment."""
    monkeypatch.setattr(actions_server, "ACTION_SECONDS", 0.2)


seen: list[Turn] = []


def tell(turn: Turn, _tools: Tools) -> Answer:
    seen.append(turn)
    return say(choice("Which?", Option("Tea", Command("pick", {"sku": "T"}))), product="T")


def keep_apart(_turn: Turn, _tools: Tools) -> Answer:
    raise NotHere


def fail(_turn: Turn, _tools: Tools) -> Answer:
    raise ZeroDivisionError("secret details")


hung: list[str] = []


def hang(turn: Turn, tools: Tools) -> Answer:
    hung.append(turn.id)
    time.sleep(0.6)
    tools.contexts.save(turn.customer, LAST_SHOWN, (), turn.now)
    return say(text("late"))


broken: list[Any] = []


def break_off(turn: Turn, tools: Tools) -> Answer:
    """Does something, asks something new, and comes to its end only the second time."""
    asked = tools.contexts.get(turn.customer, ASKED, turn.now)
    tools.contexts.save(turn.customer, ASKED, Asked("the next question"), turn.now)
    done = once(tools.db, turn.key("do"), lambda _tx: len(broken))
    broken.append(asked)
    if len(broken) == 1:
        raise ZeroDivisionError
    return say(text(f"done {done}"))


@pytest.mark.filterwarnings("ignore:.*version.*:UserWarning")
def test_a_turn_taken_again_finds_what_it_found_and_does_nothing_twice(client: TestClient) -> None:
    broken.clear()
    first = client.post("/webhook", json=call("action_break")).json()
    assert first["responses"][0]["custom"]["failed"]
    for _ in range(2):  # and once more, as if the answer had been lost on its way
        again = client.post("/webhook", json=call("action_break")).json()
        (reply,) = again["responses"][0]["custom"]["replies"]
        assert reply["text"] == "done 0"
    assert broken == [None, None]


@pytest.mark.filterwarnings("ignore:.*version.*:UserWarning")
@pytest.mark.usefixtures("impatient")
def test_a_turn_taken_again_joins_the_work_that_goes_on(client: TestClient) -> None:
    hung.clear()
    answers = [client.post("/webhook", json=call("action_hang")).json() for _ in range(6)]
    said = [answer["responses"][0]["custom"] for answer in answers]
    assert said[0]["failed"]
    assert "late" in [reply["text"] for answer in said for reply in answer["replies"]]
    assert len(hung) == 1


@pytest.mark.filterwarnings("ignore:.*version.*:UserWarning")
def test_what_is_for_one_customer_alone_is_told_apart_from_a_failure(client: TestClient) -> None:
    call_here = call("action_apart")
    assert client.post("/webhook", json=call_here).json()["responses"][0]["custom"] == {
        "replies": [],
        "private": True,
    }
    assert seen == []
    call_here["tracker"]["latest_message"]["metadata"]["shared"] = True
    call_here["next_action"] = "action_tell"
    client.post("/webhook", json=call_here)
    assert seen[0].shared


@pytest.mark.filterwarnings("ignore:.*version.*:UserWarning")
def test_an_action_gets_the_turn_and_its_replies_travel_whole(client: TestClient) -> None:
    answer = client.post("/webhook", json=call("action_tell")).json()
    (reply,) = answer["responses"][0]["custom"]["replies"]
    assert reply["options"][0]["command"] == {"intent": "pick", "entities": {"sku": "T"}}
    assert answer["events"] == [{"event": "slot", "name": "product", "value": "T"}]
    (turn,) = seen
    assert (turn.id, turn.customer, turn.intent) == ("w_1.7", "v_1", "add_to_cart")
    assert turn.entities == {"product": ["maggi", "salt"]}
    assert turn.slots == {"quantity": 3}
    assert turn.alternatives == (("order_list", 0.1),)


@pytest.mark.filterwarnings("ignore:.*version.*:UserWarning")
@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("action", ["action_raise", "action_hang"])
def test_whatever_goes_wrong_is_one_apology(client: TestClient, action: str) -> None:
    answer = client.post("/webhook", json=call(action))
    assert answer.status_code == 200
    (reply,) = answer.json()["responses"][0]["custom"]["replies"]
    assert reply["text"] == words.APOLOGY.hi
    assert answer.json()["responses"][0]["custom"]["failed"]  # the gateway decides what is said
    assert "secret details" not in answer.text


@pytest.mark.filterwarnings("ignore:.*version.*:UserWarning")
def test_a_refusal_that_no_action_took_up_is_said_and_is_no_failure(client: TestClient) -> None:
    (said,) = client.post("/webhook", json=call("action_refuse")).json()["responses"]
    assert "failed" not in said["custom"]
    assert "D-9" in said["custom"]["replies"][0]["text"]


def test_an_unknown_action_is_said_to_be_unknown(client: TestClient) -> None:
    assert client.post("/webhook", json=call("action_nothing")).status_code == 404


def test_without_the_secret_nothing_runs(client: TestClient) -> None:
    for header in ("", "Bearer", "Bearer wrong", "secret"):
        answer = client.post("/webhook", json=call("action_tell"), headers={"Authorization": header})
        assert answer.status_code == 403
    assert seen == []
