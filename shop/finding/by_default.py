"""Takes the usual one of several that fit alike: "maggi 70g" is the kind that clearly more shops buy.

A good shop assistant asks only where the answer matters. Of one brand, in the size that was said, the kind
that most take is put in, and what else there is is named beside it (ADR 0120).
"""

import math
from collections.abc import Mapping
from dataclasses import replace

from shop.finding.matching import CLEAR, Candidate, Match
from shop.reading.likeness import tokens_of

_SOME = 8  # shops
_SHOPS = 3  # fewer say nothing of what is usual
_CLEARLY = 1.4  # times as many shops as buy the next one


def usual_first(found: Match, shops: Mapping[str, int]) -> Match:
    """The same question with what most shops buy offered first, of those that fit about alike."""
    ranked = (*found.asked, *found.behind)
    if len(ranked) < 2 or found.asked[0].other_size:  # there the nearest size comes first
        return found
    best = max(c.score for c in ranked)

    def place(one: Candidate) -> tuple[int, bool, bool, int]:
        behind = int((best - one.score) / (2 * CLEAR))
        known = _known_to(shops.get(one.product.sku, 0))
        return behind, one.product.stock <= 0, not _is_called_its_kind(one), -known

    ranked = tuple(sorted(ranked, key=place))
    return replace(found, asked=ranked[: len(found.asked)], behind=ranked[len(found.asked) :])


def _is_called_its_kind(one: Candidate) -> bool:
    """Whether its title says what it stands under: sugar is offered before rock candy that stands with it."""
    kind = set(tokens_of(one.product.subcategory))
    return not kind or bool(kind & set(tokens_of(one.product.title)))


def _known_to(shops: int) -> int:
    """How widely it is bought, in steps of twice as many shops; a few are chance."""
    return int(math.log2(shops / _SOME)) + 1 if shops >= _SOME else 0


def usual_one(found: Match, shops: Mapping[str, int]) -> Match:
    """The match with the usual one as sure, where the question would be only of which kind; else as it is.

    `shops` are how many buy each product.
    """
    fitting = [c for c in (*found.asked, *found.behind) if c.named and c.sized and not c.odd]
    if found.sure or len(fitting) < 2 or len({c.product.brand for c in fitting}) > 1:
        return found
    ranked = sorted(fitting, key=lambda c: -shops.get(c.product.sku, 0))
    best, others = ranked[0], ranked[1:]
    most, next_most = (shops.get(c.product.sku, 0) for c in ranked[:2])
    there = best.quantity.denominator == 1 and 0 < best.quantity <= best.product.stock
    if not there or most < _SHOPS or most < _CLEARLY * next_most:
        return found
    return replace(found, sure=best, asked=(), behind=tuple(others), usual=True)
