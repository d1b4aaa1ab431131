"""Learns how far a simple forecast was off so far, by kind of series, and so what may be asked for.

The kinds: how much is expected, by how regularly it sells. Of each kind the quotients of what came and what
was expected are kept, at each level; a kind with too few of them is as all are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from insight.forecasting.simple import METHODS
from insight.forecasting.spread import LEVELS, Spread, ordered
from insight.forecasting.weekly import Weekly
from insight.learning.history import Floats, Ints

SIZES = (1.0, 4.0, 16.0, 64.0)  # pieces a week
GAPS = (0.05, 0.5)  # share of the last weeks without a sale
WEEKS = 16
LEAST = 60  # cases of a kind
A_LITTLE = 0.5  # pieces a week: something may come of what is not expected at all


@dataclass(frozen=True)
class Ratios:
    """Quotients by kind and level, for one method and so many weeks ahead."""

    method: str
    ahead: int
    quotients: Floats  # [kinds, levels]

    def expected(self, known: Weekly) -> Floats:
        return self.ahead * METHODS[self.method](known.pieces)

    def spread(self, known: Weekly) -> Spread:
        expected = self.expected(known)
        kind = kinds(known, expected / self.ahead)
        return ordered((self.quotients[kind] * (expected + A_LITTLE * self.ahead)[:, None]).T)


def kinds(known: Weekly, a_week: Floats) -> Ints:
    gaps = (known.pieces[:, -WEEKS:] == 0).mean(axis=1)
    found: Ints = np.digitize(a_week, SIZES) * (len(GAPS) + 1) + np.digitize(gaps, GAPS)
    return found


def learn_ratios(known: Weekly, ahead: int, method: str, origins: Iterable[int]) -> Ratios:
    """From what was forecast as each of these weeks began; each with the weeks ahead must be known."""
    kind, quotient = [np.zeros(0, np.int64)], [np.zeros(0)]
    for week in origins:
        before = known.before(week)
        expected = METHODS[method](before.pieces)
        sold = before.sold_in() > 0
        kind.append(kinds(before, expected)[sold])
        quotient.append((known.sum_of(week, ahead) / ((expected + A_LITTLE) * ahead))[sold])
    return Ratios(method, ahead, _quantiles(np.concatenate(kind), np.concatenate(quotient)))


def _quantiles(kind: Ints, quotient: Floats) -> Floats:
    many = (len(SIZES) + 1) * (len(GAPS) + 1)
    of_all = np.quantile(quotient, LEVELS) if len(quotient) else np.ones(len(LEVELS))
    return np.array(
        [
            np.quantile(mine, LEVELS) if len(mine) >= LEAST else of_all
            for mine in (quotient[kind == one] for one in range(many))
        ]
    )
