"""Reads the times that a question names: today, last month, October, since August, Diwali week; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from insight.questions import festivals
from insight.questions.days import Days, before, whole
from insight.questions.time_words import (
    COUNTS,
    FIRST,
    HINDI_UNITS,
    LAST,
    MONTHS,
    SINCE,
    THIS,
    TODAY,
    UNIT,
    WEEKDAYS,
    YEARS,
    YESTERDAY,
)


@dataclass(frozen=True)
class Read:
    """Days that words named, and how many words did."""

    days: Days
    words: int
    named_year: bool = False


def read_period(words: Sequence[str], today: date) -> Read | None:
    """The time that the first of these words begins to name, if one does."""
    for reader in (_since, _between, _simple):
        found = reader(words, today)
        if found:
            return found
    return None


def _simple(words: Sequence[str], today: date) -> Read | None:
    for reader in (_near, _relative, _date, _feast, _month, _weekday, _year):
        found = reader(words, today)
        if found:
            return found
    return None


def _near(words: Sequence[str], today: date) -> Read | None:
    if not words:
        return None
    if words[0] in TODAY:
        return Read(_day(today), 1)
    if words[0] in YESTERDAY:
        return Read(_day(today - timedelta(days=1)), 1)
    if tuple(words[:3]) == ("day", "before", "yesterday"):
        return Read(_day(today - timedelta(days=2)), 3)
    if words[0] in ("parso", "parson", "परसों"):
        return Read(_day(today - timedelta(days=2)), 1)
    return None


def _relative(words: Sequence[str], today: date) -> Read | None:
    """This month; last week; the last 3 months; is mahine; the last financial year; last October."""
    if len(words) < 2:
        return None
    is_this = words[0] in THIS or (words[0] == "is" and words[1] in HINDI_UNITS)
    if is_this and words[1] in UNIT:
        return Read(whole(today, UNIT[words[1]]), 2)
    if words[0] in (*THIS, *LAST) and tuple(words[1:3]) in (("financial", "year"), ("fiscal", "year")):
        year = today.year - (today.month < 4) - (words[0] in LAST)
        return Read(Days(date(year, 4, 1), date(year + 1, 3, 31), "year"), 3)
    return _the_last(words[1:], today) if words[0] in LAST else None


def _the_last(words: Sequence[str], today: date) -> Read | None:
    """What follows "last": a unit, so many of one, a month, a day of the week, a feast."""
    count = _count(words[0])
    found = None
    if words[0] in UNIT:
        found = Read(before(whole(today, UNIT[words[0]])), 1)
    elif count and len(words) > 1 and words[1] in UNIT:
        found = Read(_last(count, UNIT[words[1]], today), 2)
    elif words[0] in WEEKDAYS:
        found = _weekday(words, today - timedelta(days=1))
    else:
        found = _month(words, today) or _feast(words, today)
    return replace(found, words=found.words + 1) if found else None


def _last(count: int, unit: str, today: date) -> Days:
    """So many days up to today, or so many whole weeks, months or years before the one that runs."""
    if unit == "day":
        return Days(today - timedelta(days=count - 1), today, "days")
    end = before(whole(today, unit))
    start = end
    for _ in range(count - 1):
        start = before(start)
    return Days(start.first, end.last, unit if count == 1 else "days")


def _date(words: Sequence[str], today: date) -> Read | None:
    """5 November 2026; November 5; 5/11/2026; 2026-11-05."""
    numbers = [int(word) if word.isascii() and word.isdigit() and len(word) < 5 else -1 for word in words[:3]]
    if len(numbers) == 3 and min(numbers) > 0:
        day, month, year = numbers if numbers[2] in YEARS else reversed(numbers)
        return _made(year, month, day, 3) if year in YEARS else None
    if len(words) > 2 and words[1] == "of" and _number(words[0]):
        found = _date((words[0], *words[2:]), today)  # the 1st of November
        return replace(found, words=found.words + 1) if found else None
    if len(words) < 2:
        return None
    if words[1] in MONTHS and 1 <= _number(words[0]) <= 31:
        month, day = MONTHS[words[1]], _number(words[0])
    elif words[0] in MONTHS and 1 <= _number(words[1]) <= 31:
        month, day = MONTHS[words[0]], _number(words[1])
    else:
        return None
    year = int(words[2]) if len(words) > 2 and words[2].isdigit() and int(words[2]) in YEARS else 0
    if year:
        return _made(year, month, day, 3)
    made = _made(today.year, month, day, 2)
    return _made(today.year - 1, month, day, 2) if made and made.days.first > today else made


def _made(year: int, month: int, day: int, words: int) -> Read | None:
    try:
        return Read(_day(date(year, month, day)), words, named_year=words == 3)
    except ValueError:
        return None


def _month(words: Sequence[str], today: date) -> Read | None:
    """October; October 2025. Without a year the last one that has begun."""
    if not words or words[0] not in MONTHS:
        return None
    month = MONTHS[words[0]]
    if len(words) > 1 and words[1].isdigit() and int(words[1]) in YEARS:
        return Read(whole(date(int(words[1]), month, 1), "month"), 2, named_year=True)
    if len(words) > 2 and (words[1] in LAST or words[1] in THIS) and UNIT.get(words[2]) == "year":
        return Read(whole(date(today.year - (words[1] in LAST), month, 1), "month"), 3)
    year = today.year if month <= today.month else today.year - 1
    return Read(whole(date(year, month, 1), "month"), 1)


def _feast(words: Sequence[str], today: date, *, week: bool = True) -> Read | None:
    """Diwali; Diwali week; Diwali 2025: the week in which it falls, or with "day" that day alone."""
    for length in (2, 1):
        feast = festivals.NAMES.get(tuple(words[:length]))
        if not feast:
            continue
        taken, year = length, 0
        for word in words[length : length + 2]:
            if word in UNIT and UNIT[word] in ("week", "day"):
                week, taken = UNIT[word] == "week", taken + 1
            elif word.isdigit() and int(word) in YEARS:
                year, taken = int(word), taken + 1
            else:
                break
        day = festivals.feast_day(feast, year) if year else festivals.last_feast(feast, today)
        if day is None:
            return None
        return Read(whole(day, "week") if week else _day(day), taken, named_year=bool(year))
    return None


def _weekday(words: Sequence[str], today: date) -> Read | None:
    if not words or words[0] not in WEEKDAYS or (words[0] in ("sun", "sat", "mon", "wed")):
        return None
    back = (today.weekday() - WEEKDAYS[words[0]]) % 7
    return Read(_day(today - timedelta(days=back)), 1)


def _year(words: Sequence[str], today: date) -> Read | None:
    if words and words[0].isdigit() and len(words[0]) == 4 and int(words[0]) in YEARS:
        return Read(whole(date(int(words[0]), 1, 1), "year"), 1, named_year=True)
    return None


def _since(words: Sequence[str], today: date) -> Read | None:
    if words and words[0] in SINCE:
        start = _simple(words[1:], today)
        if start:
            if feast := _feast(words[1:], today, week=False):
                start = feast
            first = start.days.last + timedelta(days=1) if words[0] == "after" else start.days.first
            return Read(Days(min(first, today), today, "days"), start.words + 1)
    return None


def _between(words: Sequence[str], today: date) -> Read | None:
    """From 1 to 15 November; between August and October; 1 Nov to 5 Nov."""
    at = 1 if words and words[0] in ("from", "between") else 0
    start = _simple(words[at:], today)
    if start is None:
        return _days_of_a_month(words, at, today)
    rest = words[at + start.words :]
    joins = ("to", "till", "until", "through", "se", "से") + (("and",) if at and words[0] == "between" else ())
    end = _simple(rest[1:], today) if rest and rest[0] in joins else None
    if end is None:
        return None
    begin = start.days
    if end.named_year and not start.named_year:
        begin = _earlier(begin, end.days)
    unit = begin.unit if begin == end.days else "days"
    length = at + start.words + 1 + end.words
    return Read(Days(begin.first, end.days.last, unit), length) if begin.first <= end.days.last else None


def _days_of_a_month(words: Sequence[str], at: int, today: date) -> Read | None:
    """1 to 15 November."""
    first = _number(words[at]) if at < len(words) else 0
    if not 1 <= first <= 31 or len(words) < at + 4 or words[at + 1] not in ("to", "and", "till", "se"):
        return None
    end = _date(words[at + 2 :], today)
    if end is None or end.days.last.day < first:
        return None
    return Read(Days(end.days.first.replace(day=first), end.days.last, "days"), at + 2 + end.words)


def _earlier(days: Days, end: Days) -> Days:
    """The same months in the year of the end, or in the one before it."""
    year = end.last.year - (days.first.month > end.last.month)
    return whole(days.first.replace(year=year), days.unit)


def _day(day: date) -> Days:
    return Days(day, day, "day")


def _count(word: str) -> int:
    return min(_number(word), 1000) if word.isdigit() else COUNTS.get(word, 0)


def _number(word: str) -> int:
    """A number, or which one of a month: 15, 15th, first; 0 of any other word."""
    plain = word[:-2] if word[-2:] in ("st", "nd", "rd", "th") and word[:-2].isdigit() else word
    if plain.isascii() and plain.isdigit() and len(plain) < 5:
        return int(plain)
    return FIRST.index(word) + 1 if word in FIRST else 0
