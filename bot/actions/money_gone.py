"""Money that was taken and made no order: when it comes back, as the shop has written it."""

from dataclasses import replace
from datetime import timedelta

from bot.actions.faq import written_by_the_shop
from bot.dialogue.turn import Tools, Turn
from bot.words.paying import MONEY_GONE_RULES
from chat.contexts import ContextKey
from chat.handoff import why_person
from desk.service.calling import call_of

MONEY_GONE = ContextKey("money_gone", bool, timedelta(hours=1))  # a payment was said to be amiss


def note_money_gone(turn: Turn, tools: Tools) -> None:
    """Remember that a payment is spoken of that is not as it should be."""
    tools.contexts.save(turn.customer, MONEY_GONE, True, turn.now)


def money_gone(turn: Turn, tools: Tools) -> bool:
    """Whether a payment that is not as it should be is spoken of, or a colleague is called for one."""
    call = call_of(tools.db, turn.conversation)
    called = (call.waits or call.ended) and call.reason == "payment"
    spoken = tools.contexts.get(turn.customer, MONEY_GONE, turn.now)
    return bool(called or spoken or why_person(turn.text) == "payment")


def money_back(turn: Turn, tools: Tools) -> str:
    """What is written of money that made no order; "" where no such payment is spoken of."""
    if not money_gone(turn, tools):
        return ""
    return written_by_the_shop(replace(turn, text=MONEY_GONE_RULES.en, entities={}), tools)
