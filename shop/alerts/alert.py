"""What a customer asked to be told of, and whether it is so now; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from shop.catalogue.product import Product
from shop.money import Money

Kind = Literal["back", "price", "brand"]
State = Literal["on", "paused", "told"]
MOST = 50  # that one customer may have at a time
BRAND_EVERY = timedelta(days=1)  # news of a brand are gathered: one message a day


@dataclass(frozen=True)
class Alert:
    """Tell this customer when goods are back, cost no more than this, or a brand has something new."""

    id: str
    customer: str
    kind: Kind
    sku: str = ""
    brand: str = ""
    price: Money | None = None
    state: State = "on"
    seen: Mapping[str, int] = field(default_factory=dict)  # prices of the brand's goods when last told
    told_at: datetime | None = None


def can_be_bought(product: Product) -> bool:
    """Whether the least that is sold of it is there."""
    return product.active and product.stock >= product.moq


def is_so(alert: Alert, product: Product) -> bool:
    """Whether what was waited for is there: enough of it to be bought, or the price that was hoped for."""
    if not can_be_bought(product):
        return False
    return alert.kind == "back" or (alert.price is not None and product.price <= alert.price)


def prices_of(goods: Iterable[Product]) -> dict[str, int]:
    """What is sold of a brand, with its prices."""
    return {product.sku: product.price.minor for product in goods if product.active}


def news_of(seen: Mapping[str, int], goods: Iterable[Product]) -> list[Product]:
    """What a brand has that was not there, or costs less than it did; what can be bought alone."""
    there = filter(can_be_bought, goods)
    return [p for p in there if p.sku not in seen or p.price.minor < seen[p.sku]]
