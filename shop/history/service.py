"""Brings what lies before today into the shop, and gives it for files and reports."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from people.customer import Customer
from shop.history import store
from shop.history.past import PastLine
from shop.reviews.review import Review
from shop.reviews.store import add_reviews
from storage.database import Database
from storage.upsert import Counts


class Records:
    """All customers and all their orders, the oldest first."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def customers(self) -> Iterator[Customer]:
        """Everybody who is known; visitors and those who turned out to be another are not."""
        with self.db.read() as tx:
            yield from store.all_customers(tx)

    def order_lines(self) -> Iterator[PastLine]:
        """Every line of every order."""
        with self.db.read() as tx:
            yield from store.all_lines(tx)

    def known_customers(self, ids: Iterable[str]) -> set[str]:
        """Which of these customers are there."""
        with self.db.read() as tx:
            return store.known_customers(tx, ids)


class RecordWrites:
    """Brings customers, orders of record and reviews to what a file says. One transaction a call."""

    def __init__(self, db: Database, *, dry_run: bool = False) -> None:
        self.db = db
        self.dry_run = dry_run

    def customers(
        self, given: Iterable[Customer], now: datetime, known: frozenset[str] | None = None
    ) -> Counts:
        """Write customers by id. `known` names the fields that were said; of a stored one the rest stays."""
        with self.db.write(dry_run=self.dry_run) as tx:
            return store.write_customers(tx, self.db, given, now, known)

    def orders(self, given: Sequence[PastLine]) -> Counts:
        """Write lines of orders, by order and SKU. Customers and products must be there."""
        with self.db.write(dry_run=self.dry_run) as tx:
            return store.write_orders(tx, given)

    def reviews(self, given: Sequence[Review]) -> Counts:
        """Write reviews by product, customer and time."""
        with self.db.write(dry_run=self.dry_run) as tx:
            return add_reviews(tx, given)
