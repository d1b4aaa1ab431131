"""What an agent sent belongs to a conversation, so that it goes when the customer is forgotten; invoices keep
what they said when they were issued."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("attachments") as attachments:
        attachments.add_column(sa.Column("conversation_id", sa.String(40), server_default="", nullable=False))
        attachments.create_index(op.f("ix_attachments_conversation_id"), ["conversation_id"])
    with op.batch_alter_table("invoices") as invoices:
        invoices.add_column(sa.Column("paper", sa.JSON(none_as_null=True), nullable=True))
    _say_where_files_were_sent()


def _say_where_files_were_sent() -> None:
    """Until now only the link in the message told it."""
    tx = op.get_bind()
    said = sa.table(
        "messages", sa.column("conversation_id"), sa.column("sender"), sa.column("payload", sa.JSON)
    )
    files = sa.table("attachments", sa.column("id"), sa.column("conversation_id"))
    known = set(tx.execute(sa.select(files.c.id)).scalars())
    if not known:
        return
    links = tx.execute(
        sa.select(said.c.conversation_id, said.c.payload).where(said.c.sender == "agent")
    ).all()
    for conversation, payload in links:
        _, _, rest = str((payload or {}).get("url", "")).partition("/files/")
        file = rest.partition("/")[0]
        if file in known:
            tx.execute(sa.update(files).where(files.c.id == file).values(conversation_id=conversation))


def downgrade() -> None:
    with op.batch_alter_table("invoices") as invoices:
        invoices.drop_column("paper")
    with op.batch_alter_table("attachments") as attachments:
        attachments.drop_index(op.f("ix_attachments_conversation_id"))
        attachments.drop_column("conversation_id")
