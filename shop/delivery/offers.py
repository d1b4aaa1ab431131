"""What is offered for goods and a postcode: the ways, and when each seller's part comes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from shop.delivery.ways import Way, Ways, chosen, parts
from shop.money import Money

USUAL_DAYS = 1  # for goods whose seller is not known


@dataclass(frozen=True)
class Deliveries:
    """What is possible, and who sends what when."""

    ways: tuple[Way, ...]
    postcode: str
    now: datetime
    days: Mapping[str, int]  # by the seller's name
    set_ways: Ways

    def chosen(self, way: str) -> Way:
        """That way, or the cheapest that brings it; Refused where the shop does not go."""
        return chosen(self.ways, way, self.postcode)

    def parts(self, way: Way) -> tuple[tuple[str, date], ...]:
        """When each seller's part comes this way."""
        return parts(self.set_ways, way.id, self.postcode, self.now, self.days)


def offered(
    set_ways: Ways, days: Mapping[str, int], postcode: str, subtotal: Money, now: datetime
) -> Deliveries:
    """How goods whose sellers take these days can come to this postcode."""
    found = set_ways.to(postcode, subtotal, now, list(days.values()) or [USUAL_DAYS])
    return Deliveries(found, postcode, now, days, set_ways)
