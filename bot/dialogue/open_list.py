"""The lines of a list that still need a word: they stay until each is settled, skipped or dropped.

The first of them is the one that was asked about last. Whatever comes between, a question, a card that is
tapped, an order that is looked up, leaves them where they are. What was asked twice and not answered is set
aside: it is not asked a third time, and checkout says that it is not in.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.dialogue.turn import Tools, Turn
from chat.contexts import ContextKey, stored_as

_OFTEN = 2  # times that a line is asked about


@dataclass(frozen=True)
class OpenList:
    """Lines as they were said, and the conversation they belong to."""

    conversation: str = field(metadata=stored_as("in"))
    lines: tuple[str, ...] = ()
    asked_again: bool = False  # after something came between
    asked: tuple[str, ...] = ()  # lines that were asked about, one as often as it was
    aside: tuple[str, ...] = ()  # lines that were asked about often enough


OPEN_LIST = ContextKey("open_list", OpenList, timedelta(hours=2))


def open_list(turn: Turn, tools: Tools) -> OpenList:
    """What is still open of a list of this conversation."""
    found = tools.contexts.get(turn.customer, OPEN_LIST, turn.now)
    return found if found and found.conversation == turn.conversation else OpenList(turn.conversation)


def keep_open(turn: Turn, tools: Tools, lines: Sequence[str]) -> None:
    """From now on these are open; without any, only what was set aside is kept."""
    before = open_list(turn, tools)
    asked = tuple(line for line in before.asked if line in lines)
    _save(turn, tools, OpenList(turn.conversation, tuple(lines), asked=asked, aside=before.aside))


def forget_list(turn: Turn, tools: Tools) -> None:
    """Nothing of a list is open or set aside any more."""
    tools.contexts.forget(turn.customer, OPEN_LIST)


def note_asked(turn: Turn, tools: Tools, line: str) -> None:
    """This line is asked about now."""
    there = open_list(turn, tools)
    _save(turn, tools, replace(there, asked=(*there.asked, line)))


def said_anew(turn: Turn, tools: Tools, lines: Collection[str]) -> None:
    """These were said just now: however often they were asked about before, they are asked about again."""
    there = open_list(turn, tools)
    asked = tuple(line for line in there.asked if line not in lines)
    aside = tuple(line for line in there.aside if line not in lines)
    if (asked, aside) != (there.asked, there.aside):
        _save(turn, tools, replace(there, asked=asked, aside=aside))


def set_aside(turn: Turn, tools: Tools) -> None:
    """Set aside what was asked about often enough."""
    there = open_list(turn, tools)
    often = {line for line in there.lines if there.asked.count(line) >= _OFTEN}
    left = tuple(line for line in there.lines if line not in often)
    aside = (*there.aside, *(line for line in there.lines if line in often))
    if often:
        _save(turn, tools, replace(there, lines=left, aside=aside))


def asked_again(turn: Turn, tools: Tools) -> None:
    """Note that the first line was asked about once more, which is enough."""
    _save(turn, tools, replace(open_list(turn, tools), asked_again=True))


def _save(turn: Turn, tools: Tools, there: OpenList) -> None:
    if there.lines or there.aside:
        tools.contexts.save(turn.customer, OPEN_LIST, there, turn.now)
    else:
        forget_list(turn, tools)
