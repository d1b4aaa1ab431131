"""Tells how far a customer is, by their own rhythm; pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from statistics import median

from insight.segments.segment import Bought

NEW, ACTIVE, AT_RISK, LOST = "new", "active", "at risk", "lost"
OWN_FROM = 3  # days with orders: of fewer nobody has a rhythm
LATE, GONE = 2.0, 4.0  # rhythms since the last order
NOBODYS = 30.0  # days, in a shop where nobody has come twice


def gaps(days: Sequence[date]) -> list[int]:
    """The days between one order and the next."""
    return [(later - earlier).days for earlier, later in pairwise(days)]


def usual_rhythm(customers: Iterable[Bought]) -> float:
    """The days between two orders in this shop, for those who have no rhythm yet."""
    found = [gap for one in customers for gap in gaps(one.days)]
    return float(median(found)) if found else NOBODYS


def lifecycle(days: Sequence[date], recency_days: int, usual: float) -> str:
    """New, active, at risk or lost."""
    own = len(days) >= OWN_FROM
    waited = recency_days / max(float(median(gaps(days))) if own else usual, 1.0)
    if waited > GONE:
        return LOST
    if waited > LATE:
        return AT_RISK
    return ACTIVE if len(days) > 1 else NEW
