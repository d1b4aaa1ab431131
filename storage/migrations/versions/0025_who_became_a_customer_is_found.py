"""The visitors that were found to be a customer are found by an index when the customer is forgotten."""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE INDEX ix_customers_merged_into ON customers (merged_into) WHERE merged_into != ''")


def downgrade() -> None:
    op.drop_index("ix_customers_merged_into", "customers")
