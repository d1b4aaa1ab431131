"""What the desk needs besides: promises to resolve, mentions, files, sellers' own channels."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("desk_files") as files:
        files.add_column(sa.Column("asked_at", sa.String(length=32), server_default="", nullable=False))
    op.create_table(
        "mentions",
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.String(length=40), nullable=False),
        sa.Column("seen_at", sa.String(length=32), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_mentions_staff_id")),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_mentions_note_id")),
        sa.PrimaryKeyConstraint("staff_id", "note_id", name=op.f("pk_mentions")),
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_table(
        "seller_codes",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("seller_id", sa.String(length=80), nullable=False),
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("expires_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_seller_codes")),
    )
    op.create_table(
        "seller_channels",
        sa.Column("conversation_id", sa.String(length=40), nullable=False),
        sa.Column("seller_id", sa.String(length=80), nullable=False),
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("linked_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_seller_channels_conversation_id")
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_seller_channels")),
    )
    op.create_index("ix_seller_channels_seller_id", "seller_channels", ["seller_id"])
    op.create_table(
        "seller_notices",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("seller_id", sa.String(length=80), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_seller_notices")),
    )


def downgrade() -> None:
    for table in ("seller_notices", "seller_channels", "seller_codes", "attachments", "mentions"):
        op.drop_table(table)
    with op.batch_alter_table("desk_files") as files:
        files.drop_column("asked_at")
