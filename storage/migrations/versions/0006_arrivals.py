"""When each product was first seen on the shelf."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "product_arrivals",
        sa.Column("sku", sa.String(length=80), nullable=False),
        sa.Column("at", sa.String(length=32), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("sku", name=op.f("pk_product_arrivals")),
    )
    op.create_index(op.f("ix_product_arrivals_at"), "product_arrivals", ["at"])


def downgrade() -> None:
    op.drop_table("product_arrivals")
