"""Cases: who says "2 cases" means what is sold by the case, however near the single piece stands.

Where the shop sells no case of it and states what one holds, so many pieces are meant. Where it states
nothing either, that is said and asked about: two pieces are not what was wanted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from bot.dialogue.goods_said import ADD, LESS, MORE, OUT, SET, Said
from bot.dialogue.meant import CART, VIEW, Meant
from bot.dialogue.spoken_of import without_case
from bot.dialogue.turn import Tools
from bot.reading.refusing import words_refused
from shop.catalogue.product import Product
from shop.finding.in_view import pieces_of
from shop.finding.matching import CASE, CASES, OFFERED, Candidate, Match
from shop.finding.stated_case import stated_case
from shop.reading.quantity import Wanted, parse_wanted

_LOOKED_AT = 24  # products among which the case of one is looked for
_HOW_MANY = frozenset(["how", "kitne", "kitna", "kitni", "kitta"])
_WHETHER = frozenset(["do", "does", "is", "are", "can", "kya", "tell", "whether", "if", "bata", "batao"])
_A_CASE = "(?:" + "|".join(sorted(CASES, key=len, reverse=True)) + ")"
_MORE = re.compile(rf"\b(?:more|aur|extra) {_A_CASE}\b")
_BY_IT = re.compile(  # but not "in case it rains"
    rf"\b(?!in case\b)(?:by|in|as|per)\s+(?:the |a |full |whole )?{_A_CASE}\b"
    rf"|\b{_A_CASE}\s+(?:me|mein|wise|se)\b"
)


def cases_of(product: Product, tools: Tools) -> list[Product]:
    """The same thing by the case, what can be had first."""
    found = tools.catalogue.products(tools.search.search(product.title, _LOOKED_AT).skus)
    name = without_case(product)
    cases = [p for p in found if p.active and pieces_of(p) > 1 and without_case(p) == name]
    return sorted(cases, key=lambda p: (p.stock <= 0, pieces_of(p), p.price.minor))


def cases_wanted(said: Said) -> Wanted | None:
    """How many cases are wanted; None where pieces are, or nothing is said of it."""
    told = (said.amount, said.words) if said.amount else (said.words, said.raw)
    ways = (parse_wanted(CASE.sub(r"\1", words)) for words in told)  # "1 kg x 20 carton" counts no cases
    found = next((wanted for wanted in ways if wanted.unit == "carton"), None)
    holds = parse_wanted(said.raw).holds
    if found is None and holds and said.raw:  # "280g x 24 wali peti, 1"
        found = parse_wanted(f"{said.amount or 1} carton")
    return replace(found, holds=found.holds or holds) if found else None


def with_its_cases(said: Sequence[Said], typed: str) -> Sequence[Said]:
    """ "2 more cases", "ek aur peti": the number and the cases are one amount, whatever stands between."""
    wanted = parse_wanted(typed)
    if len(said) != 1 or said[0].names or said[0].how in (OUT, LESS) or wanted.words or wanted.holds:
        return said
    if wanted.unit != "carton" or wanted.count is None:
        return said
    how = MORE if said[0].how == SET and _MORE.search(typed.lower()) else said[0].how
    return [replace(said[0], amount=f"{float(wanted.count):g} carton", how=how)]


def asks_of_cases(words: str) -> bool:
    """ "Do you sell it by the case or not", "how many in one case": a question, which puts nothing in."""
    folded = words.lower()
    said = set(re.findall(r"\w+", folded))
    if not said & CASES:
        return False
    return bool(said & _HOW_MANY) or bool(_BY_IT.search(folded) and ("?" in words or said & _WHETHER))


def _by_the_bottle(meant: Meant, tools: Tools) -> Meant | None:
    """ "No case of it, 6 bottles", where the cart has the case: so many single ones come in its place."""
    found, said = meant.match.sure, meant.said
    amount = parse_wanted(said.amount)
    single = amount.unit in ("bottle", "piece") or bool(CASES & set(words_refused(said.raw)))
    if (
        found is None
        or said.how in (OUT, LESS)
        or not amount.count
        or pieces_of(found.product) == 1
        or not single
    ):
        return None
    if amount.unit == "carton":
        return None
    name = without_case(found.product)
    alike = tools.catalogue.products(tools.search.search(name, _LOOKED_AT).skus)
    pieces = [p for p in alike if p.active and pieces_of(p) == 1 and without_case(p) == name]
    if not pieces:
        return None
    best = min(pieces, key=lambda p: (p.stock <= 0, p.price.minor))
    match = Match(meant.match.text, sure=Candidate(best, amount.count, 1.0))
    goes = found.product.sku if said.how != MORE else ""
    return replace(meant, said=replace(said, how=ADD), match=match, where=VIEW, instead=goes, counted=True)


def by_the_case(meant: Meant, cart: Sequence[Product], tools: Tools) -> Meant:
    """The same by the case, or by the piece, where that was said and this is the other."""
    bottles = _by_the_bottle(meant, tools) if meant.where == CART else None
    return bottles or _of_cases(meant, cart, tools)


def _cases_holding(product: Product, holds: int, tools: Tools) -> list[Product]:
    """The same by the case, of so many where that was said."""
    return [case for case in cases_of(product, tools) if not holds or pieces_of(case) == holds]


def _made_up(one: Candidate, wanted: Wanted) -> Candidate | None:
    """So many of it as the cases hold, by what is stated of it."""
    made = cases_made_up(one.product, wanted)
    return replace(one, quantity=made.pieces) if made else None


@dataclass(frozen=True)
class Cases:
    """So many cases of so many pieces each."""

    count: Fraction
    holds: int

    @property
    def pieces(self) -> Fraction:
        return self.count * self.holds


def cases_made_up(product: Product, wanted: Wanted) -> Cases | None:
    """The cases that are wanted of what is sold by the piece and states what a case of it holds."""
    holds = stated_case(product) if wanted.unit == "carton" else 0
    if not holds or wanted.holds not in (0, holds):
        return None
    return Cases(wanted.count if wanted.count is not None else Fraction(1), holds)


def _by_the_piece(meant: Meant, wanted: Wanted, made_up: Sequence[Candidate]) -> Meant:
    """What no case is sold of: so many pieces where that is stated, else it is asked about."""
    match = meant.match
    if made_up:
        sure, asked = (made_up[0], ()) if match.sure else (None, tuple(made_up))
        return replace(meant, match=replace(match, sure=sure, asked=asked), counted=True)
    if match.sure is None or wanted.holds:
        return meant
    one = replace(match.sure, quantity=wanted.count or Fraction(1))
    line = f"{float(one.quantity):g} carton {one.product.title}"
    return replace(meant, match=Match(line, asked=(one,)), counted=True)


def _of_cases(meant: Meant, cart: Sequence[Product], tools: Tools) -> Meant:
    """The same by the case, where cases were said and this is a single piece.

    Of a line of the cart the cases come in place of the pieces: "I said cases, not pieces".
    """
    said, match = meant.said, meant.match
    wanted = cases_wanted(said) if said.how not in (OUT, LESS) else None
    found = [match.sure] if match.sure else list(match.asked)
    if wanted is None or not found or any(pieces_of(one.product) > 1 for one in found):
        return meant
    count = wanted.count or Fraction(1)
    sold = {one.product.sku: _cases_holding(one.product, wanted.holds, tools) for one in found}
    cases = [case for of_one in sold.values() for case in of_one]
    made_up = [made for one in found if not sold[one.product.sku] and (made := _made_up(one, wanted))]
    if not cases:
        return _by_the_piece(meant, wanted, made_up)
    there = {product.sku for product in cart}
    case = next((c for c in cases if c.sku in there), cases[0] if match.sure else None)
    if case is None:
        offered = (*(Candidate(c, count, 1.0) for c in cases), *made_up)[:OFFERED]
        return replace(meant, match=replace(match, asked=offered, behind=()), counted=True)
    meant = replace(meant, match=Match(match.text, sure=Candidate(case, count, 1.0)), counted=True)
    if meant.where != CART or case.sku in there:
        return meant
    goes = match.sure.product.sku if match.sure and said.how != MORE else ""
    return replace(meant, said=replace(said, how=ADD), where=VIEW, instead=goes)
