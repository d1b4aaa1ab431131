"""Matches a wish ("20 maggi 70g") to products: sure of one, unsure between a few, or unknown.

The search proposes; here every proposal is weighed by how much of the wish it covers, how much
of its own name was said, and whether the size fits. A number may be a count or part of a name
("5 star", "12 pencils"), so several readings of a wish are tried and the best-fitting one wins.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from shop.catalogue import Product
from shop.numbers import number_at, plain
from shop.quantity import Measure, Wanted, parse_pack, parse_wanted

SURE = 0.74  # a match below this is asked about
CLEAR = 0.05  # the next one must be so much worse
POSSIBLE = 0.35  # a match below this is none
OFFERED = 3
PROPOSED = 40  # products of the search that are weighed
_BY_THE_WAY = 0.8  # what an alias counts that is the proper name of other products
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(kg|gm|gms|g|ml|l|ltr|litre|litres|lt)\b")
_TO_BASE = {
    "kg": (1000, "g"),
    "ml": (1, "ml"),
    **dict.fromkeys(("l", "ltr", "litre", "litres", "lt"), (1000, "ml")),
}
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")


@dataclass(frozen=True)
class Candidate:
    """A product that a wish may mean, with how many of it."""

    product: Product
    quantity: Fraction
    score: float


@dataclass(frozen=True)
class Match:
    """What one wish came to."""

    text: str
    sure: Candidate | None = None
    asked: tuple[Candidate, ...] = ()  # when not sure; empty: nothing is like it

    @property
    def quantity(self) -> Fraction:
        found = self.sure or (self.asked[0] if self.asked else None)
        return found.quantity if found else Fraction(1)


Propose = Callable[[str], Sequence[Product]]  # words -> the products that the search thinks of


@dataclass(frozen=True)
class _Reading:
    tokens: tuple[str, ...]
    count: Fraction | None
    unit: str
    measures: tuple[Measure, ...]


class Weights:
    """How telling each word of this catalogue is: rare ones more than common ones."""

    def __init__(self, texts: Iterable[str], aliases: Iterable[str] = ()) -> None:
        """Of the names of all products, and of what else each of them is called."""
        counted: Counter[str] = Counter()
        total = 0
        for text in texts:
            counted.update(set(tokens_of(text)))
            total += 1
        self._total = max(1, total)
        self._counted = counted
        self._called: Counter[str] = Counter()
        for alias in aliases:
            self._called.update(set(tokens_of(alias)))

    def of(self, token: str) -> float:
        return math.log(1 + self._total / (1 + self._counted[token]))

    def knows(self, token: str) -> bool:
        return token in self._counted

    def named(self, token: str) -> bool:
        """Whether more products have it in their title than only as another name: "sugar", not "namak"."""
        return self._counted[token] > self._called[token]

    @classmethod
    def from_products(cls, products: Iterable[Product]) -> "Weights":
        listed = list(products)
        return cls((f"{p.title} {p.brand}" for p in listed), (" ".join(p.aliases) for p in listed))


def match(text: str, propose: Propose, weights: Weights, usual: Collection[str] = ()) -> Match:
    """What this wish means. `usual` are products the customer bought before: they settle a tie."""
    wanted = parse_wanted(text)
    proposed = {p.sku: p for words in _asked_words(text, wanted) for p in propose(words)}
    found = [_weighed(p, _readings(text, wanted), weights, usual) for p in proposed.values()]
    ranked = sorted(
        (c for c in found if c.score >= POSSIBLE),
        key=lambda c: (-c.score, c.product.price.minor, c.product.sku),
    )
    distinct = _one_of_each(ranked)
    if not distinct:
        return Match(text)
    best = distinct[0]
    clear = len(distinct) == 1 or best.score - distinct[1].score >= CLEAR
    if best.score >= SURE and clear and best.quantity.denominator == 1 and best.quantity > 0:
        return Match(text, sure=best)
    return Match(text, asked=tuple(_easiest_first(distinct)[:OFFERED]))


def _easiest_first(distinct: Sequence[Candidate]) -> list[Candidate]:
    """Of those that fit alike, what can be had, for the least money, is offered first."""

    def cost(one: Candidate) -> tuple[int, bool, Fraction, str]:
        behind = int((distinct[0].score - one.score) / (2 * CLEAR))
        return behind, one.product.stock <= 0, one.quantity * one.product.price.minor, one.product.sku

    return sorted(distinct, key=cost)


def _asked_words(text: str, wanted: Wanted) -> list[str]:
    sizes = " ".join(str(m) for m in wanted.measures)
    asked = [f"{wanted.words} {sizes}".strip(), wanted.words, plain(text)]
    return list(dict.fromkeys(words for words in asked if words))


def _readings(text: str, wanted: Wanted) -> list[_Reading]:
    """The ways in which the numbers of a wish can be taken."""
    folded = plain(text).strip(" .,:-")
    readings = [_Reading(tokens_of(wanted.words), wanted.count, wanted.unit, wanted.measures)]
    if wanted.count is not None and wanted.count <= 0:  # no other reading makes "-3" a good number
        return readings
    tokens = folded.split()
    leading = number_at(tokens, 0)
    if leading and leading[1] < len(tokens):
        rest = re.sub(r"^(?:x|pcs?|nos?|of)\s+", "", " ".join(tokens[leading[1] :]))
        readings.append(_verbatim(rest, leading[0], wanted.unit))
    trailing = re.match(r"(.*\S)[\s:=-]+(?:x\s*|qty\s*:?\s*)?(\d+)\s*(?:pcs?|nos?|pieces?|units?)?$", folded)
    if trailing:
        readings.append(_verbatim(trailing[1].rstrip(" :=-x"), Fraction(int(trailing[2])), wanted.unit))
    if not wanted.unit:  # the number may belong to the name: "5 star"
        readings.append(_verbatim(folded, None))
    return readings


def _verbatim(words: str, count: Fraction | None, unit: str = "") -> _Reading:
    found = tuple(t for t in tokens_of(words))
    return _Reading(found, count, unit, parse_wanted(words).measures)


def _weighed(
    product: Product, readings: Sequence[_Reading], weights: Weights, usual: Collection[str]
) -> Candidate:
    best, quantity = 0.0, Fraction(1)
    for reading in readings:
        score, count = _fit(product, reading, weights)
        if score > best + 1e-9:
            best, quantity = score, count
    if product.sku in usual:
        best += CLEAR
    return Candidate(product, quantity, best)


def _fit(product: Product, reading: _Reading, weights: Weights) -> tuple[float, Fraction]:
    """How well a product fits a reading, 0 to 1, and how many of it that would be."""
    title = [t for t in tokens_of(f"{product.title} {product.brand}") if not _is_size(t)]
    other = {t for alias in product.aliases for t in tokens_of(alias)}
    asked = [t for t in reading.tokens if not _is_size(t)]
    if not asked:
        return 0.0, Fraction(1)
    said, got, heard = 0.0, 0.0, dict[str, float]()
    for token in asked:
        there, likeness = _nearest(token, title)
        _, likeness_elsewhere = _nearest(token, other)
        weight = weights.of(there if likeness >= likeness_elsewhere and there else token)
        said += weight
        got += weight * max(likeness, (_BY_THE_WAY if weights.named(token) else 0.9) * likeness_elsewhere)
        if there and likeness:
            heard[there] = max(heard.get(there, 0.0), likeness)
    cover = got / said if said else 0.0
    whole = sum(weights.of(t) for t in dict.fromkeys(title)) or 1.0
    tight = sum(weights.of(t) * likeness for t, likeness in heard.items()) / whole
    if any(t in title or not weights.named(t) for t in asked):
        tight = max(tight, 0.95 * _called(asked, product, weights))
    size, quantity = _sized(product, reading)
    return cover * (0.6 + 0.4 * min(1.0, tight)) * size, quantity


def _called(asked: Sequence[str], product: Product, weights: Weights) -> float:
    """How much of another name of it was said; 1 is all of one."""
    said, best = set(asked), 0.0
    for alias in product.aliases:
        name = set(tokens_of(alias))
        if said <= name:
            best = max(best, sum(map(weights.of, said)) / sum(map(weights.of, name)))
    return best


def _sized(product: Product, reading: _Reading) -> tuple[float, Fraction]:
    """How well the pack fits what was said of size and unit, and how many packs that makes."""
    pieces, pack = _pack(product)
    count = reading.count if reading.count is not None else Fraction(1)
    case = reading.unit in ("carton", "box")
    # A case was asked for and this is a piece, or the other way round.
    penalty = 1.0 if case == (pieces > 1) else 0.72 if case else 0.8
    if not reading.measures:
        return penalty, count
    wanted = reading.measures[-1]
    if pack is None:
        # The catalogue says no size: a weight without a count is then a number of units of a kilo.
        loose = reading.count is None and wanted.base == "g" and (wanted.amount / 1000).denominator == 1
        return (0.9 * penalty, wanted.amount / 1000) if loose else (0.85 * penalty, count)
    if pack.base == wanted.base and pack.amount == wanted.amount:
        return penalty, count
    times = wanted.amount / (pack.amount * pieces) if pack.base == wanted.base else Fraction(1, 7)
    if reading.count is None and times.denominator == 1 and times <= 1000:
        return 0.86 * penalty, times  # "10kg sugar" as ten bags of a kilo
    if pack.base == wanted.base and pack.amount * pieces == wanted.amount:
        return 0.95, count
    return 0.45 * penalty, count


@lru_cache(maxsize=50_000)
def _pack_of(pack: str, title: str) -> tuple[int, Measure | None]:
    found = parse_pack(pack) if pack else (1, None)
    if found[1] is None:
        sized = _SIZE.search(plain(title))
        if sized:
            return (found[0] if pack else parse_pack(title)[0]), parse_pack(sized[0])[1]
    return found


def _pack(product: Product) -> tuple[int, Measure | None]:
    return _pack_of(product.pack, product.title)


def _one_of_each(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The same thing of several sellers is one: the cheapest that has stock."""
    kept: dict[str, Candidate] = {}
    for candidate in ranked:
        title = plain(candidate.product.title)
        there = kept.get(title)
        if there is None or _better(candidate, there):
            kept[title] = candidate
    return sorted(kept.values(), key=lambda c: -c.score)


def _better(one: Candidate, other: Candidate) -> bool:
    if one.score < other.score - 1e-9:
        return False
    mine, theirs = one.product, other.product
    return (mine.stock <= 0, mine.price.minor, mine.sku) < (theirs.stock <= 0, theirs.price.minor, theirs.sku)


@lru_cache(maxsize=100_000)
def tokens_of(text: str) -> tuple[str, ...]:
    """Words and sizes of a text in one form: "500 gm" and "1/2 kg" are both "500g"."""
    folded = _SIZE.sub(lambda m: f" {_base(m[1], m[2])} ", plain(text))
    return tuple(_stem(w.replace("'", "").replace("\u2019", "")) for w in _WORD.findall(folded))


def _base(amount: str, unit: str) -> str:
    times, base = _TO_BASE.get(unit, (1, "g"))
    value = Fraction(amount) * times
    return f"{value.numerator}{base}" if value.denominator == 1 else f"{float(value):g}{base}"


def _is_size(token: str) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)?(?:g|ml)", token) is not None


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _nearest(token: str, words: Iterable[str]) -> tuple[str, float]:
    """The word that this token most likely is, and how likely."""
    best, likeness = "", 0.0
    for word in words:
        found = 1.0 if word == token else _likeness(token, word)
        if found > likeness:
            best, likeness = word, found
    return best, likeness


@lru_cache(maxsize=200_000)
def _likeness(token: str, word: str) -> float:
    """0 to 1: a typo, a word cut short, one word written as two."""
    if token.isdigit() or word.isdigit() or min(len(token), len(word)) < 3:
        return 0.0
    if word.startswith(token) or token.startswith(word):
        return 0.8 if min(len(token), len(word)) >= 4 else 0.6
    allowed = 1 if len(token) < 7 else 2
    if len(token) < 4 or abs(len(token) - len(word)) > allowed:
        return 0.0
    distance = _distance(token, word, allowed)
    return 0.0 if distance > allowed else 0.9 - 0.15 * (distance - 1)


def _distance(a: str, b: str, most: int) -> int:
    """How many letters were added, left out, changed or swapped."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
