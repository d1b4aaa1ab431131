"""Answers what is asked about a return while it is arranged, from what the shop has written of returns."""

from dataclasses import replace

from bot.actions.coming import asks_when
from bot.actions.faq import is_question, written_by_the_shop
from bot.actions.which_order import way_called
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import orders as words
from chat.reply import text
from shop.orders.order import Order
from shop.orders.service.orders import Orders
from shop.orders.status import MOVES

_OF_MONEY = ("refund_status", "payment_problem", "payment_methods")
_OF_THE_WAY = ("delivery_options", "refund_policy", "faq", "return_order", "track_order", "exchange_order")
_SURE = 0.45


def asked_of_the_return(turn: Turn, tools: Tools, order: Order) -> Answer | None:
    """ "How will you pick it up? and when do I get the money?", while it is asked whether goods go back."""
    reading = reading_of(turn, tools)
    asks = is_question(turn.text) or asks_when(turn.text)
    if (
        not asks
        or "ask_return" not in MOVES[order.status]
        or any(line.goods and line.amounts for line in reading.lines)
    ):
        return None
    told: list[str] = []
    for start, end in reading.parts:
        told += _told(replace(turn, text=reading.text[start:end], said=reading.text[start:end]), tools, order)
    return say(text("\n".join(dict.fromkeys(told)))) if told else None


def _told(part: Turn, tools: Tools, order: Order) -> list[str]:
    """What is written of the one thing that a part of the message asks: the money, or how goods go back."""
    acts = reading_of(part, tools).acts
    if not (is_question(part.text) or asks_when(part.text)):
        return []
    money = sum(acts.get(act, 0.0) for act in _OF_MONEY)
    way = sum(acts.get(act, 0.0) for act in _OF_THE_WAY)
    if max(money, way) < _SURE:
        return []
    rules = words.REFUND_RULES if money >= way else words.RETURN_WAY_RULES
    written = written_by_the_shop(replace(part, text=rules.en, entities={}), tools)
    if money < way:
        return [written] if written else []
    ways = Orders(tools.db).ways_to_refund(order)
    back = ", ".join(way_called(one, words.METHODS, part.locale) for one in ways)
    return [line for line in (words.REFUNDED_SO.in_(part.locale, ways=back) if back else "", written) if line]
