"""Tells how goods can come, and sets the ways in which they do."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from shop.delivery import store
from shop.delivery.offers import Deliveries, offered
from shop.delivery.ways import EVERYWHERE, Rate, Ways
from shop.money import Money
from storage.database import Database, Tx
from storage.upsert import Counts


class Delivery:
    """The ways of delivery of a shop."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def ways(self) -> Ways:
        """What is set now."""
        with self.db.read() as tx:
            return store.ways_set(tx)

    def to_everywhere(self) -> Rate | None:
        """The way that brings goods to all places that no other zone names, where there is one."""
        return _everywhere(self.ways())

    def offers(self, skus: Sequence[str], postcode: str, subtotal: Money, now: datetime) -> Deliveries:
        """How these goods can come to this postcode."""
        with self.db.read() as tx:
            return deliveries(tx, skus, postcode, subtotal, now)

    def set_rates(
        self, given: Iterable[Rate], withdrawn: Iterable[tuple[str, str]] = (), *, dry_run: bool = False
    ) -> Counts:
        """Set these, by zone and way, and take others away; the rest stays."""
        with self.db.write(dry_run=dry_run) as tx:
            return _set(tx, self.db, given, withdrawn)

    def set_everywhere(self, charge: int, days: int, free_from: int | None) -> None:
        """State what the way to everywhere costs and takes; a shop without a file sets one so."""
        fresh = Rate(
            "everywhere", (EVERYWHERE,), "standard", "Standard", charge, days, clock=str(self.db.zone)
        )
        with self.db.write() as tx:
            known = _everywhere(store.ways_set(tx))
            _set(tx, self.db, [replace(known or fresh, charge=charge, days=days, free_from=free_from)])


def deliveries(tx: Tx, skus: Sequence[str], postcode: str, subtotal: Money, now: datetime) -> Deliveries:
    """How these goods can come to this postcode, seen within another service's transaction."""
    return offered(store.ways_set(tx), store.days_by_seller(tx, skus), postcode, subtotal, now)


def _everywhere(ways: Ways) -> Rate | None:
    return next((rate for rate in ways.rates if EVERYWHERE in rate.postcodes), None)


def _set(tx: Tx, db: Database, given: Iterable[Rate], withdrawn: Iterable[tuple[str, str]] = ()) -> Counts:
    before = {(rate.zone, rate.way): rate for rate in store.ways_set(tx).rates}
    known = dict(before)
    for key in withdrawn:
        known.pop(key, None)
    for rate in given:
        known[rate.zone, rate.way] = rate
    if known != before:
        store.write_rates(tx, db, known.values())
    new = sum(key not in before for key in known)
    changed = sum(before[key] != known[key] for key in known if key in before)
    gone = sum(key not in known for key in before)
    return Counts(new, changed + gone, len(known) - new - changed)
