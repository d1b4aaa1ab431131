"""What was last shown or spoken of, for each customer: a JSON value by key, with the time it was set."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from chat.tables import contexts
from storage.database import Tx, insert_into, stamp, unstamp


def read_context(tx: Tx, customer: str, key: str) -> tuple[Any, datetime] | None:
    """Read a value, however old, and when it was set."""
    row = tx.execute(
        select(contexts.c.value, contexts.c.at).where(
            contexts.c.customer_id == customer, contexts.c.key == key
        )
    ).first()
    return (row.value, unstamp(row.at)) if row else None


def read_contexts(tx: Tx, customer: str) -> dict[str, tuple[Any, datetime]]:
    """Read all that is remembered of a customer, by key."""
    rows = tx.execute(select(contexts).where(contexts.c.customer_id == customer))
    return {row.key: (row.value, unstamp(row.at)) for row in rows}


def save_context(tx: Tx, customer: str, key: str, value: Any, now: datetime) -> None:
    """Store a value in place of the one before."""
    fresh = {"value": value, "at": stamp(now)}
    tx.execute(
        insert_into(tx, contexts)
        .values(customer_id=customer, key=key, **fresh)
        .on_conflict_do_update(index_elements=["customer_id", "key"], set_=fresh)
    )


def forget_contexts(tx: Tx, customer: str, keys: Sequence[str]) -> None:
    """Delete values."""
    tx.execute(delete(contexts).where(contexts.c.customer_id == customer, contexts.c.key.in_(keys)))


def merge_contexts(tx: Tx, gone: str, stays: str) -> None:
    """Let one customer have what another has: of each thing what was set last counts."""
    for row in tx.execute(select(contexts).where(contexts.c.customer_id == gone)).all():
        fresh = {"value": row.value, "at": row.at}
        tx.execute(
            insert_into(tx, contexts)
            .values(customer_id=stays, key=row.key, **fresh)
            .on_conflict_do_update(
                index_elements=["customer_id", "key"], set_=fresh, where=contexts.c.at < row.at
            )
        )
