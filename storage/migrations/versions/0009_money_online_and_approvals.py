"""Payments and refunds online, spending limits with their approvals, numbers of invoices."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Undo goes back several steps now; what was kept for one step is let go.
    op.execute("update carts set undo = null")
    op.create_table(
        "invoices",
        sa.Column("year", sa.String(length=9), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.String(length=80), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("year", "number", name=op.f("pk_invoices")),
        sa.UniqueConstraint("order_id", name=op.f("uq_invoices_order_id")),
    )
    op.create_table(
        "online_payments",
        sa.Column("ref", sa.String(length=120), nullable=False),
        sa.Column("provider", sa.String(length=20), nullable=False),
        sa.Column("checkout_id", sa.String(length=40), server_default="", nullable=False),
        sa.Column("order_id", sa.String(length=80), server_default="", nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("settled_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_online_payments")),
    )
    op.create_index(op.f("ix_online_payments_order_id"), "online_payments", ["order_id"], unique=False)
    op.create_table(
        "online_refunds",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("ref", sa.String(length=120), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_at", sa.String(length=32), nullable=False),
        sa.Column("provider_id", sa.String(length=120), server_default="", nullable=False),
        sa.Column("error", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_online_refunds")),
    )
    op.create_index(op.f("ix_online_refunds_provider_id"), "online_refunds", ["provider_id"], unique=False)
    op.create_index(op.f("ix_online_refunds_ref"), "online_refunds", ["ref"], unique=False)
    op.create_table(
        "spending_limits",
        sa.Column("customer_id", sa.String(length=80), nullable=False),
        sa.Column("limit", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), server_default="INR", nullable=False),
        sa.Column("approver_id", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["approver_id"], ["customers.id"], name=op.f("fk_spending_limits_approver_id")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_spending_limits_customer_id")
        ),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_spending_limits")),
    )
    op.create_table(
        "approvals",
        sa.Column("checkout_id", sa.String(length=40), nullable=False),
        sa.Column("customer_id", sa.String(length=80), nullable=False),
        sa.Column("approver_id", sa.String(length=80), nullable=False),
        sa.Column("method", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("expires_at", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["approver_id"], ["customers.id"], name=op.f("fk_approvals_approver_id")),
        sa.ForeignKeyConstraint(["checkout_id"], ["checkouts.id"], name=op.f("fk_approvals_checkout_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_approvals_customer_id")),
        sa.PrimaryKeyConstraint("checkout_id", name=op.f("pk_approvals")),
    )
    op.create_index(op.f("ix_approvals_approver_id"), "approvals", ["approver_id"], unique=False)
    op.create_index(op.f("ix_approvals_customer_id"), "approvals", ["customer_id"], unique=False)


def downgrade() -> None:
    for table in ("approvals", "spending_limits", "online_refunds", "online_payments", "invoices"):
        op.drop_table(table)
