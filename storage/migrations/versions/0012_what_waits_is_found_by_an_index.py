"""What waits, what is held and what belongs to a customer is found by an index, however much there is."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_messages_status": ("messages", ["status", "conversation_id", "id"]),
    "ix_conversations_state": ("conversations", ["state", "agent_id"]),
    "ix_search_events_at": ("search_events", ["at", "ref"]),
    "ix_voucher_uses_code_customer_id": ("voucher_uses", ["code", "customer_id"]),
    "ix_voucher_uses_customer_id": ("voucher_uses", ["customer_id"]),
    "ix_vouchers_customer_id": ("vouchers", ["customer_id"]),
    "ix_reviews_customer_id": ("reviews", ["customer_id"]),
    "ix_approvals_state_expires_at": ("approvals", ["state", "expires_at"]),
    "ix_desk_files_snoozed_until": ("desk_files", ["snoozed_until"]),
    "ix_questions_status_due_at": ("questions", ["status", "due_at"]),
    "ix_quotes_state_at": ("quotes", ["state", "at"]),
}


def upgrade() -> None:
    op.drop_index("ix_messages_open", "messages")
    op.drop_index("ix_voucher_uses_code", "voucher_uses")
    for name, (table, columns) in INDEXES.items():
        op.create_index(name, table, columns)
    held = "lease_owner != ''"
    op.execute(f"CREATE INDEX ix_conversations_leased ON conversations (lease_owner) WHERE {held}")


def downgrade() -> None:
    op.drop_index("ix_conversations_leased", "conversations")
    for name, (table, _columns) in INDEXES.items():
        op.drop_index(name, table)
    op.create_index("ix_voucher_uses_code", "voucher_uses", ["code"])
    waiting = "status IN ('new', 'pending')"
    op.execute(f"CREATE INDEX ix_messages_open ON messages (status, conversation_id, id) WHERE {waiting}")
