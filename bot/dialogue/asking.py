"""Open questions: what the assistant asked last, and what the answer leads to.

An action that asks calls `expect`; "yes", "no", "20" or free words that come next in the same
conversation then run the command that was named, until something else is asked or the question
is old. A tap does the same without this, because taps carry their command.
"""

from dataclasses import replace
from datetime import timedelta

from bot.dialogue.turn import Tools, Turn
from chat.contexts import ContextKey
from chat.open_questions import ASKED, OFFERED, Asked

# A yes to these throws something away: what came between ends the question.
NOT_AGAIN = frozenset({"clear_cart", "cancel_order", "account_help"})

UNANSWERED = ContextKey("unanswered", str, timedelta(hours=1))  # what nothing written answers: for a seller


def expect(turn: Turn, tools: Tools, asked: Asked) -> None:
    """From now on wait for the answer to this."""
    tools.contexts.save(turn.customer, ASKED, replace(asked, conversation=turn.conversation), turn.now)


def asked_anew(turn: Turn, tools: Tools) -> None:
    """Something else was just asked: a yes or no that comes now is not meant for the question before it.

    A value still is: who was asked for an address may look at the cart, and then send it.
    """
    found = tools.contexts.find(turn.customer, ASKED)
    if found is None or not turn.now - ASKED.life <= found[1] < turn.now:
        return
    asked, at = found
    if asked.answer is None:
        settled(turn, tools)
    elif asked.yes or asked.no:
        tools.contexts.save(turn.customer, ASKED, replace(asked, yes=None, no=None), at)


def left_open(turn: Turn, tools: Tools, before: Asked | None) -> Asked | None:
    """The question from before this turn, where the turn was about something else and it still waits.

    It is asked again, once. A yes or no that comes after one more thing is not meant for it any more.
    """
    asked = open_question(turn, tools)
    if before is None or asked != before:
        return None
    if not asked.again and not (asked.yes and asked.yes.intent in NOT_AGAIN):
        tools.contexts.save(turn.customer, ASKED, replace(asked, again=True), turn.now)
        return asked
    asked_anew(turn, tools)
    tools.contexts.forget(turn.customer, OFFERED)  # its buttons still work; a "yes" in words is not for them
    return None


def settled(turn: Turn, tools: Tools) -> None:
    """The question is answered, or left."""
    tools.contexts.forget(turn.customer, ASKED)


def asks_where(asked: Asked | None) -> bool:
    """Whether this asks where the goods shall go."""
    return asked is not None and asked.answer is not None and asked.answer.intent == "change_address"


def open_question(turn: Turn, tools: Tools) -> Asked | None:
    """What was asked last and still waits, unless it is too old to be meant."""
    asked = tools.contexts.get(turn.customer, ASKED, turn.now)
    return asked if asked and asked.conversation == turn.conversation else None


def asked_just_now(turn: Turn, tools: Tools) -> bool:
    """Whether it was asked while this message was answered: who wrote it has not seen the question."""
    found = tools.contexts.find(turn.customer, ASKED)
    return found is not None and found[1] == turn.now
