"""Defines what a customer did on their way to a purchase, wherever it was recorded; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

SEARCHED, VIEWED, ADDED, REMOVED = "Products Searched", "Product Viewed", "Product Added", "Product Removed"
STARTED, COMPLETED, CANCELLED = "Checkout Started", "Order Completed", "Order Cancelled"
EVENTS = (SEARCHED, VIEWED, ADDED, REMOVED, STARTED, COMPLETED, CANCELLED)
LOOKS = frozenset({SEARCHED, VIEWED, ADDED})


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that a customer did in one application; of an order one for each line."""

    id: str
    at: datetime
    event: str  # one of EVENTS
    customer: str
    application: str
    session: str = ""
    sku: str = ""
    product: str = ""  # the name, as the application tells it
    category: str = ""
    sub_category: str = ""
    colour: str = ""
    size: str = ""
    quantity: int | None = None
    price: int | None = None  # of a unit, in minor units of the shop's currency
    query: str = ""
    order_id: str = ""
    payment_mode: str = ""


def purchases_in(events: Sequence[Happened]) -> list[Happened]:
    """The lines of orders that none of these events of one customer cancels."""
    cancelled = {one.order_id for one in events if one.event == CANCELLED and one.order_id}
    return [one for one in events if one.event == COMPLETED and one.order_id not in cancelled]
