"""Says what cases come to of goods that are sold by the piece: so many pieces, and what they cost."""

import re
from collections.abc import Iterable
from fractions import Fraction

from bot.dialogue.cases_said import Cases, cases_made_up, cases_wanted
from bot.dialogue.meant import Meant
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Tools, Turn
from bot.reading.lines import AMOUNT
from bot.words import cases as words
from shop.catalogue.product import Product
from shop.finding.matching import CASES
from shop.finding.stated_case import stated_case
from shop.reading.quantity import MOST_PIECES, Wanted, parse_wanted


def cases_of_line(line: str, product: Product, quantity: Fraction | int, locale: str) -> str:
    """The sentence for a line in words, where its cases are so many pieces: "2 cases of 96 = 192 pieces"."""
    return _told([parse_wanted(line)], product, quantity, locale)


def cases_meant(one: Meant, locale: str) -> str:
    """The same of what was said or of the open line that it answers; "" where no cases were made up."""
    if one.match.sure is None:
        return ""
    said = cases_wanted(one.said)
    wishes = [said] if said else [parse_wanted(line) for line in one.settles]
    return _told(wishes, one.match.sure.product, one.match.sure.quantity, locale)


def says_cases(turn: Turn) -> bool:
    """Whether cases are spoken of."""
    return bool(CASES & set(re.findall(r"\w+", turn.text.lower())))


def case_asked(turn: Turn, tools: Tools, product: Product) -> str:
    """The price of its case, where cases are spoken of."""
    return case_priced(turn, tools, product) if says_cases(turn) else ""


def case_priced(turn: Turn, tools: Tools, product: Product) -> str:
    """What one case holds and costs at the price of so many, or as many cases as are asked about."""
    holds = stated_case(product)
    if not holds:
        return ""
    asked = (*reading_of(turn, tools).said(AMOUNT), turn.text)
    made = (cases_made_up(product, parse_wanted(words_said)) for words_said in asked)
    cases = next((one for one in made if one and _whole(one)), Cases(Fraction(1), holds))
    pieces = int(cases.pieces)
    each = product.unit_price_at(pieces)
    priced = {"each": each.spoken(), "total": (each * pieces).spoken()}
    said = words.CASE_COSTS if cases.count == 1 else words.CASES_COST
    count = f"{float(cases.count):g}"
    return said.in_(turn.locale, title=product.title, count=count, holds=holds, pieces=pieces, **priced)


def _told(wishes: Iterable[Wanted], product: Product, quantity: Fraction | int, locale: str) -> str:
    made = (cases_made_up(product, wanted) for wanted in wishes)
    cases = next((one for one in made if one and one.pieces == quantity), None)
    if cases is None:
        return ""
    said = words.CASE_IS if cases.count == 1 else words.CASES_ARE
    count = f"{float(cases.count):g}"
    return said.in_(locale, count=count, holds=cases.holds, pieces=int(cases.pieces))


def _whole(cases: Cases) -> bool:
    return 1 <= cases.pieces <= MOST_PIECES and cases.pieces.denominator == 1
