"""What a customer said with a wish for a price goes to the seller with it."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("quotes", sa.Column("terms", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("quotes", "terms")
