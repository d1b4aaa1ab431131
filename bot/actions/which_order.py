"""Which of the customer's orders is meant: tapped, named by its number, or the only one that can be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.actions.faq import written_by_the_shop
from bot.actions.shelf import weights
from bot.dialogue.choosing import offered_here
from bot.dialogue.reading_here import ORDER_SEEN, on_the_table, reading_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import orders as words
from chat.contexts import ContextKey
from chat.days import day_in
from chat.payloads import command_of
from chat.reply import Command, Option, Reply, choice, text
from chat.words import TALK_TO_PERSON, Words
from shop.catalogue.product import Product
from shop.finding.in_view import picked
from shop.finding.pointing import ORDINALS
from shop.orders.order import Method, Order
from shop.orders.service.orders import Orders
from shop.orders.status import MOVES, UNDER_WAY, Status, Step
from shop.orders.taps import ProveOrder
from shop.orders.which import before, of_day, of_state, without_limits
from shop.orders.words import REFUSALS
from shop.reading.dates import parse_period
from shop.reading.likeness import tokens_of
from shop.replies import order_line

LISTED = 5
MOST = 60  # orders that are looked through
RETURN_RULES = "What is your return policy?"  # as the shop's pages are searched for it

_WHOLE = 5  # digits of a number that is called without the letters before it
_NUMBER = re.compile(r"\bD[0-9A-HJKMNP-TV-Z]{8}\b", re.IGNORECASE)
_ABOUT = (
    # "pata" alone is also what one knows: "pata nahi"
    ("change_address", r"address|(?:naya|galat|dusra) pata|pata (?:badal|galat|change)\w*"),
    ("return_order", r"return|wapas|send back|give back|lauta\w*"),
    ("exchange_order", r"exchange|replace\w*|badal\w*"),
    ("cancel_order", r"cancel|radd"),
    ("get_invoice", r"invoice|bill"),
)


@dataclass(frozen=True)
class Underway:
    """The line of an order that a return, an exchange or a change is about, and how many of it."""

    order: str
    line: str
    quantity: int = 0


UNDERWAY = ContextKey("underway", Underway, timedelta(minutes=30))


def about_an_order(turn: Turn, tools: Tools) -> str:
    """The intent that words with an order's number can only have; "" where there is no number."""
    said = turn.text
    if not _number_in(said) and not _own_number(turn, tools):
        return ""
    found = (intent for intent, verbs in _ABOUT if re.search(rf"\b(?:{verbs})\b", said, re.IGNORECASE))
    return next(found, "track_order")


def _own_number(turn: Turn, tools: Tools) -> bool:
    """Whether the whole number of one of their orders stands here, also of one that a file brought."""
    said = {w.strip("#.,!?()").lower() for w in turn.text.split()}
    if not any(len(w) >= 4 and any(c.isdigit() for c in w) for w in said):
        return False
    for order in mine_of(turn, tools, MOST):
        own = order.id.lower().lstrip("#")
        digits = own.rpartition("-")[2]
        if own in said or (digits.isdecimal() and len(digits) >= _WHOLE and digits in said):
            return True
    return False


def mine_of(turn: Turn, tools: Tools, limit: int = 30) -> list[Order]:
    """The customer's own orders, the newest first."""
    return Orders(tools.db).of_customer(turn.customer, limit)


def named(turn: Turn, orders: list[Order]) -> Order | None:
    """The order that is tapped, or whose number is typed, also only its end."""
    said = str(turn.entity("order") or "").lower()
    typed = re.findall(r"[a-z0-9#_-]{3,}", turn.text.lower())
    for order in orders:
        own = order.id.lower()
        if own == said or any(w.lstrip("#") == own.lstrip("#") for w in typed):
            return order
    for order in orders:
        if any(len(w) >= 4 and any(c.isdigit() for c in w) and order.id.lower().endswith(w) for w in typed):
            return order
    return None


def none_yet(turn: Turn, tools: Tools) -> Answer:
    """No order here; "can I return damaged goods?" is also asked by who has not bought anything yet."""
    written = written_by_the_shop(turn, tools)
    if written and not _number_in(turn.text):  # of the shop's ways, not of an order
        return say(text(written))
    if not written and turn.intent in ("return_order", "exchange_order"):
        written = written_by_the_shop(replace(turn, text=RETURN_RULES, entities={}), tools)
    return say(*([text(written)] if written else []), _prove(turn, words.NONE_YET, _number_in(turn.text)))


def _prove(turn: Turn, said: Words, order: str) -> Reply:
    """The order may be theirs all the same: intake can ask for proof."""
    return choice(
        said.in_(turn.locale, order=order.upper()),
        Option(words.SEND_CODE.in_(turn.locale), command_of(ProveOrder(order))),
        Option(TALK_TO_PERSON.in_(turn.locale), Command("human_agent")),
    )


def _number_in(said: str) -> str:
    return next((n for n in _NUMBER.findall(said) if any(c.isdigit() for c in n)), "")


def chosen_order(turn: Turn, tools: Tools, intent: str, step: Step | None, question: Words) -> Order | Answer:
    """The order that is meant: named, the only one that this can be done to, or asked for."""
    mine = mine_of(turn, tools)
    if not mine:
        return none_yet(turn, tools)
    meant = named(turn, mine) or _spoken_of(turn, tools, mine, step)
    if meant:
        tools.contexts.save(turn.customer, ORDER_SEEN, meant.id, turn.now)
        return meant
    if unknown := not_theirs(turn):
        return unknown
    able = [o for o in mine if step is None or step in MOVES[o.status]]
    if len(able) == 1 or (able and _LATEST.search(said_of(turn))):
        return able[0]
    if not able:
        return say(
            text(f"{order_line(mine[0], turn.locale)}. {next_best(step, turn.locale, mine[0].status)}")
        )
    # What was said of goods and counts goes along: it is about them once the order is known.
    options = [
        Option(
            f"{o.id}, {day_in(turn.locale, o.at)}",
            Command(intent, {"order": o.id, "said": said_of(turn)}),
            o.total.spoken(),
        )
        for o in able[:LISTED]
    ]
    return say(Reply("choice", question.in_(turn.locale), options=tuple(options)))


def not_theirs(turn: Turn) -> Answer | None:
    """What is said to the number of an order that is not among theirs; None where no number stands."""
    unknown = re.search(
        r"(?:order\s*+(?:(?:no\.?|number|id)\s*+)?#?|#)([a-z]{0,20}-?\d[a-z0-9-]{3,})", turn.text.lower()
    )
    if unknown and not parse_period(turn.text, turn.now.date()):
        return say(_prove(turn, REFUSALS["order_not_theirs"], unknown[1]))
    return None


_LATEST = re.compile(
    r"\b(?:latest|newest|recent|last|pichh?l[aei]|aakh?ri|akhri)\s+(?:order|delivery|wal[aei]|one|saman|maal)\b",
    re.IGNORECASE,
)


def pointed_order(turn: Turn, tools: Tools, mine: list[Order]) -> Order | None:
    """The one order that "the first one", "the latest" or its day means; None where it may be several."""
    listed = [str(o.entities["order"]) for o in offered_here(turn, tools) if o.entities.get("order")]
    places = [w for w in re.findall(r"\w+", turn.text.lower()) if w in ORDINALS]
    if listed and len(places) == 1:
        place = ORDINALS[places[0]]
        number = listed[place - 1 if place > 0 else place] if abs(place) <= len(listed) else ""
        return next((o for o in mine if o.id == number), None)
    if _LATEST.search(turn.text):
        return mine[0] if mine else None
    period = parse_period(without_limits(turn.text), turn.now.date())
    days = _within(turn, mine)
    if len(days) == 1 and (period is None or period[0] == period[1]):
        return days[0]
    if called := of_state(turn.text, days or mine):
        return called[0]
    return _the_one_before(turn, tools, mine)


def _the_one_before(turn: Turn, tools: Tools, mine: list[Order]) -> Order | None:
    """ "And the one before that": of the order that was spoken of."""
    points = {word for words in reading_of(turn, tools).said("R") for word in words.split()}
    seen = tools.contexts.get(turn.customer, ORDER_SEEN, turn.now)
    return before(seen, mine) if seen and points & BEFORE else None


BEFORE = frozenset(("before", "pehle", "pahle", "pehli", "pichla", "pichli", "previous", "earlier"))


def seen_order(turn: Turn, tools: Tools, mine: list[Order]) -> Order | None:
    """The order that was spoken of last, where nothing else was before the customer since."""
    seen = tools.contexts.get(turn.customer, ORDER_SEEN, turn.now)
    if not seen or "order" not in on_the_table(turn, tools):
        return None
    return next((order for order in mine if order.id == seen), None)


def on_its_way(turn: Turn, tools: Tools, mine: list[Order]) -> Order | None:
    """The order that goods may still be meant to come with: called, spoken of, or the newest under way."""
    called = named(turn, mine) or pointed_order(turn, tools, mine)
    moving = [order for order in mine if order.status in UNDER_WAY]
    seen = seen_order(turn, tools, moving)
    return called or seen or (moving[0] if moving else None)


def _within(turn: Turn, mine: list[Order]) -> list[Order]:
    """Those of the day or the period that is named; none where none is."""
    period = parse_period(without_limits(turn.text), turn.now.date())
    if period is None:
        return of_day(turn.text, mine, turn.now.date(), turn.now.tzinfo)
    return [o for o in mine if period[0] <= o.at.astimezone(turn.now.tzinfo).date() <= period[1]]


def said_of(turn: Turn) -> str:
    """What was said about it: with an earlier message of this wish, where this one only taps or answers."""
    return str(turn.entity("said") or turn.text)


def _spoken_of(turn: Turn, tools: Tools, mine: list[Order], step: Step | None) -> Order | None:
    """The order of the day or state that is named, the newest with the goods that are named, or the one that
    was just spoken of or is being given back."""
    days = _within(turn, mine)
    if len(days) == 1:
        return days[0]
    called = of_state(turn.text, days or mine)
    if len(called) == 1:
        return called[0]
    among = called or days or mine
    lines = reading_of(turn, tools).lines
    goods = any(weights(tools).knows(token) for line in lines for token in tokens_of(line.goods))
    having = _having(turn, tools, among, step)
    seen = tools.contexts.get(turn.customer, ORDER_SEEN, turn.now)
    under_way = tools.contexts.get(turn.customer, UNDERWAY, turn.now)
    spoken = (seen, under_way.order if under_way else None)
    shown = [o for one in spoken if one for o in (having or among) if o.id == one]
    if shown and (not goods or having):
        return shown[0]
    return having[0] if having else None


def holds(turn: Turn, tools: Tools, order: Order) -> bool:
    """Whether any of the goods that are named are in this order."""
    goods = [line.goods for line in reading_of(turn, tools).lines if line.goods]
    return any(picked(name, _goods_of(order, tools)) for name in goods)


def _having(turn: Turn, tools: Tools, among: list[Order], step: Step | None) -> list[Order]:
    """Those with goods that are named: with all of them, and to which this can be done, if there are any."""
    goods = [line.goods for line in reading_of(turn, tools).lines if line.goods]
    having = [o for o in among if holds(turn, tools, o)]
    whole = [o for o in having if all(picked(name, _goods_of(o, tools)) for name in goods)] or having
    return [o for o in whole if step is None or step in MOVES[o.status]] or whole


def holding(turn: Turn, tools: Tools, orders: list[Order]) -> Order | None:
    """The newest of these orders that has goods that are named."""
    return next((order for order in orders if holds(turn, tools, order)), None)


def _goods_of(order: Order, tools: Tools) -> list[Product]:
    return list(tools.catalogue.products([line.sku for line in order.lines]))


def next_best(step: Step | None, locale: str, status: Status = "pending") -> str:
    """Say what can be done instead of this step, with an order of this status."""
    if status == "cancelled":
        return ""
    if step and status == "delivered" and step in words.NOW_INSTEAD:
        return words.NOW_INSTEAD[step].in_(locale)
    instead = words.INSTEAD.get(step) if step else None
    return instead.in_(locale) if instead else ""


def way_called(way: Method, names: Mapping[str, Words], locale: str) -> str:
    """Call a way to pay by its name here; one that a customer or a store has of its own, as they named it."""
    if way.label and way.id not in names:
        return way.label
    known = names.get(way.id) or names.get(way.kind, words.THE_WAY_PAID)
    return known.in_(locale)
