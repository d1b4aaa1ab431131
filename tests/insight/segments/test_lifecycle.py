"""New, active, at risk or lost by one's own rhythm."""

from datetime import UTC, date, datetime, timedelta

import pytest

from insight.segments.lifecycle import NOBODYS, lifecycle, usual_rhythm
from insight.segments.segment import Bought

FIRST = date(2026, 1, 1)


def days(*after: int) -> tuple[date, ...]:
    return tuple(FIRST + timedelta(days=day) for day in after)


@pytest.mark.parametrize(
    ("ordered", "recency", "found"),
    [
        (days(0), 20, "new"),
        (days(0), 21, "at risk"),
        (days(0), 41, "lost"),
        (days(0, 3), 20, "active"),  # one gap is no rhythm
        (days(0, 3), 21, "at risk"),
        (days(0, 3, 6), 6, "active"),
        (days(0, 3, 6), 7, "at risk"),
        (days(0, 3, 6), 13, "lost"),
        (days(0, 60, 120), 100, "active"),
        (days(0, 1, 2), 0, "active"),
    ],
)
def test_stages(ordered: tuple[date, ...], recency: int, found: str) -> None:
    assert lifecycle(ordered, recency, usual=10) == found


def test_the_usual_rhythm_is_the_middle_of_all_gaps() -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    shop = [Bought("A", 3, 0, now, days(0, 2, 10)), Bought("B", 2, 0, now, days(0, 30))]
    assert usual_rhythm(shop) == 8
    assert usual_rhythm([Bought("C", 1, 0, now, days(0))]) == NOBODYS
