"""The ways of delivery that a shop has set: one fact, read with whatever needs it."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import time
from typing import Any

from sqlalchemy import Connection, select

from shop.delivery.ways import EVERYWHERE, Rate, Ways
from storage.database import Database
from storage.tables import facts
from storage.upsert import Counts

FACT = "delivery"


def ways_set(tx: Connection) -> Ways:
    """What is set now."""
    kept = tx.execute(select(facts.c.value).where(facts.c.key == FACT)).scalar() or []
    return Ways(tuple(_rate(row) for row in kept))


def put_rates(
    db: Database, given: Iterable[Rate], withdrawn: Iterable[tuple[str, str]] = (), *, dry_run: bool = False
) -> Counts:
    """Set these, by zone and way, and take others away; the rest stays."""
    with db.write() as tx:
        known = {(rate.zone, rate.way): rate for rate in ways_set(tx).rates}
        before = dict(known)
        for key in withdrawn:
            known.pop(key, None)
        for rate in given:
            known[rate.zone, rate.way] = rate
        new = sum(key not in before for key in known)
        changed = sum(before[key] != known[key] for key in known if key in before)
        gone = sum(key not in known for key in before)
        if not dry_run and known != before:
            value = [asdict(rate) | {"cut_off": f"{rate.cut_off:%H:%M}"} for rate in known.values()]
            statement = db.insert(facts).values(key=FACT, value=value)
            tx.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
    return Counts(new, changed + gone, len(known) - new - changed)


def to_everywhere(tx: Connection) -> Rate | None:
    """The way that brings goods to all places that no other zone names, where there is one."""
    return next((rate for rate in ways_set(tx).rates if EVERYWHERE in rate.postcodes), None)


def put_everywhere(db: Database, charge: int, days: int, free_from: int | None) -> None:
    """State what that way costs and takes; a shop without a file sets one so."""
    with db.read() as tx:
        known = to_everywhere(tx)
    new = Rate("everywhere", (EVERYWHERE,), "standard", "Standard", charge, days, clock=str(db.zone))
    put_rates(db, [replace(known or new, charge=charge, days=days, free_from=free_from)])


def _rate(row: dict[str, Any]) -> Rate:
    lists = {"postcodes": tuple(row["postcodes"]), "closed": tuple(row["closed"])}
    return Rate(**{**row, **lists, "cut_off": time.fromisoformat(row["cut_off"])})
