"""What the shops of a city, or of a price group, buy: the first thing to go by for who has no orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from insight.learning.history import Cohort, Floats, History


@dataclass(frozen=True)
class Cohorts:
    """Different customers who bought each item, and how many there are, by cohort."""

    counts: Mapping[Cohort, Floats]
    sizes: Mapping[Cohort, int]

    def buyers(self, cohort: Cohort, item: int) -> int:
        counts = self.counts.get(folded(cohort))
        return int(counts[item]) if counts is not None else 0

    def shares(self, cohorts: Sequence[Cohort], least: int, items: int) -> Floats:
        """How much of these cohorts buys each item; what fewer than `least` buy counts nothing."""
        total = np.zeros(items)
        for cohort in cohorts:
            counts = self.counts.get(folded(cohort))
            if counts is not None:
                total += np.where(counts >= least, counts, 0) / max(1, self.sizes[folded(cohort)])
        return total


def folded(cohort: Cohort) -> Cohort:
    """Pune, pune and "Pune " are one."""
    kind, name = cohort
    return kind, name.strip().lower()


def learn_cohorts(history: History, cohorts_of: Mapping[str, Sequence[Cohort]]) -> Cohorts:
    """Count each customer once an item and cohort."""
    items = len(history.items)
    row, item = np.divmod(np.unique(history.lines.row * items + history.lines.item), max(1, items))
    members: dict[Cohort, list[int]] = {}
    for number, customer in enumerate(history.customers):
        for cohort in cohorts_of.get(customer, ()):
            if cohort[1].strip():
                members.setdefault(folded(cohort), []).append(number)
    return Cohorts(
        {
            cohort: np.bincount(item[np.isin(row, rows)], minlength=items).astype(np.float64)
            for cohort, rows in members.items()
        },
        {cohort: len(rows) for cohort, rows in members.items()},
    )
