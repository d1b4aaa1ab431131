"""Takes in what customers did elsewhere, and gives it together with what our own channels record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from insight.events.event import Happened
from insight.events.goods import Goods
from insight.events.store import imported, own
from people.store.customers import take_on
from storage.database import Database, stamp
from storage.upsert import Counts

AT_ONCE = 400  # customers whose events are read in one statement


@dataclass(frozen=True)
class Taken:
    """What came of events that were handed over, and whose are not kept."""

    counts: Counts
    forgotten: frozenset[str]  # customers who asked for it


class Events:
    """What customers did, in whichever application."""

    def __init__(self, db: Database, *, dry_run: bool = False) -> None:
        self.db = db
        self.dry_run = dry_run

    def take(self, given: Sequence[Happened], now: datetime) -> Taken:
        """Store events by id; the same id again has no effect. A customer who is not known is taken on."""
        with self.db.write(dry_run=self.dry_run) as tx:
            whose = take_on(tx, [one.customer for one in given], now)
            kept = [replace(one, customer=whose[one.customer]) for one in given if one.customer in whose]
            new = imported.insert_events(tx, kept)
        forgotten = frozenset(one.customer for one in given) - whose.keys()
        return Taken(Counts(new=new, unchanged=len(kept) - new), forgotten)

    def imported(self) -> Iterator[Happened]:
        """Every event that a file told."""
        with self.db.read() as tx:
            yield from imported.all_events(tx)

    def goods(self) -> Goods:
        """What tells which product an event is about."""
        with self.db.read() as tx:
            return Goods(own.titles(tx))

    def of_each(self, as_of: datetime) -> Iterator[tuple[str, list[Happened]]]:
        """Each customer's events up to a moment, the oldest first; customers by id."""
        until = stamp(as_of)
        with self.db.read() as tx:
            everyone = sorted(imported.who_did_something(tx) | own.who_did_something(tx))
            for start in range(0, len(everyone), AT_ONCE):
                some = everyone[start : start + AT_ONCE]
                found: dict[str, list[Happened]] = {one: [] for one in some}
                for one in (
                    *imported.events_of(tx, some, until),
                    *own.ordered(tx, some, until),
                    *own.looked(tx, some, until),
                ):
                    found[one.customer].append(one)
                for customer, events in found.items():
                    events.sort(key=lambda one: (one.at, one.id))
                    yield customer, events

    def forgotten(self) -> set[str]:
        """The customers who are nobody any more, though orders of theirs stay."""
        with self.db.read() as tx:
            return own.forgotten(tx)
