"""Reminders: only asked for, only awake, never too often."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.reminders.terms import Wish, may_remind, quiet

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
AGREED = Wish("C001", True)


def test_nobody_is_reminded_who_did_not_ask() -> None:
    assert may_remind(AGREED, NOON)
    assert not may_remind(Wish("C001"), NOON)


@pytest.mark.parametrize(("hour", "silent"), [(20, False), (21, True), (23, True), (3, True), (8, False)])
def test_quiet_hours_span_midnight(hour: int, silent: bool) -> None:
    assert quiet(AGREED, hour) is silent


def test_quiet_hours_of_one_day() -> None:
    wish = Wish("C001", True, 7, 13, 16)
    assert [hour for hour in range(24) if quiet(wish, hour)] == [13, 14, 15]


@given(st.integers(1, 60), st.floats(-100, 100))
def test_never_more_often_than_was_agreed(days: int, since: float) -> None:
    wish = Wish("C001", True, days, 0, 0, NOON - timedelta(days=since))
    assert may_remind(wish, NOON) == (since >= days)
