"""How much of an item a customer is likely to want."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from insight.learning.history import Floats, Lines

FADE = 0.7  # an order back counts this much less
CROWD_WEIGHT = 0.4  # what others usually take weighs as much as this part of one own order


@dataclass(frozen=True)
class Quantities:
    """Everything in log2, where half as much and twice as much are equally wrong."""

    usual: Floats  # by item: the middle quantity of all customers

    def scale(self, lines: Lines) -> Floats:
        """By row: how much more than usual this customer takes of what they take."""
        return medians(lines.row, np.log2(lines.quantity) - self.usual[lines.item], lines.rows)

    def suggest(self, lines: Lines, row: int, item: int, scale: float | None = None) -> float:
        """A quantity for this customer: their own lately, else the crowd's at their scale."""
        mine = (lines.row == row) & (lines.item == item)
        crowd = self.usual[item] + (self.scale(lines)[row] if scale is None else scale)
        own = np.log2(lines.quantity[mine])
        back = np.argsort(np.argsort(-lines.basket[mine], kind="stable"), kind="stable")
        values, weights = np.r_[own, crowd], np.r_[FADE**back, CROWD_WEIGHT]
        by = np.argsort(values, kind="stable")
        upto = np.cumsum(weights[by])
        middle: float = values[by][np.searchsorted(upto, upto[-1] / 2)]
        return float(2**middle)


def learn_quantities(lines: Lines, items: int) -> Quantities:
    return Quantities(medians(lines.item, np.log2(lines.quantity), items))


def medians(group: np.ndarray, values: Floats, groups: int) -> Floats:
    """The lower median of each group's values; 0 for a group without any."""
    by = np.lexsort((values, group))
    start = np.searchsorted(group[by], np.arange(groups), "left")
    count = np.searchsorted(group[by], np.arange(groups), "right") - start
    middle = np.minimum(start + np.maximum(count - 1, 0) // 2, max(0, len(by) - 1))
    if not len(by):
        return np.zeros(groups)
    return np.where(count > 0, values[by][middle], 0.0)


def fitting(wanted: float, moq: int, multiple: int) -> int:
    """The nearest quantity that may be ordered."""
    step = max(1, multiple)
    least = -(-max(1, moq) // step) * step
    return max(least, round(wanted / step) * step)
