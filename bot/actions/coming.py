"""How an order stands and on which day it comes, in a line or two, without its goods."""

import re
from dataclasses import dataclass
from datetime import date

from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.reading_here import ORDER_SEEN
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.reading.refusing import words_refused
from bot.words import orders as words
from chat.days import weekday_in
from chat.reply import Command, Option, text
from chat.words import TALK_TO_PERSON
from shop.checkout.service.addresses import Addresses
from shop.delivery.service import Delivery
from shop.errors import ShopError
from shop.money import Money
from shop.orders.order import Order
from shop.orders.service.orders import Orders
from shop.orders.status import UNDER_WAY
from shop.orders.view import OrderView
from shop.orders.words import NOTE, STATES
from shop.replies import order_line, order_state

_WHEN = re.compile(
    r"\b(?:when|which day|what day|what time|how long|how many days|how soon|by what"
    r"|(?<!packing )(?<!expiry )(?<!mfg )date|today or tomorrow"
    r"|how much (?:longer|time|more time)|aaj ya kal|kab|kis din|kitne din|kitni der|kitne baje|tarikh"
    r"|tareekh|kitn[aei] (?:aur )?(?:der|time|samay|wait|intezaar|minute)|aur kitna"
    r"|kyare|kobe|eppo|eppudu|kevha)\b",
    re.IGNORECASE,
)


_COMES = frozenset(
    ("delivery", "deliver", "delivered", "order", "orders", "parcel", "shipment", "courier", "maal", "saman",
     "samaan", "goods", "gaadi")
)  # fmt: skip


@dataclass(frozen=True)
class Coming:
    """When what is under way comes: all of it by this day; no day where none can be known."""

    day: date | None = None
    first: date | None = None  # a part of it, where it comes on several days
    parts: tuple[tuple[str, date], ...] = ()  # each seller's name, and when their part comes


def asks_when(said: str) -> bool:
    """Tell whether a day or a time is asked for: "kab aayega", "just the date"."""
    return bool(_WHEN.search(said))


def names_what_comes(said: str) -> bool:
    """Tell whether goods on their way are spoken of by name; not in "delivery nahi pucha"."""
    heard = set(re.findall(r"\w+", said.lower()))
    return bool(heard & _COMES - set(words_refused(said)))


def state_told(turn: Turn, tools: Tools, order: Order) -> Answer:
    """How it stands and when it comes; of one whose day is not known, or past, a colleague can ask."""
    tools.contexts.save(turn.customer, ORDER_SEEN, order.id, turn.now)
    view = Orders(tools.db).view(order.id)
    if order.status not in UNDER_WAY:
        return say(order_state(view, turn.locale, *_came(view, turn.locale)))
    coming = coming_of(turn, tools, order)
    if coming.day is not None and coming.day >= turn.now.date():
        if asks_when(turn.text):
            return say(text(f"{order.id}: {due_said(coming, turn)}"))
        return say(order_state(view, turn.locale, due_said(coming, turn)))
    noted = f"{NOTE.in_(turn.locale, note=order.note)}. " if order.note else ""
    due = f"{noted}{due_said(coming, turn)} {words.ASK_WHERE.in_(turn.locale)}"
    told = f"{order_line(order, turn.locale)}. {due}"
    person = Option(TALK_TO_PERSON.in_(turn.locale), Command("human_agent"))
    return ask(turn, tools, told, person, never_mind("deny"))


def comes_apart(order: Order, locale: str) -> str:
    """Say that nothing joins an order that was placed: what is ordered now is an order of its own."""
    return words.NOT_INTO.in_(locale, order=order.id, status=STATES[order.status].in_(locale))


def due_said(coming: Coming, turn: Turn) -> str:
    """Say by which day it comes, that it is late, or that no day is known."""
    if coming.day is None:
        return words.NO_DAY.in_(turn.locale)
    due = words.WAS_DUE if coming.day < turn.now.date() else words.IS_DUE
    said = due.in_(turn.locale, day=weekday_in(turn.locale, coming.day))
    if coming.first is None or coming.first < turn.now.date():
        return said
    return f"{said} {words.FIRST_PART.in_(turn.locale, day=weekday_in(turn.locale, coming.first))}"


def coming_of(turn: Turn, tools: Tools, order: Order) -> Coming:
    """By what was promised as it was ordered; to where the customer's orders go, where it says no place."""
    to = order.address or Addresses(tools.db).of(turn.customer)
    postcode = str(to.get("postcode") or to.get("zip") or "")
    if order.status not in UNDER_WAY or not postcode:
        return Coming()
    goods = sum((line.total for line in order.lines), Money(0, order.currency))
    offers = Delivery(tools.db).offers([line.sku for line in order.lines], postcode, goods, order.at)
    try:
        way = offers.chosen("")
    except ShopError:  # no way goes there any more
        return Coming()
    parts = offers.parts(way)
    last = max((day for _, day in parts), default=way.comes)
    first = min((day for _, day in parts), default=last)
    return Coming(last, first if first != last else None, parts)


def _came(view: OrderView, locale: str) -> list[str]:
    """On which day it was delivered, where that is known."""
    if view.order.status != "delivered":
        return []
    at = next((event.at for event in reversed(view.events) if event.status == "delivered"), "")
    return [words.CAME_ON.in_(locale, day=weekday_in(locale, date.fromisoformat(at[:10])))] if at else []
