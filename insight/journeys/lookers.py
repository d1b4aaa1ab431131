"""Sums up by customer what they looked at and did not buy; pure."""

from collections.abc import Sequence

from insight.journeys.road import BETWEEN
from insight.journeys.rows import Looker, Searched


def lookers(rows: Sequence[Searched]) -> list[Looker]:
    """One row a customer, by id; what they looked at last is named first, and each name once."""
    of_each: dict[str, list[Searched]] = {}
    for row in rows:
        of_each.setdefault(row.customer, []).append(row)
    return [
        Looker(
            customer=customer,
            products=BETWEEN.join(dict.fromkeys(row.product for row in _newest_first(theirs))),
            times=sum(row.times for row in theirs),
            first_at=min(row.first_at for row in theirs),
            last_at=max(row.last_at for row in theirs),
        )
        for customer, theirs in sorted(of_each.items())
    ]


def _newest_first(rows: Sequence[Searched]) -> list[Searched]:
    by_name = sorted(rows, key=lambda row: row.product)
    return sorted(by_name, key=lambda row: row.last_at, reverse=True)
