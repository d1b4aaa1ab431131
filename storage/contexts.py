"""What was last shown or spoken of, for each customer, on whatever channel."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from storage.database import Database, stamp, unstamp
from storage.tables import contexts


class Contexts:
    """Small JSON values by customer and key, each with the time it was set."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def get(self, customer: str, key: str, *, within: timedelta, now: datetime) -> Any | None:
        """The value, unless it is older than `within`."""
        with self.db.read() as tx:
            row = tx.execute(
                select(contexts.c.value, contexts.c.at).where(
                    contexts.c.customer_id == customer, contexts.c.key == key
                )
            ).first()
        if row is None or unstamp(row.at) < now - within:
            return None
        return row.value

    def since(self, customer: str, key: str) -> datetime | None:
        """When the value was set."""
        at = contexts.c.at
        with self.db.read() as tx:
            row = tx.execute(
                select(at).where(contexts.c.customer_id == customer, contexts.c.key == key)
            ).first()
        return unstamp(row.at) if row else None

    def put(self, customer: str, key: str, value: Any, now: datetime) -> None:
        """Set the value."""
        fresh = {"value": value, "at": stamp(now)}
        with self.db.write() as tx:
            tx.execute(
                self.db.insert(contexts)
                .values(customer_id=customer, key=key, **fresh)
                .on_conflict_do_update(index_elements=["customer_id", "key"], set_=fresh)
            )

    def drop(self, customer: str, key: str) -> None:
        """Forget the value."""
        with self.db.write() as tx:
            tx.execute(delete(contexts).where(contexts.c.customer_id == customer, contexts.c.key == key))
