"""What every change of an order says: that it was done, or that it can't be any more."""

from collections.abc import Callable

from bot.actions.coming import coming_of, due_said
from bot.actions.which_order import next_best
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import orders as words
from chat.reply import text
from chat.words import Words
from shop.errors import ShopError
from shop.orders.order import Order
from shop.orders.status import Step
from shop.orders.view import OrderView
from shop.orders.words import STATES
from shop.replies import order_reply


def said_no(turn: Turn) -> bool:
    return turn.entity("text") == "no"


def done(turn: Turn, change: Callable[[], OrderView], lead: Words, **facts: object) -> Answer:
    """Run a use case and show the order, or the refusal."""
    try:
        return say(order_reply(change(), turn.locale, lead.in_(turn.locale, **facts)))
    except ShopError as refusal:
        return say(text(refusal.in_(turn.locale)))


def closed(turn: Turn, tools: Tools, order: Order, step: Step) -> Answer:
    """Say that this can't be done to the order, and what can; and when it comes, if it is to come."""
    state = STATES[order.status].in_(turn.locale)
    instead = next_best(step, turn.locale, order.status)
    closed = words.CLOSED.in_(turn.locale, order=order.id, status=state, instead=instead).rstrip()
    coming = coming_of(turn, tools, order)
    return say(text(f"{closed} {due_said(coming, turn)}" if coming.day else closed))
