"""Reminders: only asked for, only awake, never too often."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.model import Model
from insight.recommend import Recommender
from insight.reminders import Terms, may_remind, quiet, reminder
from tests.insight.shops import NOW, Memory, Shelf

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
AGREED = Terms(True, 7, 21, 8, None)


def test_nobody_is_reminded_who_did_not_ask() -> None:
    assert may_remind(AGREED, NOON)
    assert not may_remind(Terms(False, 7, 21, 8, None), NOON)


@pytest.mark.parametrize(("hour", "silent"), [(20, False), (21, True), (23, True), (3, True), (8, False)])
def test_quiet_hours_span_midnight(hour: int, silent: bool) -> None:
    assert quiet(AGREED, hour) is silent


def test_quiet_hours_of_one_day() -> None:
    terms = Terms(True, 7, 13, 16, None)
    assert [hour for hour in range(24) if quiet(terms, hour)] == [13, 14, 15]


@given(st.integers(1, 60), st.floats(-100, 100))
def test_never_more_often_than_was_agreed(days: int, since: float) -> None:
    terms = Terms(True, days, 0, 0, NOON - timedelta(days=since))
    assert may_remind(terms, NOON) == (since >= days)


def test_a_reminder_names_what_is_due_with_reasons(model: Model) -> None:
    due = Recommender(model, Shelf(), Memory()).due("C004", NOW)
    words = reminder(due, "en")
    assert all(f"{one.quantity} x {one.product.title}" in words for one in due)
    assert "about every" in words
    assert "STOP" in words
    assert "khatam" in reminder(due, "hi")


def test_one_thing_alone_is_no_reason_to_write(model: Model) -> None:
    due = Recommender(model, Shelf(), Memory()).due("C004", NOW)
    assert reminder(due[:1], "en") == ""
    assert reminder((), "en") == ""
