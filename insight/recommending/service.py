"""Keeps the records of recommendations: what was bought, what was shown for it, and what came of that."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from insight.learning.history import BoughtRow, Cohort
from insight.recommending.event import Event, Outcome
from insight.recommending.store import events, purchases
from insight.recommending.store.events import LOOK_BACK
from storage.database import Database


class RecommendationRecords:
    """Each step is one transaction."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def purchases(self, at_once: int = 5000) -> Iterator[BoughtRow]:
        """Every line that was bought and kept, oldest order first."""
        with self.db.read() as tx:
            yield from purchases.purchases(tx, at_once)

    def bought_since(self, customer: str, at: datetime | None) -> list[BoughtRow]:
        """One customer's lines after a moment; all of them without one."""
        with self.db.read() as tx:
            return purchases.bought_since(tx, customer, at)

    def all_cohorts(self) -> dict[str, list[Cohort]]:
        """What customers have in common with others: their city and their price group."""
        with self.db.read() as tx:
            return purchases.all_cohorts(tx)

    def cohorts(self, customer: str) -> list[Cohort]:
        """What one customer has in common with others."""
        with self.db.read() as tx:
            return purchases.cohorts_of(tx, customer)

    def who_ordered_last(self, many: int) -> list[str]:
        """The customers of the newest orders."""
        with self.db.read() as tx:
            return purchases.who_ordered_last(tx, many)

    def name(self, customer: str) -> str:
        """A customer's name and city."""
        with self.db.read() as tx:
            return purchases.customer_name(tx, customer)

    def note_arrivals(self, now: datetime) -> int:
        """Store products that were not there at the last look; how many. The first look finds none."""
        with self.db.write() as tx:
            return purchases.note_arrivals(tx, now)

    def arrived(self, now: datetime) -> dict[str, int]:
        """Products that came within the last weeks, with the days since."""
        with self.db.read() as tx:
            return purchases.arrived(tx, now)

    def record(self, happened: Iterable[Event]) -> None:
        """Store events; the same again is stored once."""
        rows = list(happened)
        if rows:
            with self.db.write() as tx:
                events.insert_events(tx, self.db, rows)

    def refused(self, customer: str, now: datetime) -> frozenset[str]:
        """What this customer lately said no to."""
        with self.db.read() as tx:
            return events.refused(tx, customer, now)

    def ignored(self, customer: str, now: datetime) -> dict[str, int]:
        """How often each product was lately shown, where nothing came of it."""
        with self.db.read() as tx:
            return events.ignored(tx, customer, now)

    def came_of_it(self, customer: str, kind: str, skus: Iterable[str], ref: str, now: datetime) -> None:
        """Record a tap, an add or a refusal with the arm and the reason of what was shown."""
        with self.db.read() as tx:
            shown = {sku: events.shown_before(tx, customer, sku, now) for sku in skus}
        bare = kind == "refusal"  # of anything; what else happens counts where it was suggested
        self.record(
            replace(before or Event(customer, kind, sku, ref, now), kind=kind, ref=ref, at=now, quantity=0)
            for sku, before in shown.items()
            if before or bare
        )

    def note_purchases(self, since: datetime) -> int:
        """Record the purchases among orders since then that followed an impression; how many."""
        found = []
        with self.db.read() as tx:
            for customer, order, sku, quantity, at in purchases.bought_after_impression(tx, since):
                shown = events.shown_before(tx, customer, sku, at)
                if shown is not None:
                    bought = replace(shown, kind="purchase", ref=order, at=at, quantity=int(quantity))
                    found.append(bought)
        self.record(found)
        return len(found)

    def counts(self, since: datetime) -> list[Mapping[str, Any]]:
        """Events by experiment, arm, reason and kind."""
        with self.db.read() as tx:
            return events.count_events(tx, since)

    def outcomes(self, experiment: str, since: datetime, window: timedelta = LOOK_BACK) -> list[Outcome]:
        """Each customer who was shown something, and what they ordered within the window after."""
        with self.db.read() as tx:
            return [
                Outcome(customer, arm, *purchases.bought_within(tx, customer, at, at + window))
                for customer, arm, at in events.first_shown(tx, experiment, since)
            ]
