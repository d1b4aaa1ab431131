"""Channels: standing of addresses, one-time codes, the record of who became whom."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "standings",
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=80), nullable=False),
        sa.Column("opted_in_at", sa.String(length=32), server_default="", nullable=False),
        sa.Column("stopped_at", sa.String(length=32), server_default="", nullable=False),
        sa.Column("blocked_at", sa.String(length=32), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("channel", "address", name=op.f("pk_standings")),
    )
    op.create_table(
        "link_codes",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("expires_at", sa.String(length=32), nullable=False),
        sa.Column("used_at", sa.String(length=32), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_link_codes_conversation_id")
        ),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_link_codes")),
    )
    op.create_index(op.f("ix_link_codes_conversation_id"), "link_codes", ["conversation_id"], unique=False)
    op.create_table(
        "identity_changes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=10), nullable=False),
        sa.Column("from_customer", sa.String(length=80), nullable=False),
        sa.Column("to_customer", sa.String(length=80), nullable=False),
        sa.Column("proof", sa.String(length=20), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.String(length=32), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_changes")),
    )
    for column in ("from_customer", "to_customer"):
        op.create_index(op.f(f"ix_identity_changes_{column}"), "identity_changes", [column], unique=False)


def downgrade() -> None:
    op.drop_table("identity_changes")
    op.drop_table("link_codes")
    op.drop_table("standings")
