"""On which day what of an order comes: which part on which day, how far named goods are, and no other day.

Asked of the order that is named or on the table, while it is under way; never of a delivery that could be.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.actions.coming import Coming, asks_when, coming_of, due_said, names_what_comes
from bot.actions.order_lines import called_here
from bot.actions.which_order import mine_of, named, pointed_order, seen_order
from bot.actions.while_called import offer_call
from bot.dialogue.confirming import ask
from bot.dialogue.reading_here import ORDER_SEEN, reading_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.reading.filling import DAY
from bot.words import orders as words
from chat.days import weekday_in
from chat.reply import Command, text
from shop.checkout.service.addresses import Addresses
from shop.orders.order import Line, Order
from shop.orders.service.orders import Orders
from shop.orders.status import UNDER_WAY, Status
from shop.orders.view import OrderView
from shop.orders.words import STATES
from shop.reading.addresses import pin_code
from shop.reading.dates import parse_date

# What a question about the days of an order may be taken for.
_MAY_ASK = frozenset(
    {
        "delivery_options", "track_order", "order_history", "order_total", "change_order", "check_stock",
        "nlu_fallback", "out_of_scope", "search_product", "browse", "recommend", "inform", "ask_attribute",
        "human_agent", "delivery_wish", "plan", "faq", "thank",
    }
)  # fmt: skip
_PART = frozenset(("first", "pehle", "pahle", "part", "parts", "hissa", "hisse", "rest", "baaki", "baki"))
_COMES = frozenset(
    ("come", "comes", "coming", "arrive", "arrives", "reach", "reaches", "delivered", "aayega", "aaega",
     "ayega", "aayegi", "aayenge", "aega", "milega", "pahunchega", "pohochega")
)  # fmt: skip
_CALLS = frozenset(("call", "calls", "phone", "ring"))
_OR = frozenset(("or", "ya"))
_AHEAD = 62  # days in which something may come; "12 nov" in december is behind
_SURE_OF_PERSON = 0.6


def days_told(turn: Turn, tools: Tools) -> Answer | None:  # noqa: PLR0911  # a case each
    """What is asked of the days of an order under way; None where something else is asked."""
    order = _order_meant(turn, tools)
    if order is None:
        return None
    reading = reading_of(turn, tools)
    said = set(turn.text.lower().replace("?", " ").replace(",", " ").split())
    coming = coming_of(turn, tools, order)
    if said & _CALLS and (names_what_comes(turn.text) or said & {"driver", "courier"}):
        return _told_of_calls(turn, tools, order, coming)
    days = _days_named(turn, tools)
    goods = [line for line in reading.lines if line.goods]
    view = Orders(tools.db).view(order.id)
    if goods:
        asks = days or asks_when(turn.text) or turn.intent == "track_order"
        here = _lines_named([line.goods for line in goods], tools, order)
        return _told_of_lines(turn, tools, view, coming, here) if asks and here else None
    if coming.day is None or coming.day < turn.now.date():
        return None
    if days:
        return _told_of_days(turn, tools, view, coming, days)
    if coming.first and said & _PART and (said & _COMES or asks_when(turn.text)):
        return _told(turn, tools, order, _parts_listed(turn, view, coming))
    return None


def _order_meant(turn: Turn, tools: Tools) -> Order | None:
    if turn.intent not in _MAY_ASK or pin_code(turn.text):
        return None
    reading = reading_of(turn, tools)
    counted = any(line.amounts and line.goods for line in reading.lines)
    if counted or reading.acts.get("human_agent", 0.0) >= _SURE_OF_PERSON:
        return None
    mine = mine_of(turn, tools)
    seen, called = seen_order(turn, tools, mine), named(turn, mine)
    pointed = None if called else pointed_order(turn, tools, mine)
    if pointed and pointed != seen:  # "and in the one of the 12th?"
        return None
    order = called or seen
    return order if order and order.status in UNDER_WAY else None


def _days_named(turn: Turn, tools: Tools) -> list[date]:
    said = reading_of(turn, tools).said(DAY) or (turn.text,)
    found = [parse_date(one, turn.now.date()) for one in said]
    return [day for day in found if day and 0 <= (day - turn.now.date()).days <= _AHEAD]


def _lines_named(names: Sequence[str], tools: Tools, order: Order) -> list[Line]:
    there = list(tools.catalogue.products([line.sku for line in order.lines]))
    meant = {p.sku for name in names for p in called_here(name, there, tools)}
    return [line for line in order.lines if line.sku in meant]


def _told_of_lines(
    turn: Turn, tools: Tools, view: OrderView, coming: Coming, lines: Sequence[Line]
) -> Answer:
    """How far each of these is, and by which day it comes."""
    told = []
    for line in lines:
        day = _day_of(line, view, coming)
        state = STATES[_state_of(line, view)].in_(turn.locale)
        said = words.LINE_STANDS.in_(turn.locale, quantity=line.quantity, title=line.title, status=state)
        due = words.IS_DUE.in_(turn.locale, day=weekday_in(turn.locale, day)) if day else ""
        told.append(f"{said} {due}".strip())
    return _told(turn, tools, view.order, told)


def _told_of_days(turn: Turn, tools: Tools, view: OrderView, coming: Coming, days: Sequence[date]) -> Answer:
    """What of it comes on the days that are named; a day is not chosen any more."""
    of_parts = {day for _, day in coming.parts} | ({coming.day} if coming.day else set())
    on = [day for day in dict.fromkeys(days) if day in of_parts]
    either = bool(_OR & set(turn.text.lower().split())) and len(days) > 1
    if on and coming.first and not either:
        told = [one for day in on for one in _parts_listed(turn, view, coming, day)]
        told.append(due_said(coming, turn))
    else:
        told = [due_said(coming, turn)]
    answer = _told(turn, tools, view.order, told)
    if either or set(days) <= of_parts:
        return answer
    offered = offer_call(turn, tools, words.NO_OTHER_DAY)
    return replace(offered, replies=(*answer.replies, *offered.replies))


def _told(turn: Turn, tools: Tools, order: Order, told: Sequence[str]) -> Answer:
    tools.contexts.save(turn.customer, ORDER_SEEN, order.id, turn.now)
    return say(text("\n".join([f"{order.id}: {told[0]}", *told[1:]])))


def _parts_listed(turn: Turn, view: OrderView, coming: Coming, only: date | None = None) -> list[str]:
    """What comes on each day, the first day first."""
    told = []
    for day in sorted({day for _, day in coming.parts}):
        lines = [line for line in view.order.lines if _day_of(line, view, coming) == day]
        if lines and only in (None, day):
            goods = ", ".join(f"{line.quantity} x {line.title}" for line in lines)
            told.append(words.ON_DAY.in_(turn.locale, day=weekday_in(turn.locale, day), goods=goods))
    return told


def _day_of(line: Line, view: OrderView, coming: Coming) -> date | None:
    """By which day this line comes: with its seller's part, else with the whole."""
    seller = next((part.seller for part in view.parts.values() if line in part.lines), "")
    return dict(coming.parts).get(seller, coming.day)


def _state_of(line: Line, view: OrderView) -> Status:
    """How far this line is: as its seller's parcel, where those are moved apart."""
    seller = next((seller for seller, part in view.parts.items() if line in part.lines), "")
    moved: dict[str, Status] = {str(s["seller"]): s["status"] for s in view.order.shipments if "seller" in s}
    return moved.get(seller, "pending") if moved else view.order.status


def _told_of_calls(turn: Turn, tools: Tools, order: Order, coming: Coming) -> Answer:
    """Which number the courier has to call; one is asked for where none is known."""
    to = {**Addresses(tools.db).of(turn.customer), **order.address}
    due = due_said(coming, turn)
    tools.contexts.save(turn.customer, ORDER_SEEN, order.id, turn.now)
    if phone := to.get("phone"):
        return say(text(f"{words.COURIER_HAS.in_(turn.locale, phone=phone)} {due}"))
    which = f"{words.COURIER_HAS_NONE.in_(turn.locale)} {due}"
    return ask(turn, tools, which, typed=Command("change_address", {"order": order.id}), entity="phone")
