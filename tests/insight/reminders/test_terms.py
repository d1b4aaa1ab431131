"""Reminders: only asked for, only awake, never too often."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from insight.reminders.terms import Wish, may_remind

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
AGREED = Wish("C001", True)


def test_nobody_is_reminded_who_did_not_ask() -> None:
    assert may_remind(AGREED, NOON)
    assert not may_remind(Wish("C001"), NOON)


def test_nobody_is_reminded_in_their_quiet_hours() -> None:
    assert not may_remind(Wish("C001", True, 7, 11, 13), NOON)
    assert not may_remind(AGREED, NOON.replace(hour=22))


@given(st.integers(1, 60), st.floats(-100, 100))
def test_never_more_often_than_was_agreed(days: int, since: float) -> None:
    wish = Wish("C001", True, days, 0, 0, NOON - timedelta(days=since))
    assert may_remind(wish, NOON) == (since >= days)
