"""Puts the demo marketplace into a database, once."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TypeVar

from connectors.files.importing import past
from demo.alerts import alerts
from demo.claims import write_claims
from demo.delivery import RATES
from demo.world import World, make_world
from shop.alerts.service import Alerts
from shop.catalogue.service import CatalogueWrites
from shop.delivery.service import Delivery
from shop.history.service import RecordWrites
from storage.database import Database
from storage.facts import Facts
from storage.upsert import Counts

FACT = "demo"
Progress = Callable[[str, int, int], None]  # what is being written, how many are, of how many
T = TypeVar("T")


def was_seeded(db: Database) -> bool:
    """Is the demo there, whole?"""
    return bool((Facts(db).get(FACT) or {}).get("done"))


def was_begun(db: Database) -> bool:
    """Is the demo there, or a part of it?"""
    return Facts(db).get(FACT) is not None


def seed(db: Database, number: int, today: date, progress: Progress) -> Counts:
    """Write the demo; again, it changes nothing, and begun before, it goes on from there.

    The last day is remembered with the first rows, so that tomorrow's second try makes the same world.
    """
    facts = Facts(db)
    begun = facts.get(FACT) or {"seed": number, "end": today.isoformat()}
    facts.put(FACT, {**begun, "done": False})
    world = make_world(int(begun["seed"]), date.fromisoformat(begun["end"]))
    counts = write_world(db, world, progress)
    facts.put(FACT, {**begun, "done": True})
    return counts


def write_world(db: Database, world: World, progress: Progress) -> Counts:
    """Write everything of a world, in pieces small enough for others to come between."""
    catalogue, records = CatalogueWrites(db), RecordWrites(db)
    born = datetime(2025, 1, 1, tzinfo=UTC)
    counts = catalogue.sellers(world.sellers)
    for part in _pieces("products", world.products, 500, progress):
        counts += catalogue.products(part)
    for people in _pieces("customers", world.customers, 500, progress):
        counts += records.customers(people, born)
    for lines in _pieces("order lines", world.orders, 10_000, progress):
        counts += records.orders([past(line) for line in lines])
    counts += records.reviews(world.reviews)
    counts += catalogue.faqs(world.faqs)
    counts += Delivery(db).set_rates(RATES)
    for number, wish in enumerate(alerts(world)):
        Alerts(db).set(wish, f"demo/alert/{number}", born)
    write_claims(db, world)
    return counts


def _pieces(what: str, things: Sequence[T], size: int, progress: Progress) -> Iterator[Sequence[T]]:
    for start in range(0, len(things), size):
        yield things[start : start + size]
        progress(what, min(start + size, len(things)), len(things))
