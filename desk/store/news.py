"""What came since a look before: messages, and what is in the audit log."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select

from chat.tables import conversations, messages
from desk.views import News
from storage.database import Tx
from storage.tables import audit_log

MOST = 1000


def newest(tx: Tx) -> tuple[int, int]:
    """Read the numbers of the newest message and entry."""
    message = tx.execute(select(func.max(messages.c.id))).scalar() or 0
    return message, tx.execute(select(func.max(audit_log.c.id))).scalar() or 0


def news(tx: Tx, after_message: int, after_entry: int) -> tuple[int, int, Sequence[News]]:
    """Read what came after these numbers, and the newest numbers."""
    said = tx.execute(
        select(messages.c.id, messages.c.conversation_id, messages.c.sender, conversations.c.state)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(messages.c.id > after_message)
        .order_by(messages.c.id)
        .limit(MOST)
    ).all()
    done = tx.execute(
        select(audit_log, conversations.c.state)
        .outerjoin(conversations, conversations.c.id == audit_log.c.conversation_id)
        .where(audit_log.c.id > after_entry)
        .order_by(audit_log.c.id)
        .limit(MOST)
    ).all()
    new = [News(e.conversation_id, e.action, e.state or "", actor=e.actor, to=_about(e)) for e in done]
    new += [News(m.conversation_id, "message", m.state, sender=m.sender) for m in said]
    return said[-1].id if said else after_message, done[-1].id if done else after_entry, new


def _about(entry: Row[Any]) -> str:
    """Name the staff that a page should call."""
    if entry.action == "note":
        return ",".join(entry.data.get("named") or [])
    return str(entry.subject) if entry.action in ("transfer", "offer", "claim") else ""
