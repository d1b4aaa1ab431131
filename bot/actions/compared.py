"""Which goods are to be put side by side: those named, each with its size.

A size alone is of the goods beside it: "Kissan ketchup 950g vs the 1.1kg" names one thing twice.
"""

import re
from collections.abc import Sequence

from bot.actions.searching import find_for, known, today
from bot.actions.shelf import matched
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Tools, Turn
from bot.reading.filling import GOODS, SIZE
from bot.reading.lines import AMOUNT
from bot.reading.reader import Reading
from shop.finding.asking import read
from shop.finding.find import called
from shop.finding.in_view import piece_of
from shop.reading.quantity import parse_wanted
from shop.reading.units import Measure

_LOOKED_AT = 60  # products of one name, for the size that it shares with the others
MOST = 4  # side by side; more fit no chat
_BETWEEN = re.compile(r"\b(?:and|n|vs\.?|versus|with|or|ya|aur|than|se)\b|[,/&]", re.IGNORECASE)
_COMPARE = re.compile(r"\bcompare\b", re.IGNORECASE)


def compared_skus(turn: Turn, tools: Tools) -> list[str]:
    """What these words name to be compared, each once; in one size where all are sold in it."""
    names = list(_names(reading_of(turn, tools)) or _written(turn.text))[:MOST]
    return list(
        dict.fromkeys(_of_one_size(tools, names) or filter(None, (_top(turn, tools, n) for n in names)))
    )


def _of_one_size(tools: Tools, names: Sequence[str]) -> list[str]:
    """A piece of each by the size that all of them have: a bar of 100 g with no case of bars."""
    if len(names) < 2 or any(parse_wanted(name).measures for name in names):
        return []
    sized: list[dict[Measure, str]] = []
    for name in names:
        skus = tools.search.search(name, _LOOKED_AT).skus
        pieces = [
            (size, product)
            for product in tools.catalogue.products(skus)
            if product.active and called(product, name) and (size := piece_of(product))
        ]
        by_size: dict[Measure, str] = {}
        for size, product in sorted(pieces, key=lambda one: one[1].stock <= 0):
            by_size.setdefault(size, product.sku)
        sized.append(by_size)
    shared = [size for size in sized[0] if all(size in one for one in sized[1:])]
    return [one[shared[0]] for one in sized] if shared else []


def _names(reading: Reading) -> list[str]:
    """Each thing with its sizes; a size that stands alone with the goods before it, else behind it."""
    told: list[tuple[str, list[str]]] = []
    end = 0
    for span in reading.spans:
        words = reading.text[span.start : span.end]
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
