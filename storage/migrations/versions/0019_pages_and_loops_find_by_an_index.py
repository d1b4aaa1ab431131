"""What pages of the desk, of sellers and of admins show, and what loops look for, is found by an index."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_messages_created_at": ("messages", ["created_at"]),
    "ix_orders_at": ("orders", ["at"]),
    "ix_products_category": ("products", ["category"]),
    "ix_reminder_wishes_wanted": ("reminder_wishes", ["wanted"]),
    "ix_online_payments_state_at": ("online_payments", ["state", "at"]),
    "ix_online_refunds_state_next_at": ("online_refunds", ["state", "next_at"]),
    "ix_quotes_sku": ("quotes", ["sku"]),
    "ix_quotes_at": ("quotes", ["at"]),
    "ix_labels_label": ("labels", ["label"]),
    "ix_mentions_note_id": ("mentions", ["note_id"]),
    "ix_questions_asked_at": ("questions", ["asked_at"]),
    "ix_questions_seller_id_asked_at": ("questions", ["seller_id", "asked_at"]),
    "ix_flags_outcome": ("flags", ["outcome", "id"]),
    "ix_flags_seller_id": ("flags", ["seller_id", "outcome"]),
}


def upgrade() -> None:
    for name, (table, columns) in INDEXES.items():
        op.create_index(name, table, columns)


def downgrade() -> None:
    for name, (table, _columns) in INDEXES.items():
        op.drop_index(name, table)
