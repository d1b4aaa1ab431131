"""Puts what sells first among goods that fit a short wish alike: "soap" begins with what most shops buy.

Only where a word or two fit many goods; a longer wish says itself what it wants.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from shop.reading.likeness import is_size, tokens_of


class Scored(Protocol):
    @property
    def sku(self) -> str: ...
    @property
    def score(self) -> float: ...
    @property
    def cover(self) -> float: ...


S = TypeVar("S", bound=Scored)
_SHORT = 2  # words
_MANY = 4  # goods that fit alike
_FITS = 0.9  # of the words; what fits by less is a guess, and none the better for selling well
_ALIKE = 0.01  # of what they have of the words
_A_SHOP = 0.08  # what the logarithm of the shops that buy it adds to its score
_ITS_KIND = 1.25  # times the score of what stands under a kind of that very name


def what_sells_first(
    hits: Sequence[S],
    words: str,
    kinds: Mapping[str, str],
    shops_buying: Callable[[Sequence[str]], Mapping[str, int]],
) -> tuple[S, ...]:
    """The same hits; `kinds` says under what each product stands."""
    said = [token for token in tokens_of(words) if not is_size(token)]
    best = max((h.cover for h in hits), default=0.0)
    alike = [h for h in hits if h.cover >= best - _ALIKE]
    if best < _FITS or not 0 < len(said) <= _SHORT or len(alike) < _MANY:
        return tuple(hits)
    shops = shops_buying([h.sku for h in alike])

    def worth(hit: S) -> float:
        kind = _ITS_KIND if tuple(said) in _names_of(kinds.get(hit.sku, "")) else 1.0
        return hit.score * kind * (1 + _A_SHOP * math.log1p(shops.get(hit.sku, 0)))

    there = {h.sku for h in alike}
    return (*sorted(alike, key=lambda h: -worth(h)), *(h for h in hits if h.sku not in there))


def _names_of(kind: str) -> set[tuple[str, ...]]:
    """ "Milk & Milk Drinks" is milk, and milk drinks."""
    return {tokens_of(part) for part in re.split(r"[&,/]", kind)}
