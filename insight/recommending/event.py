"""Defines what happened to suggested products; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from insight.recommending.experiments import BASKET
from insight.recommending.suggestion import Suggestion


@dataclass(frozen=True)
class Event:
    """One thing that happened to one suggested product."""

    customer: str
    kind: str  # impression, tap, add, purchase, refusal
    sku: str
    ref: str
    at: datetime
    place: str = ""
    experiment: str = ""
    arm: str = ""
    reason: str = ""
    quantity: int = 0


@dataclass(frozen=True)
class Outcome:
    """What one customer did within the days after first being shown something."""

    customer: str
    arm: str
    orders: int
    lines: int
    minor: int


def impressions_of(
    place: str, customer: str, ref: str, now: datetime, found: Iterable[Suggestion]
) -> list[Event]:
    """Make an impression of each suggestion, with the customer's arm where an experiment is on."""
    experiment, arm = (BASKET.name, BASKET.arm(customer)) if place == "basket" else ("", "")
    return [
        Event(
            customer, "impression", one.product.sku, ref, now, place, experiment, arm, one.reason.kind,
            one.quantity,
        )
        for one in found
    ]  # fmt: skip
