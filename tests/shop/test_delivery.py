"""When goods leave, by the shop's own clock."""

from datetime import UTC, date, datetime

import pytest

from shop.delivery import ways
from shop.money import Money


@pytest.mark.parametrize(
    ("hour", "minute", "day"),
    [
        (9, 29, 23),  # 14:59 in India: leaves on that Monday
        (9, 30, 24),  # 15:00 there
        (18, 31, 24),  # already Tuesday there, before its cut-off
    ],
)
def test_the_cut_off_is_by_the_clock_of_the_shop(hour: int, minute: int, day: int) -> None:
    found = ways("411001", Money(10_000), datetime(2026, 11, 23, hour, minute, tzinfo=UTC))
    assert {way.id: way.comes for way in found}["pickup"] == date(2026, 11, day)
