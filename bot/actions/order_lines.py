"""Which line of an order is meant, and how many of it: tapped, named, or the one spoken of."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from bot.actions.shelf import matched, weights, whole_number
from bot.actions.which_order import UNDERWAY, Underway, said_of
from bot.dialogue.fitting import has_all, named_in
from bot.dialogue.reading_here import ORDER_SEEN, in_shop_words, reading_of
from bot.dialogue.turn import Tools, Turn
from shop.catalogue.product import Product
from shop.finding.in_view import names_in, picked
from shop.orders.order import Line, Order
from shop.reading.likeness import tokens_of
from shop.reading.quantity import parse_wanted, whole
from shop.reading.sounds import sound
from shop.reading.units import MEASURES
from shop.refusals import Refused

# Around the goods of an order, where nothing but the words is known.
EVERY = frozenset(
    ("all", "sab", "sabhi", "saare", "sare", "sara", "pura", "poora", "dono", "both", "whole")
)  # "all 5", of goods that were named before it
_ABOUT = frozenset(
    ("return", "exchange", "change", "order", "from", "item", "my", "the", "want", "to", "of", "i", "in")
)


def pieces_meant(turn: Turn, tools: Tools, order: Order, line: Line) -> int:
    """How many of a line are meant: tapped before, said with its name, or all."""
    if tapped := whole_number(turn.entity("quantity")):
        return tapped
    said = said_in(turn, tools, order).get(line.sku)
    before = tools.contexts.get(turn.customer, UNDERWAY, turn.now)
    same = before is not None and (before.order, before.line) == (order.id, line.sku)
    spoken = before.quantity if before and same and before.quantity <= line.quantity else 0
    return of_these(said, order, line.sku) if said else spoken or line.quantity


def of_these(count: Fraction, order: Order, sku: str) -> int:
    """So many pieces of what an order holds of a product; Refused says how many it holds where it is more."""
    lines = [line for line in order.lines if line.sku == sku]
    bought, pieces = sum(line.quantity for line in lines), whole(count)
    if pieces > bought:
        raise Refused("more_than_bought", order=order.id, title=lines[0].title, bought=bought)
    return pieces


def line_meant(turn: Turn, tools: Tools, order: Order) -> Line | None:
    """The line that is tapped, named, or was spoken of last; an order of one line needs no naming."""
    sku = str(turn.entity("line") or "")
    if not sku and len(order.lines) == 1:
        return order.lines[0]
    if not sku:
        named = [one for one in said_in(turn, tools, order) if one]
        before = tools.contexts.get(turn.customer, UNDERWAY, turn.now)
        if not named and before and before.order == order.id:
            named = [before.line]
        sku = named[0] if len(named) == 1 else ""
    found = next((x for x in order.lines if x.sku == sku), None)
    if found:
        before = tools.contexts.get(turn.customer, UNDERWAY, turn.now)
        same = before is not None and (before.order, before.line) == (order.id, found.sku)
        keep_under_way(turn, tools, before if before and same else Underway(order.id, found.sku))
    return found


def keep_under_way(turn: Turn, tools: Tools, line: Underway) -> None:
    """Keep the line that is spoken of, and its order as the one on the table."""
    tools.contexts.save(turn.customer, UNDERWAY, line, turn.now)
    tools.contexts.save(turn.customer, ORDER_SEEN, line.order, turn.now)


def said_in(turn: Turn, tools: Tools, order: Order) -> dict[str, Fraction | None]:
    """Of the order's goods those that were named, each with the count that was said."""
    said = re.sub(rf"#?\b{re.escape(order.id)}\b", " ", said_of(turn), flags=re.IGNORECASE)  # no count in it
    if not said.strip():
        return {}
    there = list(tools.catalogue.products([x.sku for x in order.lines]))
    reading = reading_of(replace(turn, text=said, said=said), tools)
    found: dict[str, Fraction | None] = {}
    for line in reading.lines:
        goods = f"{line.goods} {line.points}"
        here = [] if set(goods.split()) <= EVERY else called_here(goods, there, tools)
        if len(here) == 1:
            found[here[0].sku] = parse_wanted(line.amount).count if line.amount else None
    if not reading.spans and not found:  # nothing was read: as the words stand
        bare = " ".join(
            w for w in said.split() if order.id.lower() not in w.lower() and w.lower() not in _ABOUT
        )
        match = matched(turn, tools, parse_wanted(bare).words, only=there) if there else None
        if match and match.sure:
            found[match.sure.product.sku] = parse_wanted(bare).count
    amounts = reading.said("A")
    tapped = str(turn.entity("line") or "")
    last = tools.contexts.get(turn.customer, UNDERWAY, turn.now)
    named = any(line.goods for line in reading.lines)  # "2 butter", and there is none in it
    if (
        amounts
        and not (found or named)
        and (sku := tapped or (last.line if last and last.order == order.id else ""))
    ):
        found[sku] = parse_wanted(amounts[0]).count
    return found


def called_here(words: str, there: Sequence[Product], tools: Tools) -> list[Product]:
    """Those of an order's goods that these words mean; none where they name other goods of the shop."""
    here = picked(words, there)
    named = [t for t in named_in(parse_wanted(words), tools) if weights(tools).knows(t)]
    return [p for p in here if has_all(p, named, tools)]


def named_plainly(words: str, there: Sequence[Product], tools: Tools) -> list[Product]:
    """The same of words in which nothing was read as goods: by a brand, or what a title ends with."""
    heard = {sound(token) for token in names_in(in_shop_words(words, tools))}
    return [p for p in there if heard & _called(p)]


def _called(product: Product) -> set[str]:
    last = next((t for t in reversed(tokens_of(product.title)) if t.isalpha() and t not in MEASURES), "")
    return {sound(token) for token in (*tokens_of(product.brand), last) if token}
