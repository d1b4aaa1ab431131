"""The recommender: what was fitted, and the ranking of items for customers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import lightgbm as lgb
import numpy as np

from insight.learning import candidates
from insight.learning.cohorts import Cohorts, learn_cohorts
from insight.learning.crowd import Crowd, learn
from insight.learning.history import (
    Cohort,
    Floats,
    History,
    Ints,
    Lines,
    Purchase,
    added,
    lines_of_one,
    moment_of,
)
from insight.learning.quantity import Quantities, learn_quantities
from insight.learning.ranker import BATCH, Check, importance, learn_ranker, score_with
from insight.learning.seasons import Seasons, learn_seasons

LONGEST_MEMORY = 200  # baskets of one customer; those before say nothing about the next one


@dataclass(frozen=True)
class Scored:
    """An item and its score, which orders one customer's items and says nothing across customers."""

    sku: str
    score: float


@dataclass(frozen=True)
class Model:
    """Answers from one fit; never changed after it was made."""

    history: History
    crowd: Crowd
    quantities: Quantities
    ranker: lgb.Booster | None
    check: Check
    cohorts: Cohorts
    seasons: Seasons
    until: datetime | None  # the newest order that was learned from
    row_of: dict[str, int] = field(repr=False)
    item_of: dict[str, int] = field(repr=False)

    def about(self) -> dict[str, Any]:
        """What was fitted, in figures."""
        return {
            "customers": len(self.history.customers),
            "items": len(self.history.items),
            "lines": len(self.history.lines.row),
            "pace_days": round(self.crowd.pace, 2),
            "ranker": "learned" if self.ranker else "blend",
            "held_out": vars(self.check),
            **({"importance": importance(self.ranker)} if self.ranker else {}),
        }

    def lines_of(self, customer: str, fresh: Sequence[Purchase] = ()) -> Lines:
        """One customer's lines, with what was bought since the fit."""
        known = self.history.lines.of_rows(np.array([self.row_of.get(customer, -1)], np.int64))
        if fresh:
            known = added(known, lines_of_one(fresh, self.item_of), self.history.dated)
        return known.newest(LONGEST_MEMORY)

    def rank(
        self, customers: Sequence[str], n: int, now: float | Sequence[float] | None = None
    ) -> list[list[Scored]]:
        """The best n items for each customer at day `now`; unknown customers get what is popular."""
        rows = np.array([self.row_of.get(customer, -1) for customer in customers], np.int64)
        days = self.asked_at(now, len(rows))
        found: list[list[Scored]] = []
        for start in range(0, len(rows), BATCH):
            batch = slice(start, start + BATCH)
            found += self.rank_lines(self.history.lines.of_rows(rows[batch]), n, days[batch])
        return found

    def rank_lines(self, lines: Lines, n: int, days: Floats) -> list[list[Scored]]:
        """The best n items for each row of these lines."""
        look = candidates.find(self.crowd, lines, days)
        item, score = self._ordered(look)
        names = self.history.items
        return [
            [Scored(names[i], s) for i, s in zip(items, scores, strict=True) if s > candidates.NEVER]
            for items, scores in zip(item[:, :n].tolist(), score[:, :n].tolist(), strict=True)
        ]

    def asked_at(self, now: float | Sequence[float] | None, rows: int) -> Floats:
        """The day each row asks; undated histories know only their next basket."""
        if now is None or not self.history.dated:
            return np.full(rows, self.crowd.newest + 1)
        return np.broadcast_to(np.asarray(now, np.float64), (rows,))

    def _ordered(self, look: candidates.Candidates) -> tuple[Ints, Floats]:
        if self.ranker is None:
            return look.item, look.blend
        score = np.where(look.blend > candidates.NEVER, score_with(self.ranker, look), candidates.NEVER)
        by = np.argsort(-score, axis=1, kind="stable")
        return np.take_along_axis(look.item, by, 1), np.take_along_axis(score, by, 1)


Progress = Callable[[int, int], None]


def fit(
    history: History,
    cohorts_of: Mapping[str, Sequence[Cohort]] | None = None,
    progress: Progress = lambda done, of: None,
    trees: Mapping[str, Any] | None = None,
) -> Model:
    """Learn from the whole history; the ranking from each customer's last baskets.

    `trees` changes settings of the ranker, for a bench that compares them.
    """
    history = History(history.customers, history.items, history.lines.newest(LONGEST_MEMORY), history.dated)
    items = len(history.items)
    progress(0, 3)
    ranker, check = learn_ranker(history, trees=trees or {})
    progress(1, 3)
    crowd = learn(history.lines, items)
    progress(2, 3)
    made = Model(
        history=history,
        crowd=crowd,
        quantities=learn_quantities(history.lines, items),
        ranker=ranker,
        check=check,
        cohorts=learn_cohorts(history, cohorts_of or {}),
        seasons=learn_seasons(history.lines, items, history.dated),
        until=moment_of(crowd.newest) if history.dated and len(history.lines.day) else None,
        row_of={name: row for row, name in enumerate(history.customers)},
        item_of={name: item for item, name in enumerate(history.items)},
    )
    progress(3, 3)
    return made
