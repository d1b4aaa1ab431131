"""What the shops of a city, or of a price group, buy: the first thing to go by for who has no orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from insight.history import Floats, History
from insight.suggestion import Circle


@dataclass(frozen=True)
class Circles:
    """Different customers who bought each item, and how many there are, by circle."""

    counts: Mapping[Circle, Floats]
    sizes: Mapping[Circle, int]

    def buyers(self, circle: Circle, item: int) -> int:
        counts = self.counts.get(folded(circle))
        return int(counts[item]) if counts is not None else 0

    def shares(self, circles: Sequence[Circle], least: int, items: int) -> Floats:
        """How much of these circles buys each item; what fewer than `least` buy counts nothing."""
        total = np.zeros(items)
        for circle in circles:
            counts = self.counts.get(folded(circle))
            if counts is not None:
                total += np.where(counts >= least, counts, 0) / max(1, self.sizes[folded(circle)])
        return total


def folded(circle: Circle) -> Circle:
    """Pune, pune and "Pune " are one."""
    kind, name = circle
    return kind, name.strip().lower()


def learn_circles(history: History, circles_of: Mapping[str, Sequence[Circle]]) -> Circles:
    """Count each customer once an item and circle."""
    items = len(history.items)
    row, item = np.divmod(np.unique(history.lines.row * items + history.lines.item), max(1, items))
    members: dict[Circle, list[int]] = {}
    for number, customer in enumerate(history.customers):
        for circle in circles_of.get(customer, ()):
            if circle[1].strip():
                members.setdefault(folded(circle), []).append(number)
    return Circles(
        {
            circle: np.bincount(item[np.isin(row, rows)], minlength=items).astype(np.float64)
            for circle, rows in members.items()
        },
        {circle: len(rows) for circle, rows in members.items()},
    )
