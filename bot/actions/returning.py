"""Goods returned by talking: which of an order, how many of each, and where the money goes; then a yes.

An order is returned once, so what is said while the question stands goes into the same return: more goods,
other counts, one that stays after all. Goods of that order are never bought by it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction

from bot.actions.coming import asks_when
from bot.actions.of_returns import asked_of_the_return
from bot.actions.order_changed import closed, done, said_no
from bot.actions.order_lines import (
    called_here,
    keep_under_way,
    line_meant,
    named_plainly,
    of_these,
    pieces_meant,
    said_in,
)
from bot.actions.taking import ORDERS
from bot.actions.which_order import Underway, chosen_order, mine_of, said_of, way_called
from bot.dialogue.asking import open_question, settled
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn, action, run, say
from bot.reading.filling import GOODS
from bot.reading.refusing import only_says_no, words_refused
from bot.words import orders as words
from chat.contexts import ContextKey
from chat.handoff import why_person
from chat.reply import Command, Option, text
from chat.words import Words
from shop.errors import ShopError
from shop.orders.changes import worth
from shop.orders.order import Order
from shop.orders.requests import AskReturn
from shop.orders.service.orders import Orders
from shop.orders.status import MOVES
from shop.reading.quantity import parse_wanted

_ONLY = frozenset(("only", "sirf", "just", "keval", "kewal", "bas"))
_CLAUSES = re.compile(r"[,;.!?\n]|\b(?:but|aur|and|also|par)\b")
# What is not said of the return that is asked about, where it is as sure as this.
_BUYS = frozenset({"add_to_cart", "search_product", "order_list"})  # "oil bhi 1 leak" may be read so
_BUYS_AGAIN = _BUYS | {"repeat_order"}
_OF_SOMETHING_ELSE = frozenset(
    {
        "ask_price", "check_stock", "product_details", "ask_attribute",
        "compare_products", "recommend", "checkout", "exchange_order", "track_order", "request_quote",
        "ask_seller", "human_agent", "view_cart", "plan",
    }
)  # fmt: skip
_SURE, _SURELY_BUYS = 0.6, 0.75
_OF_MONEY_BACK = frozenset({"return_order", "refund_status", "refund_policy"})
_SWAPS = frozenset({"exchange_order", "change_order"})
_HALF = 0.5
_AGREES = frozenset(("yes", "yeah", "ok", "okay", "haan", "han", "ji", "sure", "chalo", "theek"))
_MAY_BE = 0.3  # that it is of a return, where no goods are named


@dataclass(frozen=True)
class _Said:
    """What a message says of the goods of an order."""

    back: Mapping[str, Fraction | None]  # those that go back, each with the count that was said
    kept: frozenset[str]  # those that stay after all
    unclear: tuple[str, ...]  # those that one name may mean


@dataclass(frozen=True)
class Returning:
    """What was asked to go back, and not answered yet: it can be taken up again after something else."""

    order: str
    skus: tuple[str, ...]
    counts: tuple[int, ...]  # how many of each


RETURNING = ContextKey("returning", Returning, timedelta(hours=1))


@action("return_order", title=Words("Return goods", "Saman wapas karo", "सामान लौटाइए"), private=True)
def return_order(turn: Turn, tools: Tools) -> Answer:  # noqa: PLR0911  # each way out is an answer
    """Return items of a delivered order."""
    if said_no(turn):
        tools.contexts.forget(turn.customer, RETURNING)
        return say(text(words.NOT_RETURNED.in_(turn.locale)))
    order = chosen_order(turn, tools, "return_order", "ask_return", words.RETURN_FROM_WHICH)
    if isinstance(order, Answer):
        return order
    if "ask_return" not in MOVES[order.status]:
        return closed(turn, tools, order, "ask_return")
    said = _said_of_goods(turn, tools, order)
    try:
        items = _items_meant(turn, tools, order, said)
    except ShopError as err:
        return say(text(err.in_(turn.locale)))
    if said.kept and not items and _open_items(turn, tools, order):  # "not the tea", and it was only that
        settled(turn, tools)
        tools.contexts.forget(turn.customer, RETURNING)
        return say(text(words.NOT_RETURNED.in_(turn.locale)))
    unclear = [sku for sku in said.unclear if sku not in items]
    if unclear or not items:
        return _asked_what(turn, tools, order, items, unclear or [x.sku for x in order.lines])
    skus = tuple(sku for sku, quantity in items.items() for _ in range(quantity))
    method = str(turn.entity("text") or "")
    if method:
        tools.contexts.forget(turn.customer, RETURNING)
        asked = AskReturn(turn.customer, order.id, skus, method)
        return done(
            turn,
            lambda: Orders(tools.db).ask_return(asked, turn.key("return"), turn.now),
            words.RETURN_ASKED,
        )
    entities = {"order": order.id, "items": [[sku, quantity] for sku, quantity in items.items()]}
    options = [
        Option(
            words.YES_REFUND_TO.in_(turn.locale, way=way_called(way, words.METHODS, turn.locale)),
            Command("return_order", {**entities, "text": way.id}),
        )
        for way in Orders(tools.db).ways_to_refund(order)
    ]
    titles = {x.sku: x.title for x in order.lines}
    told = ", ".join(f"{quantity} x {titles[sku]}" for sku, quantity in items.items())
    keep_under_way(turn, tools, Underway(order.id, *next(iter(items.items()))))
    begun = Returning(order.id, tuple(items), tuple(items.values()))
    tools.contexts.save(turn.customer, RETURNING, begun, turn.now)
    question = words.RETURN_IT.in_(turn.locale, goods=told, back=worth(order, list(skus)).spoken())
    return ask(turn, tools, question, *options, never_mind("return_order"))


def _asked_what(turn: Turn, tools: Tools, order: Order, items: Mapping[str, int], among: list[str]) -> Answer:
    """Ask which line goes back, beside those that are known already."""
    known = {"items": [[sku, quantity] for sku, quantity in items.items()]} if items else {}
    options = [
        Option(
            f"{x.quantity} x {x.title}",
            Command("return_order", {"order": order.id, "line": x.sku, "said": said_of(turn), **known}),
        )
        for x in order.lines
        if x.sku in among
    ]
    question = words.RETURN_WHAT.in_(turn.locale)
    if why_person(said_of(turn)) == "complaint" and not items:
        question = f"{words.SORRY_FOR_IT.in_(turn.locale)} {question}"
    return ask(turn, tools, question, *options, never_mind("return_order"))


def said_of_return(turn: Turn, tools: Tools) -> Answer | None:  # noqa: PLR0911  # a case each
    """What is said while a return is asked about: more goods of that order, other counts, or all of it."""
    if any(intent == "human_agent" for intent, _ in turn.wishes):
        return None
    order = _asked_about(turn, tools)
    if order is None:
        if begun := _begins_one(turn, tools):
            return return_order(_as_return(turn, begun.id), tools)
        left = _taken_up(turn, tools)
        return return_order(_as_return(turn, left.id, again=True), tools) if left else None
    if told := asked_of_the_return(turn, tools, order):
        return told
    acts = reading_of(turn, tools).acts
    likely = max(acts, key=lambda act: acts[act], default="")
    if _bought_now(turn, tools, order) or (likely in _OF_SOMETHING_ELSE and acts[likely] >= _SURE):
        return None
    said = _said_of_goods(turn, tools, order)
    if not (said.back or said.kept or said.unclear):
        again = acts.get("return_order", 0.0) >= _MAY_BE and _open_items(turn, tools, order)
        if not again or reading_of(turn, tools).lines:
            return None
    return return_order(_as_return(turn, order.id), tools)


def _bought_now(turn: Turn, tools: Tools, order: Order) -> bool:
    """Whether goods are surely looked for, or ordered: with a word that orders, or more of them than came.

    "The 6 salt too", of six that came, goes back with the rest.
    """
    reading = reading_of(turn, tools)
    likely = max(reading.acts, key=lambda act: reading.acts[act], default="")
    if likely not in _BUYS or reading.acts[likely] < _SURELY_BUYS:
        return False
    if likely == "search_product" or ORDERS.search(turn.text):
        return True
    most = max(line.quantity for line in order.lines)
    counts = [parse_wanted(line.amount).count or 0 for line in reading.lines if line.amount]
    return max(counts, default=0) > most


def _begins_one(turn: Turn, tools: Tools) -> Order | None:
    """ "Return 4 tea and 2 coffee", as a whole a list of goods: the order that has all of it."""
    reading = reading_of(turn, tools)
    first = reading.part_acts[0] if reading.part_acts else {}
    lines = [line for line in reading.lines if line.goods]
    begins = max(first, key=lambda act: first[act], default="") == "return_order"
    if turn.intent not in _BUYS or not begins or not lines:
        return None
    for order in mine_of(turn, tools):
        there = list(tools.catalogue.products([x.sku for x in order.lines]))
        if "ask_return" in MOVES[order.status] and all(called_here(x.goods, there, tools) for x in lines):
            return order
    return None


def _taken_up(turn: Turn, tools: Tools) -> Order | None:
    """ "Yes refund the 2 tea", after something came between: the order of the return that was asked about."""
    begun = tools.contexts.get(turn.customer, RETURNING, turn.now)
    reading = reading_of(turn, tools)
    sure = sum(reading.acts.get(act, 0.0) for act in _OF_MONEY_BACK)
    if begun is None or sure < _MAY_BE or "?" in turn.text or asks_when(turn.text):
        return None
    order = next((one for one in mine_of(turn, tools) if one.id == begun.order), None)
    if order is None or "ask_return" not in MOVES[order.status]:
        return None
    there = list(tools.catalogue.products([x.sku for x in order.lines]))
    named = [line.goods for line in reading.lines if line.goods]
    first = next(iter(turn.text.lower().replace(",", " ").split()), "")
    agrees = first in _AGREES or reading.acts.get("return_order", 0.0) >= _HALF
    here = all(called_here(goods, there, tools) for goods in named)
    return order if here and (named or agrees) else None


def kept_from_the_cart(turn: Turn, tools: Tools) -> Answer | None:
    """ "The same fanta again, and the cookies", while it is asked what of an order is exchanged or changed.

    Goods of that order are not bought by it.
    """
    asked = open_question(turn, tools)
    options = [o for o in asked.options if o.intent in _SWAPS and o.entities.get("order")] if asked else []
    if not options or turn.intent not in _BUYS_AGAIN:
        return None
    order = next((one for one in mine_of(turn, tools) if one.id == options[0].entities["order"]), None)
    goods = [line.goods for line in reading_of(turn, tools).lines if line.goods]
    there = list(tools.catalogue.products([x.sku for x in order.lines])) if order else []
    if order is None or not goods or not all(called_here(name, there, tools) for name in goods):
        return None
    return run(Command(options[0].intent, {"order": order.id, "said": turn.text}), turn, tools)


def _as_return(turn: Turn, order: str, *, again: bool = False) -> Turn:
    """The turn as the wish to return what it names; `again` with what was asked about before."""
    given: dict[str, list[object]] = {"order": [order], **({"again": [True]} if again else {})}
    return replace(turn, intent="return_order", entities=given, wishes=())


def _asked_about(turn: Turn, tools: Tools) -> Order | None:
    """The order of which it is asked what, or whether it, goes back."""
    asked = open_question(turn, tools)
    options = [o for o in asked.options if o.intent == "return_order"] if asked else []
    named = {str(o.entities["order"]) for o in options if o.entities.get("order")}
    named &= {str(o.entities["order"]) for o in options if o.entities.get("line") or o.entities.get("items")}
    return next((order for order in mine_of(turn, tools) if {order.id} == named), None)


def _open_items(turn: Turn, tools: Tools, order: Order) -> dict[str, int]:
    """What the return that is asked about has so far."""
    asked = open_question(turn, tools)
    for option in asked.options if asked else ():
        items = option.entities.get("items")
        if option.intent == "return_order" and option.entities.get("order") == order.id and items:
            return {str(sku): int(quantity) for sku, quantity in items}
    begun = tools.contexts.get(turn.customer, RETURNING, turn.now) if turn.entity("again") else None
    same = begun is not None and begun.order == order.id
    return dict(zip(begun.skus, begun.counts, strict=True)) if begun and same else {}


def _said_of_goods(turn: Turn, tools: Tools, order: Order) -> _Said:
    """Which of the order's goods these words give back, keep, or leave open."""
    if turn.entity("items") and not turn.entity("line"):
        return _Said({}, frozenset(), ())
    there = list(tools.catalogue.products([x.sku for x in order.lines]))
    said = said_of(turn)
    reading = reading_of(replace(turn, text=said, said=said), tools)
    back = {sku: count for sku, count in said_in(turn, tools, order).items() if sku}
    known = _open_items(turn, tools, order)
    kept: set[str] = set()
    unclear: list[str] = []
    strange: list[str] = []  # what was said around goods that the order has not
    for line in reading.lines:
        here = called_here(line.goods, there, tools) if line.goods else []
        open_one = [p for p in here if p.sku in known] if len(here) > 1 else []
        if len(open_one) == 1:  # "one tea", of the tea that is asked about
            back[open_one[0].sku] = parse_wanted(line.amount).count if line.amount else None
            continue
        unclear += [p.sku for p in here] if len(here) > 1 else []
        strange += [line.raw] if line.goods and not here else []
    for name in reading.refused:
        here = called_here(name, there, tools)
        if any(name in raw for raw in strange):  # "instead of the tea you sent coffee": the tea never came
            back |= {p.sku: None for p in here if len(here) == 1}
        else:
            kept |= {p.sku for p in here}
    read = {word for line in reading.lines for word in line.goods.split()}
    read |= {word for name in reading.refused for word in name.split()}
    for clause in _CLAUSES.split(said.lower()):
        stays = only_says_no(clause) or bool(words_refused(clause))
        here = named_plainly(clause, there, tools) if stays or not read & set(clause.split()) else []
        if stays:
            kept |= {p.sku for p in here}
        elif len(here) == 1:
            back |= {here[0].sku: None}
    tapped = bool(turn.entity("line"))
    return _Said(back, frozenset(kept), () if tapped else tuple(dict.fromkeys(unclear)))


def _items_meant(turn: Turn, tools: Tools, order: Order, said: _Said) -> dict[str, int]:
    """Which of the order's lines go back and how many of each: tapped, named, or asked about before."""
    there = {x.sku: x.quantity for x in order.lines}
    tapped = turn.entity("items")
    known = {str(sku): int(n) for sku, n in tapped if str(sku) in there} if isinstance(tapped, list) else {}
    if known and not turn.entity("line"):
        return known
    if not turn.entity("line"):
        known = {} if _names_only(turn, tools) else _open_items(turn, tools, order)
        named = {sku: count for sku, count in said.back.items() if sku in there and sku not in said.kept}
        for sku, count in named.items():
            known[sku] = of_these(count, order, sku) if count else known.get(sku, there[sku])
        left = {sku: quantity for sku, quantity in known.items() if sku not in said.kept}
        if left or said.unclear or said.kept:
            return left
    line = line_meant(turn, tools, order)
    return known | ({line.sku: pieces_meant(turn, tools, order, line)} if line else {})


def _names_only(turn: Turn, tools: Tools) -> bool:
    """ "Only the tea", "sirf chai": nothing else goes back; "salt only 2" is a count."""
    reading = reading_of(replace(turn, text=said_of(turn), said=said_of(turn)), tools)
    first = next((span.start for span in reading.spans if span.kind == GOODS), 0)
    return bool(_ONLY & set(reading.text[:first].lower().split()[-2:]))
