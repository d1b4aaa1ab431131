"""What one message says of a better price: of which goods, how many, and what is hoped for.

What is not said anew is taken from the wish that was shown before: "40 ki jagah 41 likh do", "make it 300",
"the latur one".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from bot.actions.shelf import matched
from bot.actions.which_product import names_goods, which_product
from bot.dialogue.cases_said import cases_of
from bot.dialogue.reading_here import reading_of
from bot.dialogue.spoken_of import spoken_of
from bot.dialogue.turn import Tools, Turn
from bot.reading.filling import DAY, GOODS, PIN, PLACE, POINTS, PRICE, SIZE
from bot.reading.lines import AMOUNT
from bot.reading.reader import Reading
from bot.reading.refusing import words_refused
from bot.routing.plain_words import Quoted
from shop.catalogue.product import Product
from shop.finding.in_view import pieces_of, size_of
from shop.finding.matching import how_many
from shop.finding.stated_case import stated_case
from shop.money import Money
from shop.reading.money_words import parse_money
from shop.reading.quantity import Wanted, parse_wanted

_NUMBER = re.compile(r"(?<![\w.,-])\d{2,7}(?![\w.,-])")
PERCENT = ("%", "percent", "pratishat")
_LOWEST = 0.5  # of what it costs, that anyone hopes for
_DEAR = 100_00  # a bare number near to such a price is one
_FACTORS = 2  # amounts that may be multiplied
_A_RUPEE = 100  # as near as that is the price that stands there


@dataclass(frozen=True)
class WishedPrice:
    """So many of this at that price; nothing where it is not said."""

    product: Product | None = None
    count: Fraction | None = None
    price: Money | None = None
    no_case: bool = False  # cases were said, and it is sold by the piece
    says_something: bool = False  # and not only what was wished for before


def wished_price(turn: Turn, tools: Tools, before: Quoted | None) -> WishedPrice:
    """What these words wish for, beside what was wished for before."""
    reading = _of_the_goods(reading_of(turn, tools))
    product, before = _of_which(turn, tools, reading, before)
    if product is None:
        return WishedPrice()
    amounts = [parse_wanted(words) for words in _amounts(reading, product)]
    amounts = [one for one in amounts if one.count is not None or size_of(product) not in one.measures]
    cases = cases_of(product, tools)
    worked_out = _is_worked_out(amounts, _left(reading))
    holds = pieces_of(cases[0]) if cases else stated_case(product)
    amounts = amounts[1:] if worked_out else _worked_out(amounts, reading.text, holds)
    by_the_case = any(one.unit == "carton" and not one.holds for one in amounts) and pieces_of(product) == 1
    cases = cases if by_the_case else []
    product = cases[0] if cases else product
    prices = [money for words in reading.said(PRICE) if (money := parse_money(words))]
    doubted = _doubted(reading, prices, before)
    prices = [money for money in prices if money.minor <= product.price.minor and money.minor not in doubted]
    if before and before.price in doubted:
        before = replace(before, price=0)
    corrects = any(word.isdigit() for word in words_refused(reading.text))  # "not 24, 48" is a count
    hoped = [one for one in amounts if _may_be_hoped(one, product) and not corrects]
    waits = before is not None and bool(before.quantity or before.price)
    dear = product.price.minor >= _DEAR  # "can they do 700" of what costs 936; nobody asks for so many
    if not prices and hoped and (len(amounts) > 1 or dear) and not waits:  # "10 packet, 3500 ke bhav me"
        prices = [Money(int((hoped[-1].count or 0) * 100), product.price.currency)]
        amounts.remove(hoped[-1])
    left = _left(reading) if not (prices or waits or worked_out) and amounts else ()
    if left and _may_be_hoped(parse_wanted(left[0]), product):
        prices = [Money(int(left[0]) * 100, product.price.currency)]
    if not amounts:
        amounts = [parse_wanted(number) for number in _left(reading) if not _is_its_price(number, product)]
    counts = [count for one in amounts if (count := _so_many(product, one)) is not None]
    changed = before if before and (before.quantity or before.price) else None
    other = before is not None and before.sku != product.sku
    anew = bool(counts or prices or other)
    count, price = counts[0] if counts else None, prices[-1] if prices else None
    if changed and price is None and counts:
        count, price = _changed(counts, changed, product, amounts[-1])
    if changed:
        count = count if count is not None or not changed.quantity else Fraction(changed.quantity)
        price = price or (Money(changed.price, product.price.currency) if changed.price else None)
    if by_the_case and not (cases or stated_case(product)):  # forty single ones are not what was wished for
        return WishedPrice(product, None, price, no_case=True, says_something=True)
    return WishedPrice(product, count, price, says_something=anew)


def _amounts(reading: Reading, product: Product) -> list[str]:
    """What is said of how many; not the number of its pack: "on the 130g x 72"."""
    spans = [span for span in reading.spans if span.kind == AMOUNT]
    said = [reading.text[span.start : span.end] for span in spans]
    packs = [reading.text[: span.start].rstrip().endswith("x") for span in spans]
    shares = [reading.text[span.end :].lstrip().startswith(PERCENT) for span in spans]
    refused = words_refused(reading.text)  # "not 12, 500"
    return [
        words
        for words, pack, share in zip(said, packs, shares, strict=True)
        if not share
        and words not in refused
        and not (pack and parse_wanted(words).count == pieces_of(product))
    ]


def _doubted(reading: Reading, prices: Sequence[Money], before: Quoted | None) -> set[int]:
    """ "Rs 36??", of a price that was understood before: it was never wished for."""
    asks = {reading.text[s.start : s.end] for s in reading.spans if reading.text[s.end :].startswith("?")}
    said = {money.minor for words in asks if (money := parse_money(words))}
    return said & {before.price} & {money.minor for money in prices} if before and before.price else set()


def _is_worked_out(amounts: Sequence[Wanted], left: Sequence[str]) -> bool:
    """ "20 cases means 25 each, so 500": what is left is what makes the one of the other, and no price."""
    counts = [one.count for one in amounts]
    if len(counts) != _FACTORS or counts[0] is None or counts[1] is None or not left:
        return False
    return counts[0] * int(left[0]) == counts[1]


def _worked_out(amounts: Sequence[Wanted], said: str, holds: int) -> list[Wanted]:
    """ "25 cases means 24 each, so 600": the one that is the others multiplied, or what they come to.

    "5 cases = 60 pcs" says the same twice: in cases that each hold so many, and in pieces.
    """
    counts = [one.count for one in amounts]
    if len(amounts) < _FACTORS or None in counts:
        return list(amounts)
    first, second, *rest = (count for count in counts if count is not None)
    cases = amounts[0].unit == "carton" and amounts[1].unit not in ("", "carton")
    if cases and not rest and ("=" in said or second == first * holds):
        return [amounts[1]]
    whole = next((one for one in amounts[2:] if one.count == first * second), None)
    if whole or (cases and not rest):
        return [whole or replace(amounts[1], count=first * second)]
    return list(amounts)


def _may_be_hoped(wanted: Wanted, product: Product) -> bool:
    """Whether a bare number is near enough to what it costs to be a price."""
    if wanted.count is None or wanted.unit or wanted.measures:
        return False
    return _LOWEST * product.price.minor <= wanted.count * 100 <= product.price.minor


def _of_the_goods(reading: Reading) -> Reading:
    """What stands before the place and the day: "200 packet 40 me. pune 411006, 5 december tak"."""
    at = next((s.start for s in reading.spans if s.kind in (PLACE, PIN, DAY)), len(reading.text))
    kept = tuple(s for s in reading.spans if s.start < at)
    if not {s.kind for s in kept} & {GOODS, AMOUNT, PRICE}:
        return reading
    return replace(reading, text=reading.text[:at], spans=kept)


def _of_which(
    turn: Turn, tools: Tools, reading: Reading, before: Quoted | None
) -> tuple[Product | None, Quoted | None]:
    """The product; and what was wished for before, unless this is another thing."""
    if turn.entity("sku"):
        return tools.catalogue.product(str(turn.entity("sku"))), None
    earlier = tools.catalogue.product(before.sku) if before else None
    there = [earlier] if earlier else spoken_of(turn, tools)
    goods = " ".join(reading.said(GOODS))
    named = names_goods(goods, there, tools)
    if earlier and not named and not reading.said(SIZE):
        return earlier, before
    said = replace(turn, text=reading.text, said=reading.text)
    product = which_product(said, tools).product
    if product is None and named:
        words = (*reading.said(AMOUNT)[:1], goods, *reading.said(SIZE), *reading.said(POINTS))
        found = matched(turn, tools, " ".join(words))
        best = found.sure or (found.asked[0] if found.asked else None)
        product = best.product if best else None
    product = product or earlier
    same = bool(earlier and product and earlier.category == product.category)
    return product, replace(before, sku=product.sku) if before and product and same else None


def _so_many(product: Product, wanted: Wanted) -> Fraction | None:
    return how_many(product, wanted) if wanted.unit or wanted.measures else wanted.count


def _left(reading: Reading) -> Sequence[str]:
    """The numbers that were read as nothing, where it is only one."""
    text = reading.text
    for span in reversed(reading.spans):
        text = f"{text[: span.start]} , {text[span.end :]}"
    found = _NUMBER.findall(text)
    return found if len(found) == 1 else ()


def _is_its_price(number: str, product: Product) -> bool:
    """ "3812 ka? kuch kam karo" says what it costs, not how many."""
    prices = [
        product.price,
        *(tier.unit_price for tier in product.tiers),
        *([product.mrp] if product.mrp else []),
    ]
    return any(abs(int(number) * 100 - price.minor) < _A_RUPEE for price in prices)


def _changed(
    counts: Sequence[Fraction], before: Quoted, product: Product, last: Wanted
) -> tuple[Fraction | None, Money | None]:
    """Whether a number is the new price or the new count: by what it replaces, or is nearer to.

    Where no price was said yet, what it costs stands for it: "ask for 24 flat", of 600 at 27.
    """
    old, new = (counts[-2] if len(counts) > 1 else counts[-1]), counts[-1]

    def far(from_: float) -> float:
        return max(float(old) / from_, from_ / float(old)) if from_ and old else float("inf")

    price = before.price or (product.price.minor if _may_be_hoped(last, product) else 0)
    if price and far(price / 100) < far(float(before.quantity)):
        return None, Money(int(new * 100), product.price.currency)
    return new, None
