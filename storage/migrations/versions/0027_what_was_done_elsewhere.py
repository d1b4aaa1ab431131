"""What customers did in other applications is kept, and read by customer and time."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "behaviour_events",
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("customer_id", sa.String(length=80), nullable=False),
        sa.Column("application", sa.String(length=80), nullable=False),
        sa.Column("session", sa.String(length=160), server_default="", nullable=False),
        sa.Column("sku", sa.String(length=80), server_default="", nullable=False),
        sa.Column("product", sa.Text(), server_default="", nullable=False),
        sa.Column("category", sa.Text(), server_default="", nullable=False),
        sa.Column("sub_category", sa.Text(), server_default="", nullable=False),
        sa.Column("colour", sa.Text(), server_default="", nullable=False),
        sa.Column("size", sa.Text(), server_default="", nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.Column("price", sa.Integer(), nullable=True),
        sa.Column("query", sa.Text(), server_default="", nullable=False),
        sa.Column("order_id", sa.String(length=80), server_default="", nullable=False),
        sa.Column("payment_mode", sa.String(length=40), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_behaviour_events_customer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_behaviour_events")),
    )
    op.create_index("ix_behaviour_events_customer", "behaviour_events", ["customer_id", "at"])


def downgrade() -> None:
    op.drop_table("behaviour_events")
