"""How one customer buys each item: how often, how lately, in which rhythm."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from insight.learning.history import Lines

LEAST_TIMES = 3  # purchases before we speak of a habit
DUE_FROM = 0.8  # of a cycle
GIVEN_UP_AFTER = 3.0  # cycles; then it is no longer due but over
RECENT_ORDERS = 8


@dataclass(frozen=True)
class Habit:
    """One customer's purchases of one item, in days; a cycle of 0 is not known."""

    times: int = 0
    ago: float = 0.0
    cycle: float = 0.0
    in_recent: int = 0
    recent: int = 0

    @property
    def due(self) -> bool:
        return (
            self.times >= LEAST_TIMES
            and self.cycle >= 1
            and DUE_FROM * self.cycle <= self.ago <= GIVEN_UP_AFTER * self.cycle
        )


class Habits:
    """The habits of the one row of these lines, seen on day `now`."""

    def __init__(self, lines: Lines, now: float) -> None:
        by = np.lexsort((lines.basket, lines.item))
        self._item = lines.item[by]
        self._day = lines.day[by]
        self._basket = lines.basket[by]
        self._now = now
        self._baskets = int(lines.baskets()[0]) if lines.rows else 0

    def of(self, item: int) -> Habit:
        """The habit with this item; no times, if it was never bought."""
        start, end = np.searchsorted(self._item, [item, item + 1])
        if start == end:
            return Habit()
        days = sorted(set(self._day[start:end].tolist()))
        recent = min(RECENT_ORDERS, self._baskets)
        return Habit(
            times=int(end - start),
            ago=max(0.0, self._now - days[-1]),
            cycle=median(b - a for a, b in pairwise(days)) if len(days) > 1 else 0.0,
            in_recent=sum(basket >= self._baskets - recent for basket in self._basket[start:end].tolist()),
            recent=recent,
        )
