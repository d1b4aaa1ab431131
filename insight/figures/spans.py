"""Cuts time into days, weeks and months of the shop's own clock; pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from insight.figures.asked import NoFigure, Period
from insight.figures.measures import DAY, MONTH, WEEK

YEARS = range(1970, 2200)  # others are slips, and some no database takes
MOST = 4_000  # spans of one figure: eleven years of days


@dataclass(frozen=True)
class Span:
    """From a moment on, and up to another one, with the key of the rows it belongs to."""

    key: str
    since: datetime
    until: datetime


def period_of(since: str, until: str, zone: tzinfo) -> Period:
    """Read the ends of a period: days, both in it, or moments, the second one not in it; "": open."""
    return Period(_moment(since, zone, 0) if since else None, _moment(until, zone, 1) if until else None)


def _moment(text: str, zone: tzinfo, days: int) -> datetime:
    """A moment as it is; of a day its start, or that of so many days after it."""
    try:
        if len(text) == len("2026-01-31"):
            return starts(_known(date.fromisoformat(text)) + timedelta(days=days), zone)
        at = datetime.fromisoformat(text.replace(" ", "+"))  # a plus in an address is a space
        _known(at.date())
    except (ValueError, OverflowError) as err:
        raise NoFigure("time_unclear", text=text[:40]) from err
    return at if at.tzinfo else at.replace(tzinfo=zone)


def _known(day: date) -> date:
    if day.year not in YEARS:
        raise ValueError("no shop was open then")
    return day


def starts(day: date, zone: tzinfo) -> datetime:
    """The moment at which a day of the shop's clock begins."""
    return datetime.combine(day, time(), zone)


def days_of(period: Period, zone: tzinfo) -> tuple[date, date]:
    """The first and last day of a period that is open on no side."""
    assert period.since and period.until  # noqa: S101
    last = (period.until - timedelta(microseconds=1)).astimezone(zone).date()
    return period.since.astimezone(zone).date(), last


def key_of(day: date, by: str) -> str:
    """The key of the row a day belongs to: 2026-01-31, 2026-W05, 2026-01."""
    if by == WEEK:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    return f"{day:%Y-%m}" if by == MONTH else day.isoformat()


def keys_between(first: str, last: str, by: str) -> list[str]:
    """The keys of all days, weeks or months from one to another, those without a figure too."""
    day, end = _first_day(first, by), _first_day(last, by)
    found = []
    while day <= end:
        found.append(key_of(day, by))
        day = _next(day, by)
    return found


def _first_day(key: str, by: str) -> date:
    if by == WEEK:
        year, week = key.split("-W")
        return date.fromisocalendar(int(year), int(week), 1)
    return date.fromisoformat(f"{key}-01" if by == MONTH else key)


def spans(period: Period, by: str, zone: tzinfo) -> list[Span]:
    """All days, weeks or months that a period touches, cut to it; weeks begin on Monday."""
    return list(_spans(period, by, zone))


def _spans(period: Period, by: str, zone: tzinfo) -> Iterator[Span]:
    assert period.since and period.until  # noqa: S101
    day, last = days_of(period, zone)
    count = 0
    while day <= last:
        count += 1
        if count > MOST:
            raise NoFigure("period_long", most=MOST, by=by)
        after = _next(day, by)
        yield Span(
            key_of(day, by), max(starts(day, zone), period.since), min(starts(after, zone), period.until)
        )
        day = after


def _next(day: date, by: str) -> date:
    if by == DAY:
        return day + timedelta(days=1)
    if by == WEEK:
        return day + timedelta(days=7 - day.weekday())
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
