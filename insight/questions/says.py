"""Says an answer in one plain sentence; pure."""

from collections.abc import Mapping, Sequence
from datetime import date

from insight.figures.asked import Figures, Row
from insight.figures.measures import NOT_STATED
from insight.figures.words import measure_name
from insight.questions.days import Days, whole
from insight.questions.understood import Understood
from shop.money import Money

PARTS = {
    "price": "prices",
    "quantity": "pieces in an order",
    "mix": "dearer or cheaper goods",
    "orders": "the number of orders",
}
FEW = 3  # rows that a sentence names
MANY = 5  # names that a sentence holds
PLURAL = frozenset({"sales", "orders", "customers", "units", "returns"})


def total_said(asked: Understood, found: Figures, today: date) -> str:
    """The figure of all of it, or of which rows most."""
    head = f"{_subject(asked)} {when(asked.days, today)}"
    if found.total is None:
        return f"{head} {_be(asked)} not known: there is nothing to divide by."
    if not asked.by or not found.rows:
        return f"{head} {_be(asked)} {amount(found.total, found)}."
    if asked.order or asked.by not in ("day", "week", "month"):
        rows = [row for row in found.rows if row.key != NOT_STATED] or list(found.rows)
        if asked.order == "least":
            most = f"the least by {asked.by}: {_named(rows[:FEW], found)}"
        else:
            most = f"the most by {asked.by}: {_named(rows[:FEW], found)}"
        return f"{head} {_be(asked)} {amount(found.total, found)} in all; {most}."
    best = max(found.rows, key=lambda row: row.value or 0)
    most = f"the best {asked.by} is {_named([best], found)}"
    return f"{head} {_be(asked)} {amount(found.total, found)} in all; {most}."


def compared(asked: Understood, now: Figures, then: Figures, today: date) -> str:
    """One time against another."""
    head = (
        f"{_subject(asked)} {_be(asked)} {amount(now.total, now)} {when(asked.days, today)}, "
        f"and {amount(then.total, then)} {when(asked.against, today)}"
    )
    if now.total is None or not then.total:
        return f"{head}."
    change = 100 * (now.total - then.total) / then.total
    way = "up" if change > 0 else "down"
    return f"{head}: {way} {abs(change):.1f} %." if round(change, 1) else f"{head}: the same."


def stopped(asked: Understood, rows: Sequence[Row], found: Figures, today: date) -> str:
    """Who bought before and does not any more."""
    before, since = asked.against, asked.days
    of = _of(asked.filters).removeprefix(" of")
    most = f"; the largest of them: {_named(rows[:FEW], found)} then" if rows else ""
    who = f"{len(rows)} customer{'' if len(rows) == 1 else 's'} who bought{of} {when(before, today)}"
    return f"{who} bought none {when(since, today)}{most}."


def apart(asked: Understood, parts: Mapping[str, float], now: Figures, then: Figures, today: date) -> str:
    """Why it changed: the parts of the change, the largest first."""
    change = (now.total or 0) - (then.total or 0)
    moved = "did not change" if not round(change, 2) else "rose" if change > 0 else "fell"
    head = (
        f"{_subject(asked)} {moved} from {amount(then.total, then)} {when(asked.against, today)} to "
        f"{amount(now.total, now)} {when(asked.days, today)}"
    )
    said = ", ".join(f"{PARTS[name]} {_signed(part, now)}" for name, part in parts.items())
    return f"{head}: {said}."


def amount(value: float | None, found: Figures) -> str:
    """A figure as people write it."""
    if value is None:
        return "not known"
    if found.unit == "money":
        return Money(round(value * 100), found.currency).spoken()
    if found.unit == "ratio":
        return f"{100 * value:.1f} %"
    if found.unit == "count":
        return Money(round(value) * 100, found.currency).spoken().removeprefix("Rs ").lstrip("$€£")
    return f"{value:.2f}"


def when(days: Days | None, today: date) -> str:
    """A time as people say it; of one that still runs, that it does."""
    if days is None:
        return "since the first order"
    so_far = " so far" if days.first <= today < days.last else ""
    if days.first == days.last:
        return f"on {_day(days.first)}"
    if days == whole(days.first, "month"):
        return f"in {days.first:%B %Y}{so_far}"
    if days == whole(days.first, "year"):
        return f"in {days.first.year}{so_far}"
    return f"from {_day(days.first)} to {_day(days.last)}{so_far}"


def _subject(asked: Understood) -> str:
    name = measure_name(asked.measure)
    of = _of(asked.filters)
    if asked.measure == "customers" and of.startswith(" of "):
        of = f" who bought {of.removeprefix(' of ')}"
    return f"{name[:1].upper()}{name[1:]}{of}"


def _of(filters: Mapping[str, Sequence[str]]) -> str:
    """What it was held to."""
    goods = [values for field, values in filters.items() if field not in ("city", "channel", "segment")]
    words = [_and(values) for values in goods]
    said = f" of {', '.join(words)}" if words else ""
    if "segment" in filters:
        said += f" of the segment {_and(filters['segment'])}"
    if "city" in filters:
        said += f" in {_and(filters['city'])}"
    return said + (f" on {_and(filters['channel'])}" if "channel" in filters else "")


def _and(names: Sequence[str]) -> str:
    """A few names; of many how many more."""
    some = list(names[:MANY])
    if len(names) > MANY:
        some.append(f"{len(names) - MANY} more")
    return " and ".join(filter(None, (", ".join(some[:-1]), some[-1])))


def _be(asked: Understood) -> str:
    return "were" if asked.measure in PLURAL else "was"


def _named(rows: Sequence[Row], found: Figures) -> str:
    return ", ".join(f"{row.name} ({amount(row.value, found)})" for row in rows)


def _signed(part: float, found: Figures) -> str:
    said = amount(abs(part), found)
    return f"+{said}" if part > 0 else f"\u2212{said}" if part < 0 else said


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
