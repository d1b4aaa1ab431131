"""Which goods are to be put side by side: those named, each with its size.

A size alone is of the goods beside it: "Kissan ketchup 950g vs the 1.1kg" names one thing twice.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import partial

from bot.actions.fit_for import purpose_of
from bot.actions.searching import find_for, known, telling, today, written
from bot.actions.shelf import matched
from bot.dialogue.fitting import kinds_of, named_in
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Tools, Turn
from bot.reading.filling import GOODS, SIZE
from bot.reading.lines import AMOUNT
from bot.reading.reader import Reading
from shop.finding.asking import read
from shop.finding.find import called
from shop.finding.in_view import piece_of
from shop.reading.likeness import tokens_of
from shop.reading.quantity import parse_wanted
from shop.reading.units import Measure

_FAR = Fraction(2)  # times the size of the other: these are put side by side by price alone
_LOOKED_AT = 60  # products of one name, for the size that it shares with the others
MOST = 4  # side by side; more fit no chat
_BETWEEN = re.compile(r"\b(?:and|n|vs\.?|versus|with|or|ya|aur|than|se)\b|[,/&]", re.IGNORECASE)
_VERSUS = re.compile(r"\b(?:vs\.?|versus)(?=\s)", re.IGNORECASE)
_COMPARE = re.compile(r"\bcompare\b", re.IGNORECASE)


def compared_skus(turn: Turn, tools: Tools) -> list[str]:
    """What these words name to be compared, each once; in one size where all are sold in it."""
    reading = reading_of(turn, tools)
    names = list(_sides(turn.text, tools) or _names(reading) or _written(turn.text))[:MOST]
    names = [_with_its_kind(name, reading.text, tools) for name in names]
    return list(
        dict.fromkeys(_of_one_size(tools, names) or filter(None, (_top(turn, tools, n) for n in names)))
    )


def _sides(said: str, tools: Tools) -> list[str]:
    """ "Freedom 1 L vs Gemini 1 L": what stands on both sides, each with its brand and its own size."""
    sentence = next((one for one in re.split(r"[.?!](?:\s|$)", said) if _VERSUS.search(one)), "")
    sides = [side.rpartition(",")[2].strip() for side in _VERSUS.split(sentence)] if sentence else []
    whole = [side for side in sides if known(tools).brand_in(side) and parse_wanted(side).measures]
    return whole if len(whole) == len(sides) > 1 else []


def _with_its_kind(name: str, text: str, tools: Tools) -> str:
    """ "Marie from Parle": a brand alone with what is named right beside it, where it is sold."""
    named = named_in(parse_wanted(name), tools)
    if not named or kinds_of(named, tools):
        return name
    piece = next((one for one in _BETWEEN.split(text) if name in one), "")
    for word in telling(piece, tools):
        if word in name.split():
            continue
        skus = tools.search.search(f"{name} {word}", _LOOKED_AT).skus
        if any(called(product, f"{name} {word}") for product in tools.catalogue.products(skus)):
            return f"{name} {word}"
    return name


def _of_one_size(tools: Tools, names: Sequence[str]) -> list[str]:
    """A piece of each by the size that all of them have, else by sizes that are near to each other."""
    if len(names) < 2 or any(parse_wanted(name).measures for name in names):
        return []
    sized: list[dict[Measure, str]] = []
    for name in names:
        skus = tools.search.search(name, _LOOKED_AT).skus
        there = [p for p in tools.catalogue.products(skus) if p.active and called(p, name)]
        own = set(tokens_of(name))
        titled = [p for p in there if own <= set(tokens_of(p.full_name))] or there
        pieces = [(size, product) for product in titled if (size := piece_of(product))]
        by_size: dict[Measure, str] = {}
        for size, product in sorted(pieces, key=lambda one: one[1].stock <= 0):
            by_size.setdefault(size, product.sku)
        sized.append(by_size)
    ways = [[min(one, key=partial(_far, size), default=None) for one in sized] for size in sized[0]]
    near = [(_spread(way), way) for way in ways if all(way)]
    spread, best = min(near, key=lambda one: one[0], default=(_FAR, []))
    return [one[size] for one, size in zip(sized, best, strict=True) if size] if spread < _FAR else []


def _far(size: Measure, other: Measure) -> Fraction:
    """How many times one is the other; of another measure, far."""
    if size.base != other.base:
        return _FAR
    return max(size.amount, other.amount) / min(size.amount, other.amount)


def _spread(sizes: Sequence[Measure | None]) -> Fraction:
    given = [size for size in sizes if size]
    return max(_far(one, other) for one in given for other in given)


def _names(reading: Reading) -> list[str]:
    """Each thing with its sizes; a size that stands alone with the goods before it, else behind it."""
    told: list[tuple[str, list[str]]] = []
    end, what_for = 0, purpose_of(reading.text)
    for span in reading.spans:
        words = written(reading.text, span.start, span.end)
        if words in what_for:
            continue  # "which is better for deep frying": what for, and no third thing
        sized = span.kind in (SIZE, AMOUNT) and parse_wanted(words).measures
        if span.kind != GOODS and not sized:
            continue
        if not told or _BETWEEN.search(reading.text[end : span.start]):
            told.append(("", []))
        goods, sizes = told[-1]
        if sized:
            sizes.append(words)
        else:
            told[-1] = (f"{goods} {words}".strip(), sizes)
        end = span.end
    named = [goods for goods, _ in told if goods]
    if not named:
        return []
    found: list[str] = []
    last = named[0]
    for goods, sizes in told:
        last = goods or last
        found.append(" ".join((last, *sizes)))
    return list(dict.fromkeys(found))


def _written(said: str) -> Sequence[str]:
    names = re.split(r"\b(?:and|vs\.?|versus|with|or|aur)\b", _COMPARE.sub(" ", said), flags=re.IGNORECASE)
    return [name for name in names if re.search(r"[^\W\d_]{3,}", name)]


def _top(turn: Turn, tools: Tools, name: str) -> str:
    if sure := matched(turn, tools, name).sure:
        return sure.product.sku
    found = find_for(turn, tools, read(name, known(tools), today(turn)))
    return found.products[0].sku if found.products and not found.near else ""
