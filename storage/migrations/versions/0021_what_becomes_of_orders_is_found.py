"""The checkout that an order came of, a question's flags, and orders that are open: found by an index."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_checkouts_order_id", "checkouts", ["order_id"])
    op.create_index("ix_flags_question_id", "flags", ["question_id"])
    is_open = "status IN ('pending', 'changed', 'packed', 'shipped')"
    op.execute(f'CREATE INDEX ix_orders_open ON orders ("at") WHERE {is_open}')


def downgrade() -> None:
    op.drop_index("ix_orders_open", "orders")
    op.drop_index("ix_flags_question_id", "flags")
    op.drop_index("ix_checkouts_order_id", "checkouts")
