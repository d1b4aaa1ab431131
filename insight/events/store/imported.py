"""Reads and writes what customers did in other applications."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, select

from insight.events.event import Happened
from insight.tables import behaviour_events as events
from storage.database import Tx, insert_into, stamp, unstamp
from storage.upsert import batches


def insert_events(tx: Tx, given: Sequence[Happened]) -> int:
    """Store events; one whose id is there already has no effect. How many were new."""
    known: set[str] = set()
    for batch in batches(sorted({one.id for one in given})):
        known.update(tx.execute(select(events.c.id).where(events.c.id.in_(batch))).scalars())
    new = {one.id: one for one in reversed(given) if one.id not in known}  # the first of an id counts
    if new:
        tx.execute(insert_into(tx, events).on_conflict_do_nothing(), [_values(one) for one in new.values()])
    return len(new)


def all_events(tx: Tx) -> Iterator[Happened]:
    """Read every event, by id."""
    for row in tx.execute(select(events).order_by(events.c.id)).yield_per(5_000):
        yield _event(row)


def events_of(tx: Tx, customers: Sequence[str], until: str) -> list[Happened]:
    """Read what these customers did up to a moment."""
    query = select(events).where(events.c.customer_id.in_(customers), events.c.at <= until)
    return [_event(row) for row in tx.execute(query)]


def who_did_something(tx: Tx) -> set[str]:
    """Read the customers of all events."""
    return set(tx.execute(select(events.c.customer_id).distinct()).scalars())


def _values(one: Happened) -> dict[str, Any]:
    return {
        "id": one.id,
        "at": stamp(one.at),
        "event": one.event,
        "customer_id": one.customer,
        "application": one.application,
        "session": one.session,
        "sku": one.sku,
        "product": one.product,
        "category": one.category,
        "sub_category": one.sub_category,
        "colour": one.colour,
        "size": one.size,
        "quantity": one.quantity,
        "price": one.price,
        "query": one.query,
        "order_id": one.order_id,
        "payment_mode": one.payment_mode,
    }


def _event(row: Row[Any]) -> Happened:
    return Happened(
        row.id,
        unstamp(row.at),
        row.event,
        row.customer_id,
        row.application,
        row.session,
        row.sku,
        row.product,
        row.category,
        row.sub_category,
        row.colour,
        row.size,
        row.quantity,
        row.price,
        row.query,
        row.order_id,
        row.payment_mode,
    )
