"""Recommendations: what was shown and what came of it, and who wants reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recommendation_events",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("customer_id", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("sku", sa.String(length=80), nullable=False),
        sa.Column("ref", sa.String(length=160), nullable=False),
        sa.Column("place", sa.String(length=20), server_default="", nullable=False),
        sa.Column("experiment", sa.String(length=40), server_default="", nullable=False),
        sa.Column("arm", sa.String(length=20), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=20), server_default="", nullable=False),
        sa.Column("quantity", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_events")),
        sa.UniqueConstraint("kind", "ref", "sku", name=op.f("uq_recommendation_events_kind_ref_sku")),
    )
    op.create_index(
        "ix_recommendation_events_customer", "recommendation_events", ["customer_id", "kind", "at"]
    )
    op.create_index(
        "ix_recommendation_events_experiment", "recommendation_events", ["experiment", "kind", "at"]
    )
    op.create_table(
        "reminder_wishes",
        sa.Column("customer_id", sa.String(length=80), nullable=False),
        sa.Column("wanted", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("days_between", sa.Integer(), server_default="7", nullable=False),
        sa.Column("quiet_from", sa.Integer(), server_default="21", nullable=False),
        sa.Column("quiet_to", sa.Integer(), server_default="8", nullable=False),
        sa.Column("last_at", sa.String(length=32), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_reminder_wishes")),
    )


def downgrade() -> None:
    op.drop_table("reminder_wishes")
    op.drop_table("recommendation_events")
