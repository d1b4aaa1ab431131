"""What a person did for a customer, as the audit log has it."""

from sqlalchemy import select

from desk.acts import Act
from storage.database import Tx
from storage.tables import audit_log


def acts_since(tx: Tx, conversation: str, since: str) -> list[Act]:
    """Read what was done for the customer in this conversation, from then on."""
    rows = tx.execute(
        select(audit_log.c.action, audit_log.c.subject, audit_log.c.data)
        .where(
            audit_log.c.conversation_id == conversation,
            audit_log.c.action.in_(("cart", "card", "order")),
            audit_log.c.at >= since,
        )
        .order_by(audit_log.c.id)
    )
    return [Act(row.action, row.subject, dict(row.data)) for row in rows]
