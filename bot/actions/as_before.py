"""What is wanted as it was bought before: of an order its lines with changes, or only some goods of it."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from bot.actions.bought import called, goods_named, order_said
from bot.actions.shelf import carts_of, matched, say_cart
from bot.actions.taking import do, take, times_said
from bot.actions.which_order import MOST, mine_of
from bot.dialogue.fitting import fitting, has_all, named_in
from bot.dialogue.goods_said import Said
from bot.dialogue.meant import VIEW, Meant
from bot.dialogue.reading_here import ORDER_SEEN, reading_of
from bot.dialogue.turn import Answer, Tools, Turn
from bot.reading.lines import Line
from bot.reading.refusing import only_says_no, says_out
from bot.words.cart import ALL_RIGHT
from shop.cart.pricing import nearest
from shop.catalogue.product import Product
from shop.finding.matching import Candidate, Match, how_many
from shop.orders.order import Order
from shop.reading.again import as_last_time
from shop.reading.quantity import parse_wanted

# What an order is repeated with, or what says that all of it is meant.
_WHOLE = re.compile(
    r"\b(?:order|double|twice|dugna|triple|half|aadha|without|but|except|bina|same as|list|sab|everything)\b",
    re.IGNORECASE,
)
# "The order of the 24th" names an order that some goods are of.
_THEN = re.compile(r"\b(?:tab|then|us ?din|that (?:day|time))\b", re.IGNORECASE)
_CLAUSES = re.compile(r"[,;.\n]|\b(?:and|aur|but|par|lekin)\b")
MOST_CHANGES = 5  # of one kind in one message
_OFFERED = 4  # of what was bought, where it has to be asked which


def only_some(turn: Turn, tools: Tools) -> Answer | None:
    """ "Last time I took pista, send it again": the goods that are named, where no whole order is meant."""
    lines = [line for line in reading_of(turn, tools).lines if line.goods]
    if not lines or _WHOLE.search(turn.text):
        return None
    mine = mine_of(turn, tools, MOST)
    meant = [_as_before(line, turn, tools, mine) for line in lines]
    known = [one for one in meant if one]
    if len(known) == len(lines):
        there = set(carts_of(tools).get(turn.customer).quantities)
        new = [one for one, line in zip(known, lines, strict=True) if line.amount or _sku(one) not in there]
        return do(turn, tools, new) if new else say_cart(turn, tools, ALL_RIGHT.in_(turn.locale))
    return take(turn, tools, "\n".join(as_last_time(line.words or line.goods) for line in lines))


def _sku(meant: Meant) -> str:
    return meant.match.sure.product.sku if meant.match.sure else ""


def _as_before(line: Line, turn: Turn, tools: Tools, mine: Sequence[Order]) -> Meant | None:
    """The newest that was bought by this name, in the order that is named if one is; as many as then."""
    here = replace(turn, text=line.raw or line.words, said=line.raw or line.words)
    then = order_said(turn, tools, list(mine))
    if then is None and _THEN.search(turn.text):
        seen = tools.contexts.get(turn.customer, ORDER_SEEN, turn.now)
        then = next((order for order in mine if order.id == seen), None)
    name = next(iter(goods_named(here, tools)), line.goods)
    for order in [then] if then else mine:
        bought = {one.sku: one.quantity for one in order.lines}
        products = [p for p in tools.catalogue.products(list(bought)) if p.active]
        found = called(name, turn, tools, products) if products else []
        if not found:
            continue
        if then:
            tools.contexts.save(turn.customer, ORDER_SEEN, then.id, turn.now)
        day = {word for word in line.amounts if then and word in _days(then)}
        amount = "" if line.amount in day else line.amount
        counts = [how_many(p, parse_wanted(amount)) if amount else None for p in found]
        candidates = [
            Candidate(p, count or _as_many(p, bought[p.sku]), 1.0)
            for p, count in zip(found, counts, strict=True)
        ]
        wish = line.words if amount else f"{int(candidates[0].quantity)} {name}"
        said = Said(wish, name, amount or str(int(candidates[0].quantity)), raw=line.raw)
        sure = candidates[0] if len(candidates) == 1 else None
        match = Match(wish, sure=sure, asked=() if sure else tuple(candidates[:_OFFERED]))
        return Meant(said, match, VIEW)
    return None


def _as_many(product: Product, bought: int) -> Fraction:
    """As many as then, and not more than there are now."""
    so_many = min(bought, product.stock) if product.stock > 0 else bought
    below, above = nearest(product, so_many)
    return Fraction(below or above)


def _days(order: Order) -> set[str]:
    """The day of an order, which may be read as an amount: "dhara oil of 17"."""
    return {str(order.at.day), f"{order.at.day:02d}"}


def changed(turn: Turn, tools: Tools, there: Sequence[Product], quantities: dict[str, Fraction]) -> list[str]:
    """Change how many of each there are to be by what is said; give what is wanted and is not of these."""
    reading = reading_of(turn, tools)
    if not reading.acts:
        _as_written(turn, tools, there, quantities)
        return []
    replaced = Fraction(0)  # how many there were of what goes
    for name in reading.refused:
        for product in called(name, turn, tools, there):
            replaced, quantities[product.sku] = quantities[product.sku], Fraction(0)
    lines = [line for line in reading.lines if line.goods]
    if (times := times_said(turn)) and not lines:
        for sku in quantities:
            quantities[sku] *= times
    for product in _left_out(turn, tools, there):
        quantities[product.sku] = Fraction(0)
    beside: list[str] = []
    for line in lines:
        here = called(line.goods, turn, tools, there)
        said = _clause_of(line.goods, reading.text)
        times = times_said(replace(turn, text=said))
        if not here and (line.amount or replaced):
            beside.append(line.words if line.amount else f"{float(replaced):g} {line.words}")
        for product in here:
            so_many = how_many(product, parse_wanted(line.amount)) if line.amount else None
            if so_many is not None:
                quantities[product.sku] = so_many
            elif says_out(said):
                quantities[product.sku] = Fraction(0)
            elif times:
                quantities[product.sku] *= times
    return beside


def not_there(turn: Turn, tools: Tools, there: Sequence[Product]) -> list[str]:
    """What these words leave out, or want less or more of, and was never in it: "and no sugar"."""
    reading = reading_of(turn, tools)
    wanted = [line.goods for line in reading.lines if line.goods and not line.amount]
    named = dict.fromkeys((*reading.refused, *wanted))
    return [name for name in named if not called(name, turn, tools, there)]


def left_by_name(turn: Turn, tools: Tools, there: Sequence[Product], kept: Set[str]) -> list[str]:
    """What these words name of which nothing is left, as it was called."""
    reading = reading_of(turn, tools)
    named = dict.fromkeys((*reading.refused, *(line.goods for line in reading.lines if line.goods)))
    found = {name: called(name, turn, tools, there) for name in named}
    return [name for name, here in found.items() if here and not {p.sku for p in here} & kept]


def _clause_of(goods: str, said: str) -> str:
    """The clause in which goods are named: what is said to them, and not to their neighbours."""
    return next((clause for clause in _CLAUSES.split(said) if goods in clause), said)


def _left_out(turn: Turn, tools: Tools, there: Sequence[Product]) -> list[Product]:
    """ "..., leave out the chalk, ...": what a clause says no to, where no goods were read in it."""
    reading = reading_of(turn, tools)
    read = [*reading.refused, *(line.goods for line in reading.lines if line.goods)]
    found: list[Product] = []
    for clause in _CLAUSES.split(reading.text):
        if only_says_no(clause) and not any(words in clause for words in read):
            said_here = named_in(parse_wanted(clause), tools)
            named = [word for word in said_here if any(has_all(p, [word], tools) for p in there)]
            found += fitting(" ".join(named), there, tools, counted=False) if named else []
    return found


def _as_written(turn: Turn, tools: Tools, there: Sequence[Product], quantities: dict[str, Fraction]) -> None:
    """The same where nothing reads it: "double the rice", "without the oil"."""
    for sign, times in (
        ("double|twice|dugna", Fraction(2)),
        ("triple", Fraction(3)),
        ("half|aadha", Fraction(1, 2)),
        ("without|no|bina", Fraction(0)),
    ):
        said = re.finditer(
            rf"\b(?:{sign})\s++(?:(?:the|of)\s++)?([a-z' ]{{1,60}}?)(?=$|,|\band\b|\bbut\b)",
            turn.text.lower(),
        )
        for found in islice(said, MOST_CHANGES):
            for product in there:
                named = matched(turn, tools, found[1], only=[product])
                if (named.sure or named.asked) and (named.sure or named.asked[0]).score >= 0.5:
                    quantities[product.sku] *= times
