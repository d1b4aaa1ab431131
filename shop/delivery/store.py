"""Reads and writes the ways of delivery that a shop has set, and reads how long its sellers take."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import time
from typing import Any

from sqlalchemy import select

from shop.catalogue.product import READY_IN_DAYS
from shop.catalogue.tables import products, sellers
from shop.delivery.ways import Rate, Ways
from storage.database import Database, Tx
from storage.tables import facts

FACT = "delivery"  # all of it is one fact, read with whatever needs it


def ways_set(tx: Tx) -> Ways:
    """What is set now."""
    stored = tx.execute(select(facts.c.value).where(facts.c.key == FACT)).scalar() or []
    return Ways(tuple(_rate(row) for row in stored))


def write_rates(tx: Tx, db: Database, rates: Iterable[Rate]) -> None:
    """Set these and no others."""
    value = [asdict(rate) | {"cut_off": f"{rate.cut_off:%H:%M}"} for rate in rates]
    statement = db.insert(facts).values(key=FACT, value=value)
    tx.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def days_by_seller(tx: Tx, skus: Sequence[str]) -> dict[str, int]:
    """How many days each seller of these products takes to send them, by the seller's name."""
    rows = tx.execute(
        select(sellers.c.name, sellers.c.dispatch_days, products.c.attributes)
        .join(products, products.c.seller_id == sellers.c.id)
        .where(products.c.sku.in_(list(skus)))
    )
    days: dict[str, int] = {}
    for row in rows:
        takes = row.dispatch_days + int(row.attributes.get(READY_IN_DAYS, 0))
        days[row.name] = max(days.get(row.name, 0), takes)
    return days


def _rate(row: dict[str, Any]) -> Rate:
    lists = {"postcodes": tuple(row["postcodes"]), "closed": tuple(row["closed"])}
    return Rate(**{**row, **lists, "cut_off": time.fromisoformat(row["cut_off"])})
