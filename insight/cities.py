"""What the shops of a city buy: the first thing to go by for a customer without orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from insight.history import Floats, History


@dataclass(frozen=True)
class Cities:
    """Different customers who bought each item, by city."""

    counts: Mapping[str, Floats]

    def buyers(self, city: str, item: int) -> int:
        counts = self.counts.get(city.strip().lower())
        return int(counts[item]) if counts is not None else 0


def learn_cities(history: History, city_of: Mapping[str, str]) -> Cities:
    """Count each customer once an item."""
    items = len(history.items)
    row, item = np.divmod(np.unique(history.lines.row * items + history.lines.item), max(1, items))
    named = np.array([city_of.get(customer, "").strip().lower() for customer in history.customers], object)
    names = sorted({name for name in named.tolist() if name})
    return Cities(
        {name: np.bincount(item[named[row] == name], minlength=items).astype(np.float64) for name in names}
    )
