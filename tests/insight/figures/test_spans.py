"""Days, weeks and months of the shop's own clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from insight.figures.asked import NoFigure, Period
from insight.figures.spans import key_of, keys_between, period_of, spans

BERLIN = ZoneInfo("Europe/Berlin")


def test_days_follow_each_other_through_the_change_of_the_clock() -> None:
    period = period_of("2026-03-28", "2026-03-30", BERLIN)
    found = spans(period, "day", BERLIN)
    assert [one.key for one in found] == ["2026-03-28", "2026-03-29", "2026-03-30"]
    hours = [(one.until.astimezone(UTC) - one.since.astimezone(UTC)).total_seconds() / 3600 for one in found]
    assert hours == [24, 23, 24]


def test_weeks_and_months_are_cut_to_the_period() -> None:
    period = period_of("2025-12-30", "2026-02-01", BERLIN)
    assert [one.key for one in spans(period, "week", BERLIN)][:2] == ["2026-W01", "2026-W02"]
    months = spans(period, "month", BERLIN)
    assert [one.key for one in months] == ["2025-12", "2026-01", "2026-02"]
    assert (months[0].since, months[-1].until) == (period.since, period.until)


def test_a_moment_is_an_end_that_is_not_in_it() -> None:
    period = period_of("2026-03-01T10:00:00Z", "2026-03-01T12:00:00 05:30", BERLIN)
    assert period.since == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert period.until == datetime(2026, 3, 1, 6, 30, tzinfo=UTC)
    assert period_of("", "", BERLIN) == Period()


@pytest.mark.parametrize(
    "text", ["yesterday", "2026-13-01", "0001-01-01", "9999-12-31", "2026-1-1", "1" * 10]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(NoFigure, match="time_unclear"):
        period_of(text, "", BERLIN)


def test_more_days_than_a_statement_takes_are_refused() -> None:
    with pytest.raises(NoFigure, match="period_long"):
        spans(period_of("1980-01-01", "2026-01-01", BERLIN), "day", BERLIN)
    assert key_of(date(2026, 1, 1), "week") == "2026-W01"


def test_keys_without_a_figure_stand_between_those_that_have_one() -> None:
    assert keys_between("2025-W52", "2026-W02", "week") == ["2025-W52", "2026-W01", "2026-W02"]
    assert keys_between("2025-11", "2026-01", "month") == ["2025-11", "2025-12", "2026-01"]
    assert keys_between("2026-02-27", "2026-03-01", "day") == ["2026-02-27", "2026-02-28", "2026-03-01"]
