"""What was flagged of one message stands in one row: whoever looks at it settles it once."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

flags = sa.table(
    "flags",
    *(sa.column(name) for name in ("id", "kind", "question_id", "seller_id", "text", "at", "outcome")),
)


def upgrade() -> None:
    with op.batch_alter_table("flags") as table:
        table.alter_column("kind", type_=sa.String(60), existing_type=sa.String(20), existing_nullable=False)
    tx = op.get_bind()
    first: dict[tuple[object, ...], tuple[int, str]] = {}
    for row in tx.execute(sa.select(flags).where(flags.c.outcome == "").order_by(flags.c.id)).all():
        message = (row.question_id, row.seller_id, row.text, row.at)
        if message not in first:
            first[message] = (row.id, row.kind)
            continue
        kept, kinds = first[message]
        first[message] = (kept, f"{kinds},{row.kind}")
        tx.execute(sa.update(flags).where(flags.c.id == kept).values(kind=first[message][1]))
        tx.execute(sa.delete(flags).where(flags.c.id == row.id))


def downgrade() -> None:
    with op.batch_alter_table("flags") as table:
        table.alter_column("kind", type_=sa.String(20), existing_type=sa.String(60), existing_nullable=False)
