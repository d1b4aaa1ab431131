"""What each channel's messages of late tell of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select, union

from chat.tables import messages
from storage.database import Tx, stamp


@dataclass(frozen=True)
class Traffic:
    """A channel's messages of late: times as they are stored, empty where there was none."""

    heard: str = ""
    said: str = ""
    failed: int = 0
    pending: int = 0
    messages: int = 0


def traffic(tx: Tx, since: datetime) -> dict[str, Traffic]:
    """Sum up the messages since a time, and what waits, by channel."""
    out = messages.c.direction == "out"
    # Each by its own index; asked for with an "or", SQLite reads every message.
    looked_at = union(
        select(messages.c.id).where(messages.c.created_at >= stamp(since)),
        select(messages.c.id).where(messages.c.status == "pending"),
    )
    rows = tx.execute(
        select(
            messages.c.channel,
            func.max(case((messages.c.direction == "in", messages.c.created_at))).label("heard"),
            func.max(case((out & (messages.c.status != "pending"), messages.c.created_at))).label("said"),
            func.sum(case((out & (messages.c.status == "failed"), 1), else_=0)).label("failed"),
            func.sum(case((out & (messages.c.status == "pending"), 1), else_=0)).label("pending"),
            func.count().label("messages"),
        )
        .where(messages.c.id.in_(looked_at))
        .group_by(messages.c.channel)
    )
    return {
        row.channel: Traffic(row.heard or "", row.said or "", int(row.failed), int(row.pending), row.messages)
        for row in rows
    }
