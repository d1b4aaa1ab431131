"""The lines of a list that still need a word: they stay until each is settled, skipped or dropped.

The first of them is the one that was asked about last. Whatever comes between, a question, a card that is
tapped, an order that is looked up, leaves them where they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.dialogue.turn import Tools, Turn
from chat.contexts import ContextKey, stored_as


@dataclass(frozen=True)
class OpenList:
    """Lines as they were said, and the conversation they belong to."""

    conversation: str = field(metadata=stored_as("in"))
    lines: tuple[str, ...] = ()
    asked_again: bool = False  # after something came between


OPEN_LIST = ContextKey("open_list", OpenList, timedelta(hours=2))


def open_list(turn: Turn, tools: Tools) -> OpenList:
    """What is still open of a list of this conversation."""
    found = tools.contexts.get(turn.customer, OPEN_LIST, turn.now)
    return found if found and found.conversation == turn.conversation else OpenList(turn.conversation)


def keep_open(turn: Turn, tools: Tools, lines: Sequence[str]) -> None:
    """From now on these are open; none ends the list."""
    if lines:
        tools.contexts.save(turn.customer, OPEN_LIST, OpenList(turn.conversation, tuple(lines)), turn.now)
    else:
        tools.contexts.forget(turn.customer, OPEN_LIST)


def asked_again(turn: Turn, tools: Tools) -> None:
    """Note that the first line was asked about once more, which is enough."""
    there = open_list(turn, tools)
    kept = OpenList(there.conversation, there.lines, asked_again=True)
    tools.contexts.save(turn.customer, OPEN_LIST, kept, turn.now)
