"""Codes that prove to whom an order belongs."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "order_codes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("conversation_id", sa.String(length=40), nullable=False),
        sa.Column("order_id", sa.String(length=80), nullable=False),
        sa.Column("owner", sa.String(length=80), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("expires_at", sa.String(length=32), nullable=False),
        sa.Column("used_at", sa.String(length=32), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_order_codes_conversation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_codes")),
    )
    op.create_index(op.f("ix_order_codes_conversation_id"), "order_codes", ["conversation_id"])
    op.create_index(op.f("ix_order_codes_owner"), "order_codes", ["owner"])


def downgrade() -> None:
    op.drop_table("order_codes")
