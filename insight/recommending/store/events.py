"""Reads and writes what was suggested, and what came of it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, func, select

from insight.recommending.event import Event
from insight.tables import recommendation_events as events
from storage.database import Database, Tx, stamp, unstamp

LOOK_BACK = timedelta(days=7)  # a purchase so soon after an impression is counted for it
FORGIVE_AFTER = timedelta(days=60)  # a refusal is not for ever
REMEMBER_IGNORED = timedelta(days=21)


def insert_events(tx: Tx, db: Database, happened: Iterable[Event]) -> None:
    """Store events; the same again is stored once."""
    rows = [_values(one) for one in happened]
    if rows:
        tx.execute(db.insert(events).on_conflict_do_nothing(), rows)


def refused(tx: Tx, customer: str, now: datetime) -> frozenset[str]:
    """Read what this customer lately said no to."""
    query = select(events.c.sku).where(
        events.c.customer_id == customer,
        events.c.kind == "refusal",
        events.c.at > stamp(now - FORGIVE_AFTER),
    )
    return frozenset(tx.execute(query).scalars())


def ignored(tx: Tx, customer: str, now: datetime) -> dict[str, int]:
    """Count how often each product was lately shown, where nothing came of it."""
    recent = and_(events.c.customer_id == customer, events.c.at > stamp(now - REMEMBER_IGNORED))
    shown = tx.execute(
        select(events.c.sku, func.count()).where(recent, events.c.kind == "impression").group_by(events.c.sku)
    ).all()
    answered = set(
        tx.execute(
            select(events.c.sku).where(recent, events.c.kind.in_(("tap", "add", "purchase")))
        ).scalars()
    )
    return {row[0]: int(row[1]) for row in shown if row[0] not in answered}


def shown_before(tx: Tx, customer: str, sku: str, now: datetime) -> Event | None:
    """Find the last impression that a tap, an add or a purchase of this product is owed to."""
    query = (
        select(events)
        .where(
            events.c.customer_id == customer,
            events.c.kind == "impression",
            events.c.sku == sku,
            events.c.at > stamp(now - LOOK_BACK),
            events.c.at <= stamp(now),
        )
        .order_by(events.c.at.desc())
        .limit(1)
    )
    row = tx.execute(query).first()
    return _event(row) if row else None


def count_events(tx: Tx, since: datetime) -> list[Mapping[str, Any]]:
    """Count events by experiment, arm, place, reason and kind."""
    group = (events.c.experiment, events.c.arm, events.c.place, events.c.reason, events.c.kind)
    query = select(*group, func.count().label("n")).where(events.c.at >= stamp(since)).group_by(*group)
    return [dict(row._mapping) for row in tx.execute(query)]


def first_shown(tx: Tx, experiment: str, since: datetime) -> list[tuple[str, str, datetime]]:
    """Read when each customer was first shown something of an experiment: customer, arm, at."""
    first = (
        select(events.c.customer_id, events.c.arm, func.min(events.c.at).label("at"))
        .where(events.c.experiment == experiment, events.c.kind == "impression", events.c.at >= stamp(since))
        .group_by(events.c.customer_id, events.c.arm)
    )
    return [(row.customer_id, row.arm, unstamp(row.at)) for row in tx.execute(first)]


def _values(one: Event) -> Mapping[str, Any]:
    return {
        "at": stamp(one.at),
        "customer_id": one.customer,
        "kind": one.kind,
        "sku": one.sku,
        "ref": one.ref,
        "place": one.place,
        "experiment": one.experiment,
        "arm": one.arm,
        "reason": one.reason,
        "quantity": one.quantity,
    }


def _event(row: Row[Any]) -> Event:
    return Event(
        row.customer_id,
        row.kind,
        row.sku,
        row.ref,
        unstamp(row.at),
        row.place,
        row.experiment,
        row.arm,
        row.reason,
        row.quantity,
    )
