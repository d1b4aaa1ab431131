"""A customer's GSTIN is kept, and stands on their invoices."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("customers", sa.Column("gstin", sa.String(length=15), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("customers", "gstin")
