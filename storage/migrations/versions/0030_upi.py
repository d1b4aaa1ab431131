"""Orders paid by UPI, what came to the bank, and what has to go back by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "upi_orders",
        sa.Column("order_id", sa.String(length=80), nullable=False),
        sa.Column("ref", sa.String(length=35), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("utr", sa.String(length=12), server_default="", nullable=False),
        sa.Column("told_at", sa.String(length=32), server_default="", nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_upi_orders_order_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_upi_orders")),
        sa.UniqueConstraint("ref", name=op.f("uq_upi_orders_ref")),
    )
    op.create_index("ix_upi_orders_utr", "upi_orders", ["utr"])
    op.create_index("ix_upi_orders_state_at", "upi_orders", ["state", "at"])
    op.create_table(
        "bank_credits",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), server_default="INR", nullable=False),
        sa.Column("utr", sa.String(length=12), server_default="", nullable=False),
        sa.Column("narration", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("why", sa.String(length=40), server_default="", nullable=False),
        sa.Column("order_id", sa.String(length=80), server_default="", nullable=False),
        sa.Column("paid", sa.Integer(), server_default="0", nullable=False),
        sa.Column("banked", sa.String(length=80), server_default="", nullable=False),
        sa.Column("by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_credits")),
    )
    op.create_index("ix_bank_credits_order_id", "bank_credits", ["order_id"])
    op.create_index("ix_bank_credits_state_at", "bank_credits", ["state", "at"])
    op.create_table(
        "upi_returns",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("order_id", sa.String(length=80), server_default="", nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("utr", sa.String(length=12), server_default="", nullable=False),
        sa.Column("by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upi_returns")),
    )
    op.create_index("ix_upi_returns_order_id", "upi_returns", ["order_id"])
    op.create_index("ix_upi_returns_state_at", "upi_returns", ["state", "at"])


def downgrade() -> None:
    op.drop_table("upi_returns")
    op.drop_table("bank_credits")
    op.drop_table("upi_orders")
