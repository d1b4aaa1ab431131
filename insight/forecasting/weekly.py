"""What was sold in each week, of many goods at once: the one thing that all forecasts are made from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from insight.learning.history import Floats


@dataclass(frozen=True)
class Weekly:
    """A row a series, a column a week, the oldest first. What is forecast comes after the last."""

    pieces: Floats
    lines: Floats | None = None  # lines of orders: how often, where pieces say how much
    value: Floats | None = None  # pieces by their price

    @property
    def series(self) -> int:
        return int(self.pieces.shape[0])

    @property
    def weeks(self) -> int:
        return int(self.pieces.shape[1])

    def before(self, week: int) -> Weekly:
        """All that was known as this week began."""
        return Weekly(
            self.pieces[:, :week],
            None if self.lines is None else self.lines[:, :week],
            None if self.value is None else self.value[:, :week],
        )

    def sum_of(self, week: int, ahead: int) -> Floats:
        """What was sold in this week and those after it, so many in all."""
        total: Floats = self.pieces[:, week : week + ahead].sum(axis=1)
        return total

    def sold_in(self) -> Floats:
        """By series: the number of weeks with a sale."""
        weeks: Floats = (self.pieces > 0).sum(axis=1).astype(np.float64)
        return weeks
