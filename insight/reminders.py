"""When to remind somebody of what they are about to run out of: asked for, awake, and not too often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from insight.reasons import in_words
from insight.suggestion import Suggestion

LEAST_DUE = 2  # one thing alone is no reason to ring somebody's phone


@dataclass(frozen=True)
class Terms:
    """What the customer agreed to. Quiet hours are on the customer's clock."""

    wanted: bool
    days_between: int
    quiet_from: int
    quiet_to: int
    last_at: datetime | None


def may_remind(terms: Terms, local: datetime) -> bool:
    """Whether this is a moment at which the customer agreed to be written to; `local` is their time."""
    if not terms.wanted or quiet(terms, local.hour):
        return False
    if terms.last_at is None:
        return True
    # A clock that was set back must not lead to a second reminder: time that ran backwards is no time.
    return local - terms.last_at >= timedelta(days=max(1, terms.days_between))


def quiet(terms: Terms, hour: int) -> bool:
    """Whether this hour is within the quiet ones, which may span midnight; from = to is never quiet."""
    if terms.quiet_from <= terms.quiet_to:
        return terms.quiet_from <= hour < terms.quiet_to
    return hour >= terms.quiet_from or hour < terms.quiet_to


def reminder(due: Sequence[Suggestion], locale: str) -> str:
    """The words of a reminder; empty when there is too little to say."""
    if len(due) < LEAST_DUE:
        return ""
    hindi = locale.lower().startswith("hi")
    head = "Shayad yeh khatam hone wala hai:" if hindi else "You may be running low on:"
    foot = (
        "Order karun? STOP likhein to reminder band."
        if hindi
        else "Shall I order it? Say STOP for no reminders."
    )
    lines = [f"{one.quantity} x {one.product.title} - {in_words(one.reason, locale)}" for one in due]
    return "\n".join([head, *lines, foot])
