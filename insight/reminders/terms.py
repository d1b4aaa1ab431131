"""Decides when to remind somebody: asked for, awake, and not too often; pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chat.quiet_hours import FROM, TO, is_quiet


@dataclass(frozen=True)
class Wish:
    """Whether and how often a customer wants reminders; hours are of the shop's own clock."""

    customer: str
    wanted: bool = False
    days_between: int = 7
    quiet_from: int = FROM
    quiet_to: int = TO
    last_at: datetime | None = None


def may_remind(wish: Wish, local: datetime) -> bool:
    """Whether this is a moment at which the customer agreed to be written to; `local` is their time."""
    if not wish.wanted or is_quiet(local.hour, wish.quiet_from, wish.quiet_to):
        return False
    if wish.last_at is None:
        return True
    # A clock that was set back must not lead to a second reminder: time that ran backwards is no time.
    return local - wish.last_at >= timedelta(days=max(1, wish.days_between))
