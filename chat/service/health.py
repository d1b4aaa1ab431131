"""How each channel does: when it was heard and said something last, what waits, what failed of late."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, func, select, union

from chat.tables import messages
from storage.database import Database, stamp

OF_LATE = timedelta(days=1)


def health(db: Database, set_up: Collection[str], now: datetime) -> list[dict[str, Any]]:
    """One row a channel; one look at the messages of the last day."""
    since = stamp(now - OF_LATE)
    out = messages.c.direction == "out"
    # Each by its own index; asked for with an "or", SQLite reads every message.
    looked_at = union(
        select(messages.c.id).where(messages.c.created_at >= since),
        select(messages.c.id).where(messages.c.status == "pending"),
    )
    with db.read() as tx:
        rows = {
            row.channel: row
            for row in tx.execute(
                select(
                    messages.c.channel,
                    func.max(case((messages.c.direction == "in", messages.c.created_at))).label("heard"),
                    func.max(case((out & (messages.c.status != "pending"), messages.c.created_at))).label(
                        "said"
                    ),
                    func.sum(case((out & (messages.c.status == "failed"), 1), else_=0)).label("failed"),
                    func.sum(case((out & (messages.c.status == "pending"), 1), else_=0)).label("pending"),
                    func.count().label("messages"),
                )
                .where(messages.c.id.in_(looked_at))
                .group_by(messages.c.channel)
            )
        }
    found = []
    for channel in ("web", "telegram", "whatsapp"):
        row = rows.get(channel)
        failed, waits = (int(row.failed), int(row.pending)) if row else (0, 0)
        state = "off" if channel not in set_up else "failing" if failed else "slow" if waits > 20 else "good"
        found.append(
            {
                "channel": channel,
                "state": state,
                "heard": (row.heard if row else "") or "",
                "said": (row.said if row else "") or "",
                "failed": failed,
                "pending": waits,
                "messages": row.messages if row else 0,
            }
        )
    return found
