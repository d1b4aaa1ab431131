"""How much more or less of a thing is bought on a day of the year."""

from datetime import date, timedelta
from functools import cache

from insight.questions.festivals import DIWALI

# January to December
MONTHS = {
    "summer": (0.6, 0.8, 1.3, 1.8, 2.0, 1.7, 1.1, 0.9, 0.9, 0.9, 0.7, 0.6),
    "winter": (1.5, 1.3, 0.9, 0.8, 0.7, 0.7, 0.8, 0.9, 0.9, 1.1, 1.4, 1.6),
    "monsoon": (0.8, 0.8, 0.8, 0.9, 0.9, 1.2, 1.6, 1.6, 1.4, 1.0, 0.9, 0.8),
    "school": (1.1, 1.0, 1.0, 0.8, 0.8, 1.6, 1.5, 1.1, 1.0, 0.9, 0.9, 1.0),
}
BEFORE_DIWALI = 42  # days over which the shops fill up
STRENGTH = {"diwali": 1.8, "festive": 0.7}


@cache
def factor(season: str, day: date) -> float:
    """1.0 on an ordinary day."""
    if season in MONTHS:
        return MONTHS[season][day.month - 1]
    return 1 + STRENGTH.get(season, 0.15) * _before_diwali(day)


def _before_diwali(day: date) -> float:
    """From 0 six weeks before to 1 ten days before; the last days are for selling, not for buying."""
    feast = DIWALI.get(day.year, date(day.year, 11, 1))
    left = (feast - day).days
    if not 0 <= left <= BEFORE_DIWALI:
        return 0.0
    return min(1.0, (BEFORE_DIWALI - left) / (BEFORE_DIWALI - 10)) if left > 4 else 0.3


def months_before(day: date, months: int) -> date:
    """About so many months before."""
    return day - timedelta(days=round(months * 30.44))
