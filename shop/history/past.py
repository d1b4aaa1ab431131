"""What lies before today: lines of orders that were made elsewhere or before."""

from dataclasses import dataclass
from datetime import datetime

from shop.money import Money


@dataclass(frozen=True)
class PastLine:
    """One line of an order that was made elsewhere or before."""

    order: str
    customer: str
    at: datetime
    sku: str
    quantity: int
    unit_price: Money
    status: str
