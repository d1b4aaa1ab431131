"""Defines a customer's segment, which is a row of the table, and what it is made of; pure."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Segment:
    """How a customer buys, and what may be expected of them; the fields are the columns, in their order."""

    customer: str
    recency_days: int
    frequency: int
    monetary: Decimal
    r: int
    f: int
    m: int
    rfm_segment: str
    lifecycle: str
    expected_orders_90d: float
    expected_value_90d: Decimal


@dataclass(frozen=True)
class Bought:
    """What one customer bought so far."""

    customer: str
    orders: int
    minor: int  # of all of it
    last_at: datetime
    days: tuple[date, ...]  # on which they ordered, each once, the oldest first
