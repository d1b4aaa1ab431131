"""Sealed secrets of second factors are longer; the gateway, which has the key, seals the old ones."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("second_factors") as factors:
        factors.alter_column("secret", existing_type=sa.String(64), type_=sa.String(200))


def downgrade() -> None:
    with op.batch_alter_table("second_factors") as factors:
        factors.alter_column("secret", existing_type=sa.String(200), type_=sa.String(64))
