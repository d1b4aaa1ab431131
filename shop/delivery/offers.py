"""Ways of delivery for what is in a cart or a checkout: from its sellers' days and the buyer's postcode."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from shop.catalogue.product import READY_IN_DAYS
from shop.catalogue.tables import products, sellers
from shop.delivery.rates import ways_set
from shop.delivery.ways import Way, Ways, chosen, parts
from shop.money import Money

USUAL_DAYS = 1  # for goods whose seller is not known


@dataclass(frozen=True)
class Deliveries:
    """What is possible, and who sends what when."""

    ways: tuple[Way, ...]
    postcode: str
    now: datetime
    days: dict[str, int]  # by the seller's name
    set_ways: Ways

    def chosen(self, way: str) -> Way:
        """That way, or the cheapest that brings it; NotAllowed where the shop does not go."""
        return chosen(self.ways, way, self.postcode)

    def parts(self, way: Way) -> tuple[tuple[str, date], ...]:
        """When each seller's part comes this way."""
        return parts(self.set_ways, way.id, self.postcode, self.now, self.days)


def deliveries(
    tx: Connection, skus: Sequence[str], postcode: str, subtotal: Money, now: datetime
) -> Deliveries:
    """How these goods can come to this postcode."""
    rows = tx.execute(
        select(sellers.c.name, sellers.c.dispatch_days, products.c.attributes)
        .join(products, products.c.seller_id == sellers.c.id)
        .where(products.c.sku.in_(list(skus)))
    ).all()
    days: dict[str, int] = {}
    for row in rows:
        takes = row.dispatch_days + int(row.attributes.get(READY_IN_DAYS, 0))
        days[row.name] = max(days.get(row.name, 0), takes)
    set_ways = ways_set(tx)
    found = set_ways.to(postcode, subtotal, now, list(days.values()) or [USUAL_DAYS])
    return Deliveries(found, postcode, now, days, set_ways)
