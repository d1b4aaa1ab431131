"""Tells how customers came to what they bought, and what they looked at and did not buy."""

from datetime import datetime, timedelta

from insight.events.service import Events
from insight.journeys.buying import bought
from insight.journeys.lookers import lookers
from insight.journeys.road import roads
from insight.journeys.rows import Bought, Looker, Searched
from insight.journeys.searching import searched
from storage.database import Database

WINDOW = timedelta(minutes=60)


class Journeys:
    """Tables over all applications, as if nothing had been recorded after a moment."""

    def __init__(self, db: Database) -> None:
        self.events = Events(db)

    def bought(self, as_of: datetime) -> list[Bought]:
        """One row a purchase, the oldest first, then by the id of its event."""
        goods = self.events.goods()
        found = [
            one
            for _, events in self.events.of_each(as_of)
            for road in roads(events, goods).values()
            for one in bought(road, goods)
        ]
        return [row for event, row in sorted(found, key=lambda one: (one[0].at, one[0].id))]

    def searched(self, as_of: datetime, window: timedelta = WINDOW) -> list[Searched]:
        """One row a run of looks without a purchase in time; the oldest last look first, then by customer."""
        goods = self.events.goods()
        found = [
            row
            for _, events in self.events.of_each(as_of)
            for road in roads(events, goods).values()
            for row in searched(road, goods, as_of, window)
        ]
        return sorted(found, key=lambda row: (row.last_at, row.customer, row.product))

    def customers(self, as_of: datetime, window: timedelta = WINDOW) -> list[Looker]:
        """One row a customer of whom there is such a run."""
        return lookers(self.searched(as_of, window))
