"""Reads days and spans of days as they are typed: "parso", "next monday", "25 dec", "last month"."""

# ruff: noqa: SIM905  # long lists of words read best as words

import re
from calendar import monthrange
from datetime import date, timedelta

from shop.reading.numbers import number_at, plain

_IN_HINDI = (("som",), ("mangal",), ("budh",), ("guru",), ("shukra",), ("shani",), ("ravi", "it"))
_DAYS = {
    **dict.fromkeys(("monday", "mon"), 0),
    **dict.fromkeys(("tuesday", "tue", "tues"), 1),
    **dict.fromkeys(("wednesday", "wed"), 2),
    **dict.fromkeys(("thursday", "thu", "thur", "thurs"), 3),
    **dict.fromkeys(("friday", "fri"), 4),
    **dict.fromkeys(("saturday", "sat"), 5),
    **dict.fromkeys(("sunday", "sun"), 6),
    **{  # "shanivar", "shaniwaar": as it is typed
        name + day: weekday
        for weekday, names in enumerate(_IN_HINDI)
        for name in names
        for day in ("var", "war", "vaar", "waar")
    },
}
_NEXT = ("next", "agle", "agla", "coming")
_LAST = ("last", "pichle", "pichla", "previous", "gaye")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_FULL = ("january february march april may june july august september october november december sept").split()

# The same as they are written in Hindi, in Latin letters; "mai" is left out, it is also "in".
_MONTHS_IN_HINDI = (
    ("janvari", "janavri", "janwari", "janvri"),
    ("farvari", "faravri", "pharavri", "farwari"), (), ("aprail",), (),
    ("joon",), ("julai",), ("agast",), ("sitambar", "sitanbar"), ("aktubar", "aktoobar"),
    ("navambar", "navanbar"), ("disambar", "disanbar"),
)  # fmt: skip


def parse_date(text: str, today: date, *, past: bool = False) -> date | None:  # noqa: PLR0911  # a list of cases
    """The day that is named. A day that could be either lies ahead, or behind when `past`."""
    words = re.findall(r"\d+(?:[/.-]\d+)*|[^\W\d_]+", plain(text))
    sign = -1 if past else 1
    for i, word in enumerate(words):
        near = words[i - 1] if i else ""
        if word in ("today", "aaj", "tonight"):
            return today
        if word in ("tomorrow", "tmrw", "tomorow", "tommorow"):
            return today + timedelta(1)
        if word == "yesterday":
            return today - timedelta(1)
        if word == "kal":  # Hindi has one word for tomorrow and yesterday
            return today + timedelta(sign)
        if word in ("parso", "parson"):
            return today + timedelta(2 * sign)
        if word in _DAYS and (
            len(word) > 3 or near in (*_NEXT, *_LAST, "this", "on", "by", "is") or len(words) == 1
        ):
            return _weekday(_DAYS[word], near, today, past)
        written = _written(word, today, past) or _month_named(words, i, today, past)
        if written:
            return written
        if word in ("day", "days", "din", "week", "weeks", "hafte", "hafta"):
            away = _away(words, i, past)
            if away is not None:
                return today + timedelta(away)
    return None


def weekday_named(text: str) -> int | None:
    """The day of the week that is named, 0 for Monday: "on sundays", "itvar ko"; None where none is."""
    words = re.findall(r"[^\W\d_]+", plain(text))
    names = (name for word in words if len(word) > 3 for name in (word, word.removesuffix("s")))
    return next((_DAYS[name] for name in names if name in _DAYS), None)


def parse_period(text: str, today: date) -> tuple[date, date] | None:
    """A span of days behind us, both ends included: "last month", "pichle hafte", "in october"."""
    words = re.findall(r"[^\W\d_]+|\d+", plain(text))
    for i, word in enumerate(words):
        near = words[i - 1] if i else ""
        if word in ("month", "mahine", "mahina") and near in (*_LAST, "this", "is"):
            first = today.replace(day=1)
            if near in _LAST:
                end = first - timedelta(1)
                return end.replace(day=1), end
            return first, today
        if word in ("week", "hafte", "hafta") and near in (*_LAST, "this", "is"):
            monday = today - timedelta(today.weekday())
            if near in _LAST:
                return monday - timedelta(7), monday - timedelta(1)
            return monday, today
        month = _month(word)
        if month and near in ("in", "of", "for", *_LAST):
            year = today.year if month <= today.month else today.year - 1
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    day = parse_date(text, today, past=True)
    return (day, day) if day else None


def _weekday(wanted: int, near: str, today: date, past: bool) -> date:
    if near in _LAST or (past and near not in _NEXT):
        return today - timedelta((today.weekday() - wanted - 1) % 7 + 1)
    if near in _NEXT:  # the one in the coming week
        return today + timedelta(7 - today.weekday() + wanted)
    return today + timedelta((wanted - today.weekday() - 1) % 7 + 1)


def _away(words: list[str], at: int, past: bool) -> int | None:
    """ "in 3 days", "2 hafte baad", "next week", "5 days ago"."""
    times = 7 if words[at].startswith(("w", "h")) else 1
    near = words[at - 1] if at else ""
    if near in _NEXT:
        return times
    if near in _LAST:
        return -times
    found = number_at(words, at - 1) if at else None
    if found is None or found[0].denominator != 1 or not 0 <= found[0] <= 1000:
        return None
    behind = words[at + 1] if at + 1 < len(words) else ""
    back = behind in ("ago", "pehle", "before") or (past and behind not in ("later", "baad", "mein"))
    return int(found[0]) * times * (-1 if back else 1)


def _written(word: str, today: date, past: bool) -> date | None:
    """2026-12-25, 25/12/2026, 25-12-26, 25/12: day first, as in India."""
    if not re.fullmatch(r"\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{1,4})?", word):
        return None
    parts = [int(p) for p in re.split(r"[/.-]", word)]
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", word):
        return _day(parts[0], parts[1], parts[2])
    if re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-](\d{2}|\d{4})", word):
        return _day(parts[2] if parts[2] > 99 else 2000 + parts[2], parts[1], parts[0])
    if re.fullmatch(r"\d{1,2}[/-]\d{1,2}", word):
        return _nearest(parts[1], parts[0], today, past)
    return None


def _month(word: str) -> int | None:
    if word in _FULL:
        return _MONTHS.index(word[:3]) + 1
    in_hindi = (number for number, names in enumerate(_MONTHS_IN_HINDI, start=1) if word in names)
    return _MONTHS.index(word) + 1 if word in _MONTHS else next(in_hindi, None)


def _month_named(words: list[str], at: int, today: date, past: bool) -> date | None:
    """ "25 dec", "25th of december", "dec 25"."""
    month = _month(words[at])
    if month is None:
        return None
    around = [w for w in words[max(0, at - 3) : at + 2] if w not in ("th", "st", "nd", "rd", "of")]
    days = [int(w) for w in around if w.isdigit() and len(w) <= 2]
    return _nearest(month, days[-1], today, past) if days else None


def _nearest(month: int, day: int, today: date, past: bool) -> date | None:
    found = _day(today.year, month, day)
    if found and found < today and not past:
        return _day(today.year + 1, month, day)
    if found and found > today and past:
        return _day(today.year - 1, month, day)
    return found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
