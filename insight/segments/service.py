"""Tells how each customer buys, wherever they bought, and what may be expected of them."""

from datetime import datetime, tzinfo
from decimal import Decimal

from insight.events.event import Happened, purchases_in
from insight.events.service import Events
from insight.segments.expecting import expected
from insight.segments.lifecycle import lifecycle, usual_rhythm
from insight.segments.rfm import name_of, quintiles
from insight.segments.segment import Bought, Segment
from storage.database import Database


class Segments:
    """A table over all applications, as if nothing had been recorded after a moment."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.events = Events(db)

    def all(self, as_of: datetime) -> list[Segment]:
        """One row a customer who bought something, by id. Who was forgotten is none."""
        gone = self.events.forgotten()
        customers = [
            bought(customer, purchases, self.db.zone)
            for customer, events in self.events.of_each(as_of)
            if customer not in gone and (purchases := purchases_in(events))
        ]
        recency = [(as_of - one.last_at).days for one in customers]
        scores = zip(
            quintiles([-days for days in recency]),
            quintiles([one.orders for one in customers]),
            quintiles([one.minor for one in customers]),
            strict=True,
        )
        usual = usual_rhythm(customers)
        ahead = expected(customers, as_of.astimezone(self.db.zone).date()) if customers else []
        return [
            Segment(
                customer=one.customer,
                recency_days=days,
                frequency=one.orders,
                monetary=_amount(one.minor),
                r=r,
                f=f,
                m=m,
                rfm_segment=name_of(r, f, m),
                lifecycle=lifecycle(one.days, days, usual),
                expected_orders_90d=round(count, 4),
                expected_value_90d=_amount(round(value)),
            )
            for one, days, (r, f, m), (count, value) in zip(customers, recency, scores, ahead, strict=True)
        ]


def bought(customer: str, purchases: list[Happened], zone: tzinfo) -> Bought:
    """Sum up one customer's purchases. What has no order's id is one order with what was bought just then."""
    return Bought(
        customer=customer,
        orders=len({("id", one.order_id) if one.order_id else ("at", str(one.at)) for one in purchases}),
        minor=sum((one.quantity or 0) * (one.price or 0) for one in purchases),
        last_at=max(one.at for one in purchases),
        days=tuple(sorted({one.at.astimezone(zone).date() for one in purchases})),
    )


def _amount(minor: int) -> Decimal:
    return Decimal(minor).scaleb(-2)
