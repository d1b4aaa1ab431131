"""Chats in which nobody ever wrote: opened with a page, and not worth a row for ever."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Table, delete, or_, select

from chat.tables import conversations
from intake.all_tables import schema
from people.tables import customers
from storage.database import Database, stamp
from storage.facts import Facts

SWEPT = "empty_chats.swept"  # the last one that was looked at: its time, its id
AT_ONCE = 200


def sweep_empty_chats(db: Database, before: datetime) -> int:
    """Remove web chats unused since `before` in which nothing was said, a few at a time; how many went.

    Each chat is looked at once after its last use, however many there are.
    """
    facts, gone = Facts(db), 0
    seen_at, seen = facts.get(SWEPT) or ("", "")
    while True:
        with db.write() as tx:
            here, at = conversations.c.id, conversations.c.last_at
            some = tx.execute(
                select(here, at, conversations.c.customer_id, conversations.c.channel)
                .where(at >= seen_at, at < stamp(before), or_(at > seen_at, here > seen))
                .order_by(at, here)
                .limit(AT_ONCE)
            ).all()
            if not some:
                return gone
            web = {row.id: row.customer_id for row in some if row.channel == "web"}
            empty = _unused(tx, conversations, web)
            tx.execute(delete(conversations).where(here.in_(empty)))
            visitors = [web[chat] for chat in empty if web[chat].startswith("v_")]
            tx.execute(delete(customers).where(customers.c.id.in_(_unused(tx, customers, visitors))))
        gone += len(empty)
        seen_at, seen = some[-1].last_at, some[-1].id
        facts.put(SWEPT, [seen_at, seen])


def _unused(tx: Connection, owner: Table, ids: Iterable[str]) -> list[str]:
    """Those of these that no row of another table belongs to."""
    left = list(dict.fromkeys(ids))
    for table in schema.sorted_tables:
        for column in table.c:
            if left and any(key.column is owner.c.id for key in column.foreign_keys):
                named = set(tx.execute(select(column).where(column.in_(left))).scalars())
                left = [one for one in left if one not in named]
    return left
