"""A day of the calendar in each language."""

from datetime import date

import pytest

from chat.days import date_in, day_in, weekday_in


@pytest.mark.parametrize(
    ("locale", "day"), [("en", "02 March"), ("hi-Latn", "2 March"), ("hi-Deva", "2 मार्च"), ("", "02 March")]
)
def test_a_day_is_said_with_its_month(locale: str, day: str) -> None:
    assert day_in(locale, date(2026, 3, 2)) == day


def test_english_months_are_those_of_the_calendar() -> None:
    days = [date(2026, month, 1) for month in range(1, 13)]
    assert [day_in("en", day) for day in days] == [f"{day:%d %B}" for day in days]


def test_a_day_is_said_with_its_year_or_its_weekday() -> None:
    day = date(2026, 3, 2)
    assert (date_in("en", day), weekday_in("en", day)) == (f"{day:%d %B %Y}", f"{day:%A %d %B}")
    assert (date_in("hi-Deva", day), weekday_in("hi-Deva", day)) == ("2 मार्च 2026", "सोमवार 2 मार्च")
