"""The record of what was done at the desk: only ever added to; also the feed that live pages follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from storage.database import Database, stamp
from storage.tables import audit_log


@dataclass(frozen=True)
class Entry:
    """One thing that somebody did."""

    id: int
    at: str
    actor: str
    action: str
    conversation: str
    subject: str
    data: Mapping[str, Any]


def record(
    tx: Connection,
    now: datetime,
    actor: str,
    action: str,
    *,
    conversation: str = "",
    subject: str = "",
    **data: Any,
) -> None:
    """Write down what is done, within the transaction that does it."""
    tx.execute(
        audit_log.insert().values(
            at=stamp(now),
            actor=actor,
            action=action,
            conversation_id=conversation,
            subject=subject[:80],
            data=data,
        )
    )


class Audit:
    """Adds to the record, and reads it."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def write(self, now: datetime, actor: str, action: str, *, subject: str = "", **data: Any) -> None:
        """What was done outside of any other transaction."""
        with self.db.write() as tx:
            record(tx, now, actor, action, subject=subject, **data)

    def newest(self, limit: int = 100, before: int = 0, conversation: str = "") -> list[Entry]:
        """The last entries, newest first."""
        query = select(audit_log).order_by(audit_log.c.id.desc()).limit(limit)
        if before:
            query = query.where(audit_log.c.id < before)
        if conversation:
            query = query.where(audit_log.c.conversation_id == conversation)
        with self.db.read() as tx:
            rows = tx.execute(query).all()
        return [
            Entry(row.id, row.at, row.actor, row.action, row.conversation_id, row.subject, row.data)
            for row in rows
        ]
