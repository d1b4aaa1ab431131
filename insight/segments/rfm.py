"""Ranks customers by how lately, how often and for how much they bought, and names what comes of it; pure."""

from collections import Counter
from collections.abc import Sequence

# By recency from 1 to 5 in each row; a row for each mean of frequency and money, from 1 to 5.
NAMES = (
    ("Lost", "Hibernating", "About To Sleep", "Promising", "New Customers"),
    ("Hibernating", "Hibernating", "About To Sleep", "Potential Loyalists", "Potential Loyalists"),
    ("At Risk", "At Risk", "Need Attention", "Potential Loyalists", "Potential Loyalists"),
    ("Can't Lose Them", "At Risk", "Loyal Customers", "Loyal Customers", "Champions"),
    ("Can't Lose Them", "Can't Lose Them", "Loyal Customers", "Loyal Customers", "Champions"),
)


def quintiles(values: Sequence[int]) -> list[int]:
    """The fifth in which each value is, 5 the highest; those that are equal share the mean of their ranks.

    A mean rank on the border between two fifths is in the lower one, above it in the higher.
    """
    below = 0
    fifth: dict[int, int] = {}
    for value, times in sorted(Counter(values).items()):
        twice_the_rank = 2 * below + times + 1  # whole numbers, so that no border is missed by a rounding
        fifth[value] = -(-5 * twice_the_rank // (2 * len(values)))
        below += times
    return [fifth[value] for value in values]


def name_of(r: int, f: int, m: int) -> str:
    """The usual name of customers with these scores; the mean of f and m is rounded up."""
    return NAMES[(f + m + 1) // 2 - 1][r - 1]
