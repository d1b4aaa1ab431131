"""Reads and writes who wants to be reminded of what runs out, and how often."""

from typing import Any

from sqlalchemy import Row, select

from insight.reminders.terms import Wish
from insight.tables import reminder_wishes as wishes
from storage.database import Database, Tx, stamp, unstamp


def wish_of(tx: Tx, customer: str) -> Wish:
    """Read what this customer said about reminders; without a word, none."""
    row = tx.execute(select(wishes).where(wishes.c.customer_id == customer)).first()
    return _wish(row) if row else Wish(customer)


def wanted(tx: Tx) -> list[Wish]:
    """Read everybody who wants reminders."""
    return [_wish(row) for row in tx.execute(select(wishes).where(wishes.c.wanted))]


def save_wish(tx: Tx, db: Database, wish: Wish) -> None:
    """Store what a customer said."""
    values = {
        "wanted": wish.wanted,
        "days_between": wish.days_between,
        "quiet_from": wish.quiet_from,
        "quiet_to": wish.quiet_to,
        "last_at": stamp(wish.last_at) if wish.last_at else "",
    }
    tx.execute(
        db.insert(wishes)
        .values(customer_id=wish.customer, **values)
        .on_conflict_do_update(index_elements=["customer_id"], set_=values)
    )


def _wish(row: Row[Any]) -> Wish:
    return Wish(
        row.customer_id,
        row.wanted,
        row.days_between,
        row.quiet_from,
        row.quiet_to,
        unstamp(row.last_at) if row.last_at else None,
    )
