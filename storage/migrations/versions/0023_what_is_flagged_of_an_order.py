"""What a seller says with an order's news is flagged as an answer is, and is found by the order."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("flags", sa.Column("order_id", sa.String(80), nullable=False, server_default=""))
    op.create_index(op.f("ix_flags_order_id"), "flags", ["order_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_flags_order_id"), "flags")
    op.drop_column("flags", "order_id")
