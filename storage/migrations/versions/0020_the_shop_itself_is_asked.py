"""A question about goods that no seller is named for is the shop's own."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _may_be_nobody(True)


def downgrade() -> None:
    op.execute("DELETE FROM flags WHERE question_id IN (SELECT id FROM questions WHERE seller_id IS NULL)")
    op.execute("DELETE FROM relayed WHERE question_id IN (SELECT id FROM questions WHERE seller_id IS NULL)")
    op.execute("DELETE FROM questions WHERE seller_id IS NULL")
    _may_be_nobody(False)


def _may_be_nobody(nullable: bool) -> None:
    """SQLite makes the table anew: all of it or nothing, while what refers to it looks away."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    if sqlite:
        op.execute("PRAGMA foreign_keys = OFF")
        op.execute("BEGIN IMMEDIATE")
    with op.batch_alter_table("questions") as table:
        table.alter_column("seller_id", existing_type=sa.String(80), nullable=nullable)
    if sqlite:
        op.execute("COMMIT")
        op.execute("PRAGMA foreign_keys = ON")
