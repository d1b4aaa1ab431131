"""SQL that finds and removes chats in which nobody ever wrote."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Table, delete, or_, select

from chat.tables import conversations
from intake.all_tables import schema
from people.tables import customers
from storage.database import stamp


@dataclass(frozen=True)
class Chat:
    """A chat by its last use."""

    id: str
    last_at: str
    customer: str
    channel: str


def next_chats(tx: Connection, seen_at: str, seen: str, before: datetime, most: int) -> list[Chat]:
    """Find the chats last used after this one and before this time, the longest unused first."""
    here, at = conversations.c.id, conversations.c.last_at
    rows = tx.execute(
        select(here, at, conversations.c.customer_id, conversations.c.channel)
        .where(at >= seen_at, at < stamp(before), or_(at > seen_at, here > seen))
        .order_by(at, here)
        .limit(most)
    ).all()
    return [Chat(row.id, row.last_at, row.customer_id, row.channel) for row in rows]


def remove_unused_chats(tx: Connection, chats: Iterable[str]) -> list[str]:
    """Remove those of these chats that nothing belongs to; which they were."""
    empty = _unused(tx, conversations, chats)
    tx.execute(delete(conversations).where(conversations.c.id.in_(empty)))
    return empty


def remove_unused_customers(tx: Connection, people: Iterable[str]) -> None:
    """Remove those of these customers whom nothing belongs to."""
    tx.execute(delete(customers).where(customers.c.id.in_(_unused(tx, customers, people))))


def _unused(tx: Connection, owner: Table, ids: Iterable[str]) -> list[str]:
    """Those of these that no row of another table belongs to."""
    left = list(dict.fromkeys(ids))
    for table in schema.sorted_tables:
        for column in table.c:
            if left and any(key.column is owner.c.id for key in column.foreign_keys):
                named = set(tx.execute(select(column).where(column.in_(left))).scalars())
                left = [one for one in left if one not in named]
    return left
