"""Hours at which nobody is written to unasked."""

import pytest

from chat.quiet_hours import is_quiet


@pytest.mark.parametrize(("hour", "silent"), [(20, False), (21, True), (23, True), (3, True), (8, False)])
def test_they_span_midnight(hour: int, silent: bool) -> None:
    assert is_quiet(hour) is silent


def test_they_may_lie_within_one_day() -> None:
    assert [hour for hour in range(24) if is_quiet(hour, 13, 16)] == [13, 14, 15]


def test_hours_that_end_where_they_begin_are_none() -> None:
    assert not any(is_quiet(hour, 5, 5) for hour in range(24))
