"""Forecasts what the next weeks will ask for together, of all series at once, and between which bounds.

The last weeks that are known are held out once: the methods forecast them without having learnt from them,
and by what came it is decided how much of the trees and of which simple method is taken, which level of the
mixed spread is told as the forecast, and how wide the bounds are. Then all is learnt anew with those weeks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from insight.forecasting.ratios import Ratios, learn_ratios
from insight.forecasting.simple import METHODS
from insight.forecasting.spread import LEVELS, Spread, between, loss, mixed, together
from insight.forecasting.trees import Trees, learn_trees
from insight.forecasting.weekly import Weekly
from insight.learning.history import Floats

LEAST_WEEKS = 12  # known, before anything can be held out
LEAST_SOLD = 8  # weeks with a sale, before a series has a say in what is decided
FIRST = 8  # weeks before the first that is learnt from
MOST_HELD = 8  # weeks
SHARES = (1.0, 0.85, 0.7, 0.5, 0.25, 0.0)  # of the trees in the mixture
# The middle misses fewest pieces but is too little on the whole, since demand leans to one side. So the level
# is told at which the sums agree, within limits, as a few held-out weeks are a narrow view.
LOWEST, HIGHEST = 0.5, 0.85
WITHIN = 0.8  # of what comes, between the bounds


@dataclass(frozen=True)
class Decided:
    """What the held-out weeks have decided."""

    method: str
    share: float  # of the trees
    level: float  # of the spread, that is told as the forecast
    tail: float  # of the simple method's spread, beyond either bound


@dataclass(frozen=True)
class Forecast:
    """Pieces by series, over all the weeks ahead together."""

    expected: Floats
    low: Floats
    high: Floats
    spread: Spread


@dataclass(frozen=True)
class Learnt:
    ratios: Ratios
    trees: Trees | None
    decided: Decided

    def forecast(self, known: Weekly) -> Forecast:
        """Of the weeks right after the last that is known."""
        spread = simple = self.ratios.spread(known)
        if self.trees is not None and self.decided.share:
            spread = mixed(self.trees.spread(known), simple, self.decided.share)
        expected, tail = spread.at(self.decided.level), self.decided.tail
        # Trees learn where pieces are, and are too sure of goods that sell little. Bounds are to hold for one
        # as often as for another, so they are the simple method's, which counts all goods of a kind alike.
        low, high = simple.at(tail), simple.at(1 - tail)
        return Forecast(expected, np.minimum(low, expected), np.maximum(high, expected), spread)


def learn(known: Weekly, ahead: int) -> Learnt:
    """From at least LEAST_WEEKS weeks."""
    if known.weeks < max(LEAST_WEEKS, 2 * ahead + 4):
        raise ValueError(f"{known.weeks} weeks are too few to learn from")
    last = known.weeks - ahead
    first = min(FIRST, known.weeks // 3)
    held = range(max(last - MOST_HELD, first + (last - first) * 2 // 3) + 1, last + 1)
    decided = _decide(known, ahead, range(first, held.start - ahead + 1), held)
    origins = range(first, last + 1)
    return Learnt(
        learn_ratios(known, ahead, decided.method, origins),
        learn_trees(known, ahead, origins) if decided.share else None,
        decided,
    )


def _decide(known: Weekly, ahead: int, learnt_from: range, held: range) -> Decided:
    asked = [known.before(week).sold_in() >= min(LEAST_SOLD, week // 2) for week in held]
    came = np.concatenate([known.sum_of(week, ahead)[rows] for week, rows in zip(held, asked, strict=True)])

    def tried(leg: Ratios | Trees) -> Spread:
        spreads = [leg.spread(known.before(week)).of(rows) for week, rows in zip(held, asked, strict=True)]
        return together(spreads)

    simple = {method: tried(learn_ratios(known, ahead, method, learnt_from)) for method in METHODS}
    method = min(simple, key=lambda name: loss(simple[name], came))
    trees = learn_trees(known, ahead, learnt_from)
    if trees is None:
        share, spread = 0.0, simple[method]
    else:
        of_trees = tried(trees)
        share = min(SHARES, key=lambda part: loss(mixed(of_trees, simple[method], part), came))
        spread = mixed(of_trees, simple[method], share)
    return Decided(method, share, _level(spread, came), _tail(simple[method], came))


def _level(spread: Spread, came: Floats) -> float:
    """The level whose sum over all series is what came."""
    levels: Sequence[float] = np.linspace(LOWEST, HIGHEST, 71).tolist()
    return min(levels, key=lambda level: abs(float(spread.at(level).sum()) - came.sum()))


def _tail(spread: Spread, came: Floats) -> float:
    """So much beyond either bound that as many as wanted came between them."""
    tails: Sequence[float] = np.linspace(0.3, LEVELS[0], 51).tolist()  # the narrowest that will do

    def off(tail: float) -> float:
        if not len(came):
            return abs(2 * tail - (1 - WITHIN))
        return abs(float(between(spread.at(tail), came, spread.at(1 - tail)).mean()) - WITHIN)

    return min(tails, key=off)
