"""Reads and writes what was searched, what was shown for it in which order, and what was chosen."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from insight.searching.searched import Searched
from insight.tables import search_events
from storage.database import Database, Tx, stamp


def insert_searched(tx: Tx, db: Database, one: Searched, now: datetime) -> None:
    """Store it once for each ref."""
    tx.execute(
        db.insert(search_events)
        .values(
            ref=one.ref,
            at=stamp(now),
            customer_id=one.customer,
            channel=one.channel,
            kind="choice" if one.chosen else "search",
            words=one.words[:300],
            asked=dict(one.asked or {}),
            skus=list(one.skus),
            start=one.start,
            chosen=one.chosen,
        )
        .on_conflict_do_nothing(index_elements=["ref"])
    )


def searched_by(tx: Tx, customer: str) -> list[Searched]:
    """Read what this customer searched and chose, oldest first."""
    query = select(search_events).where(search_events.c.customer_id == customer)
    rows = tx.execute(query.order_by(search_events.c.at, search_events.c.ref))
    return [_searched(row) for row in rows]


def newest_searched(tx: Tx, limit: int) -> list[Searched]:
    """Read what anybody searched and chose lately, oldest first."""
    query = select(search_events).order_by(search_events.c.at.desc(), search_events.c.ref.desc())
    rows = tx.execute(query.limit(limit)).all()
    return [_searched(row) for row in reversed(rows)]


def _searched(row: Row[Any]) -> Searched:
    return Searched(
        row.ref, row.customer_id, row.channel, row.words, row.skus, row.start, row.chosen, row.asked
    )
