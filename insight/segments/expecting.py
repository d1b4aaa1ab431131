"""What may be expected of each customer: by models, or by a plain rate where too few are known."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from insight.segments import ordering, spending
from insight.segments.segment import Bought

AHEAD = 90.0  # days
UNIT = 7.0  # days: the models count in weeks, in which their figures are of one size
FEWEST, FEWEST_AGAIN = 50, 10  # customers, and of them those who came again: fewer say nothing of the rest


def expected(customers: Sequence[Bought], today: date) -> list[tuple[float, float]]:
    """Of each customer the orders and their value in minor units. Orders of one day are one."""
    again = [len(one.days) - 1 for one in customers]
    last = [(one.days[-1] - one.days[0]).days / UNIT for one in customers]
    known = [max((today - one.days[0]).days, 0) / UNIT for one in customers]
    means = [one.minor / len(one.days) for one in customers]
    enough = len(customers) >= FEWEST and sum(x > 0 for x in again) >= FEWEST_AGAIN
    model = ordering.fit(again, last, known) if enough else None
    if model is None:
        return [
            (count := x * AHEAD / max(t * UNIT, AHEAD), count * mean)
            for x, t, mean in zip(again, known, means, strict=True)
        ]
    counts = np.maximum(model.expected(again, last, known, AHEAD / UNIT), 0.0)
    values = _values(again, means)
    return [(float(count), float(count * value)) for count, value in zip(counts, values, strict=True)]


def _values(again: Sequence[int], means: Sequence[float]) -> Sequence[float]:
    """The value of an order of each; of whom no price is known, that of anybody."""
    orders = [x + 1 if mean > 0 else 0 for x, mean in zip(again, means, strict=True)]
    paid = [(n, mean) for n, mean in zip(orders, means, strict=True) if n]
    enough = len(paid) >= FEWEST and sum(n > 1 for n, _ in paid) >= FEWEST_AGAIN
    model = spending.fit([n for n, _ in paid], [mean for _, mean in paid]) if enough else None
    return list(model.expected(orders, means)) if model else means
