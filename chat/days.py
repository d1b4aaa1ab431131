"""Says a day of the calendar in each language."""

from datetime import date

from chat.words import DAYS, Words

MONTHS = (
    Words("January", "January", "जनवरी"),
    Words("February", "February", "फ़रवरी"),
    Words("March", "March", "मार्च"),
    Words("April", "April", "अप्रैल"),
    Words("May", "May", "मई"),
    Words("June", "June", "जून"),
    Words("July", "July", "जुलाई"),
    Words("August", "August", "अगस्त"),
    Words("September", "September", "सितंबर"),
    Words("October", "October", "अक्टूबर"),
    Words("November", "November", "नवंबर"),
    Words("December", "December", "दिसंबर"),
)
DAY = Words("{day:02d} {month}", "{day} {month}", "{day} {month}")
DAY_OF_YEAR = Words("{day} {year}", "{day} {year}", "{day} {year}")
DAY_OF_WEEK = Words("{weekday} {day}", "{weekday} {day}", "{weekday} {day}")


def day_in(locale: str, day: date) -> str:
    """Say a day of this or the last year: "02 March"."""
    return DAY.in_(locale, day=day.day, month=MONTHS[day.month - 1].in_(locale))


def date_in(locale: str, day: date) -> str:
    """Say a day of any year: "02 March 2026"."""
    return DAY_OF_YEAR.in_(locale, day=day_in(locale, day), year=day.year)


def weekday_in(locale: str, day: date) -> str:
    """Say a day of the next weeks: "Monday 02 March"."""
    return DAY_OF_WEEK.in_(locale, weekday=DAYS[day.weekday()].in_(locale), day=day_in(locale, day))
