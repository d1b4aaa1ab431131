"""Who wants to be reminded of what runs out, and how often."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from insight.tables import reminder_wishes as wishes
from storage.database import Database, stamp, unstamp


@dataclass(frozen=True)
class Wish:
    """Whether and how often a customer wants reminders; hours are of the shop's own clock."""

    customer: str
    wanted: bool = False
    days_between: int = 7
    quiet_from: int = 21
    quiet_to: int = 8
    last_at: datetime | None = None


class ReminderWishes:
    """Every method is one transaction, but put_in."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def of(self, customer: str) -> Wish:
        """What this customer said about reminders; without a word, none."""
        with self.db.read() as tx:
            row = tx.execute(select(wishes).where(wishes.c.customer_id == customer)).first()
        return _wish(row) if row else Wish(customer)

    def wanted(self) -> list[Wish]:
        """Everybody who wants reminders."""
        with self.db.read() as tx:
            return [_wish(row) for row in tx.execute(select(wishes).where(wishes.c.wanted))]

    def put(self, wish: Wish) -> None:
        with self.db.write() as tx:
            self.put_in(tx, wish)

    def put_in(self, tx: Connection, wish: Wish) -> None:
        """The same within a transaction that does more."""
        values = {
            "wanted": wish.wanted,
            "days_between": wish.days_between,
            "quiet_from": wish.quiet_from,
            "quiet_to": wish.quiet_to,
            "last_at": stamp(wish.last_at) if wish.last_at else "",
        }
        tx.execute(
            self.db.insert(wishes)
            .values(customer_id=wish.customer, **values)
            .on_conflict_do_update(index_elements=["customer_id"], set_=values)
        )


def _wish(row: Any) -> Wish:
    return Wish(
        row.customer_id,
        row.wanted,
        row.days_between,
        row.quiet_from,
        row.quiet_to,
        unstamp(row.last_at) if row.last_at else None,
    )
