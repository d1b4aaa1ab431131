"""A running product takes the language model that was trained meanwhile, without a restart.

Rasa loads it beside the one that serves and changes over between two turns. Should Rasa end
meanwhile, it is started with the new one.
"""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from app.processes.part import Part
from app.setup.rasa_model import current

LOOK_SECONDS = 2.0
LOAD_SECONDS = 60.0


async def follow(rasa: Part, tell: Callable[[str], None]) -> None:
    """Hand Rasa each new model. Until cancelled."""
    serving = Path(rasa.command[rasa.command.index("--model") + 1])
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        newest = current()
        if newest is None or newest == serving:
            continue
        try:
            await asyncio.to_thread(_hand_over, newest, rasa.environment)
        except HTTPError as err:
            tell(f"The new language model {newest.name} was not taken ({err}; see {rasa.log}).")
        except OSError:
            rasa.command = _with(rasa.command, newest)  # being started again: with this, or asked once more
            continue
        else:
            rasa.command = _with(rasa.command, newest)
            tell(f"The new language model {newest.name} serves from now on")
        serving = newest


def _with(command: Sequence[str], model: Path) -> list[str]:
    place = command.index("--model") + 1
    return [*command[:place], str(model), *command[place + 1 :]]


def _hand_over(model: Path, environment: Mapping[str, str]) -> None:
    request = Request(  # noqa: S310  # our own Rasa on loopback
        f"{environment['DUKAN_RASA_URL']}/webhooks/turn/model",
        data=json.dumps({"path": str(model)}).encode(),
        headers={
            "Authorization": f"Bearer {environment['DUKAN_INNER_SECRET']}",
            "Content-Type": "application/json",
        },
    )
    with urlopen(request, timeout=LOAD_SECONDS):  # noqa: S310  # as above
        pass
