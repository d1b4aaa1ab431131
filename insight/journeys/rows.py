"""Defines the rows of the journey tables: the fields are the columns, in their order; pure."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Bought:
    """A purchase, and where else the customer had looked at the product before."""

    customer: str
    product: str
    category: str
    sub_category: str
    colour: str
    size: str
    quantity: int | None
    application_used: str
    applications_checked: str
    time: datetime
    payment_mode: str
    final_price: Decimal | None


@dataclass(frozen=True, slots=True)
class Searched:
    """A run of looks of one customer at one product that they did not buy within the window."""

    customer: str
    product: str
    category: str
    sub_category: str
    colour: str
    size: str
    quantity: int | None
    price: Decimal | None
    applications_checked: str
    times: int
    first_at: datetime
    last_at: datetime
    bought_later_at: datetime | None
    bought_later_in: str


@dataclass(frozen=True, slots=True)
class Looker:
    """A customer who looked and did not buy, with all that they looked at so."""

    customer: str
    products: str
    times: int
    first_at: datetime
    last_at: datetime
