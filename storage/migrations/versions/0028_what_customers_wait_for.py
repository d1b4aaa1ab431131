"""What customers asked to be told of: goods that are back, a price, news of a brand."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("customer_id", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("sku", sa.String(length=80), server_default="", nullable=False),
        sa.Column("brand", sa.Text(), server_default="", nullable=False),
        sa.Column("price", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(length=3), server_default="", nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("told_at", sa.String(length=32), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_alerts_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
    )
    op.create_index("ix_alerts_customer", "alerts", ["customer_id", "state", "at"])
    op.create_index("ix_alerts_state", "alerts", ["state", "customer_id"])
    op.create_index(op.f("ix_products_brand"), "products", ["brand"])


def downgrade() -> None:
    op.drop_index(op.f("ix_products_brand"), table_name="products")
    op.drop_table("alerts")
