"""Open questions: what the assistant asked last, and what the answer leads to.

An action that asks calls `expect`; "yes", "no", "20" or free words that come next in the same
conversation then run the command that was named, until something else is asked or the question
is old. A tap does the same without this, because taps carry their command.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from bot.dialogue.turn import Tools, Turn
from chat.reply import Command

KEY = "asked"
GOOD_FOR = timedelta(minutes=30)


@dataclass(frozen=True)
class Asked:
    """A question that waits. A command missing means: that answer leads nowhere."""

    words: str  # the question, to come back to after an interruption
    yes: Command | None = None
    no: Command | None = None
    answer: Command | None = None  # for a value: it comes as `entity`
    entity: str = "text"
    free: bool = False  # any words at all are an answer: an address, a review, a question to a seller


def expect(turn: Turn, tools: Tools, asked: Asked) -> None:
    """From now on wait for the answer to this."""
    tools.contexts.put(turn.customer, KEY, asdict(asked) | {"in": turn.conversation}, turn.now)


def asked_anew(turn: Turn, tools: Tools) -> None:
    """Something else was just asked: a yes or no that comes now is not meant for the question before it.

    A value still is: who was asked for an address may look at the cart, and then send it.
    """
    kept, at = tools.contexts.kept(turn.customer, KEY) or (None, turn.now)
    if not isinstance(kept, Mapping) or not turn.now - GOOD_FOR <= at < turn.now:
        return
    if kept["answer"] is None:
        settled(turn, tools)
    elif kept["yes"] or kept["no"]:
        tools.contexts.put(turn.customer, KEY, {**kept, "yes": None, "no": None}, at)


def settled(turn: Turn, tools: Tools) -> None:
    """The question is answered, or left."""
    tools.contexts.drop(turn.customer, KEY)


def open_question(turn: Turn, tools: Tools) -> Asked | None:
    """What was asked last and still waits, unless it is too old to be meant."""
    kept = tools.contexts.get(turn.customer, KEY, within=GOOD_FOR, now=turn.now)
    if not isinstance(kept, Mapping) or kept.get("in") != turn.conversation:
        return None
    return Asked(
        words=kept["words"],
        yes=_command(kept["yes"]),
        no=_command(kept["no"]),
        answer=_command(kept["answer"]),
        entity=kept["entity"],
        free=kept["free"],
    )


def _command(kept: Mapping[str, Any] | None) -> Command | None:
    return Command(kept["intent"], kept["entities"]) if kept else None
