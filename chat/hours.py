"""Knows when people are at the desk: opening hours with holidays, in the shop's own time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from chat import words


@dataclass(frozen=True)
class Hours:
    """Opening hours by weekday (0 is Monday); a day that is not named is closed."""

    week: Mapping[int, tuple[time, time]] = field(
        default_factory=lambda: dict.fromkeys(range(6), (time(8), time(21)))
    )
    holidays: frozenset[date] = frozenset()
    zone: tzinfo = ZoneInfo("Asia/Kolkata")  # noqa: RUF009  # it never changes

    def _span(self, day: date) -> tuple[datetime, datetime] | None:
        times = self.week.get(day.weekday())
        if times is None or day in self.holidays:
            return None
        return datetime.combine(day, times[0], self.zone), datetime.combine(day, times[1], self.zone)

    def is_open(self, now: datetime) -> bool:
        """Tell whether the desk is to be staffed at this moment."""
        span = self._span(now.astimezone(self.zone).date())
        return span is not None and span[0] <= now < span[1]

    def opens(self, now: datetime) -> datetime | None:
        """Find the next opening, within a month; None when there is none."""
        today = now.astimezone(self.zone).date()
        for days in range(32):
            span = self._span(today + timedelta(days=days))
            if span and span[0] > now:
                return span[0]
        return None

    def spoken_opening(self, now: datetime, locale: str) -> str:
        """Say the next opening as a person does: "today at 8:00", "on Monday at 8:00"."""
        at = self.opens(now)
        if at is None:
            return words.OPENS_SOON.in_(locale)
        days = (at.date() - now.astimezone(self.zone).date()).days
        said = (words.OPENS_TODAY, words.OPENS_TOMORROW, words.OPENS_ON_DAY)[min(days, 2)]
        day = words.DAYS[at.weekday()].in_(locale)
        return said.in_(locale, day=day, time=f"{at.hour}:{at.minute:02d}")


def read_hours(setting: Mapping[str, object], own: tzinfo) -> Hours:
    """Read `{"week": {"0": "08:00-21:00"}, "holidays": ["2026-01-26"], "zone": "Asia/Kolkata"}`.

    A zone that is not named is the shop's own.
    """
    week = setting.get("week")
    given = setting.get("holidays")
    holidays = given if isinstance(given, list | tuple) else ()
    spans = {}
    for day, span in (week if isinstance(week, Mapping) else {}).items():
        opens, _, closes = str(span).partition("-")
        spans[int(day)] = (time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip()))
    usual = Hours()
    return Hours(
        week=spans or usual.week,
        holidays=frozenset(
            date.fromisoformat(str(h)) for h in holidays if isinstance(holidays, list | tuple)
        ),
        zone=ZoneInfo(str(setting["zone"])) if setting.get("zone") else own,
    )
