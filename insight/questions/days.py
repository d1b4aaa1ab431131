"""Counts in days, weeks, months, quarters and years of the calendar; pure."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Days:
    """From a day to a day, both in it, and what it is a whole one of."""

    first: date
    last: date
    unit: str  # day, week, month, quarter, year, or days: any stretch of them


def whole(day: date, unit: str) -> Days:
    """The whole day, week, month, quarter or year that a day is in."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Days(monday, monday + timedelta(days=6), unit)
    if unit in ("month", "quarter", "year"):
        length = {"month": 1, "quarter": 3, "year": 12}[unit]
        start = (day.month - 1) // length * length
        after = day.year * 12 + start + length
        end = date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
        return Days(date(day.year, start + 1, 1), end, unit)
    return Days(day, day, "day")


def before(days: Days) -> Days:
    """The time of the same length just before."""
    if days.unit in ("week", "month", "quarter", "year") and days == whole(days.first, days.unit):
        return whole(days.first - timedelta(days=1), days.unit)
    length = days.last - days.first + timedelta(days=1)
    return Days(days.first - length, days.last - length, days.unit)


def a_unit_before(days: Days, unit: str) -> Days:
    """The same days a week, month or year before."""
    if days.unit == unit:
        return before(days)
    if unit in ("day", "week"):
        back = timedelta(days=7 if unit == "week" else 1)
        return Days(days.first - back, days.last - back, days.unit)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = _back(days.first, months)
    if days.unit in ("month", "quarter"):
        return whole(first, days.unit)
    return Days(first, _back(days.last, months), days.unit)


def _back(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 - months
    last = whole(date(number // 12, number % 12 + 1, 1), "month").last
    return last.replace(day=min(day.day, last.day))
