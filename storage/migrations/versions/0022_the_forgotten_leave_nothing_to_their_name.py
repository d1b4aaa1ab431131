"""What stays of who was forgotten belongs to nobody; who has come back since is a customer again."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

NAMED = ("name", "phone", "email", "address", "postcode")
STAYS = ("payment_methods", "checkouts", "approvals", "voucher_uses", "questions", "quotes")
customers = sa.table("customers", *map(sa.column, ("id", "kind", "locale", "created_at", *NAMED)))
orders = sa.table("orders", *map(sa.column, ("id", "customer_id")))
facts = sa.table("order_facts", sa.column("order_id"), sa.column("address", sa.JSON))
conversations = sa.table("conversations", *map(sa.column, ("customer_id", "address")))


def upgrade() -> None:
    tx = op.get_bind()
    for row in tx.execute(sa.select(customers).where(customers.c.kind == "erased")).all():
        _part(tx, row)


def downgrade() -> None:
    """Whose they were is not known any more."""


def _part(tx: sa.Connection, row: sa.Row[tuple[object, ...]]) -> None:
    nobody, visitor = (mark + secrets.token_urlsafe(12) for mark in ("gone_", "v_"))
    for new, kind in ((nobody, "erased"), (visitor, "visitor")):
        values = {"id": new, "kind": kind, "created_at": row.created_at}
        tx.execute(sa.insert(customers).values(**values))
    ended = (conversations.c.customer_id == row.id) & conversations.c.address.like("erased-%")
    tx.execute(sa.update(conversations).where(ended).values(customer_id=visitor))
    theirs = sa.select(orders.c.id, facts.c.address).outerjoin(facts, facts.c.order_id == orders.c.id)
    for order in tx.execute(theirs.where(orders.c.customer_id == row.id)).all():
        if not order.address:  # one that was ordered since says where it goes
            tx.execute(sa.update(orders).where(orders.c.id == order.id).values(customer_id=nobody))
    writes = sa.select(conversations.c.address).where(conversations.c.customer_id == row.id)
    if any(row._mapping[name] for name in NAMED) or tx.execute(writes).first():
        tx.execute(sa.update(customers).where(customers.c.id == row.id).values(kind="customer"))
        return
    for name in STAYS:
        table = sa.table(name, sa.column("customer_id"))
        tx.execute(sa.update(table).where(table.c.customer_id == row.id).values(customer_id=nobody))
