"""The tables of checkouts: what is about to be ordered, and whose yes it needs."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table

from people.tables import customers
from storage.person import person
from storage.tables import metadata

checkouts = Table(
    "checkouts",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("customer_id", ForeignKey(customers.c.id), nullable=False, index=True),
    Column("key", String(160), nullable=False, unique=True),  # idempotency
    Column("state", String(10), nullable=False),  # open, paying, done, expired
    Column("total", Integer, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("quote", JSON, nullable=False),  # exactly what was shown
    Column("address", JSON, nullable=False),
    Column("delivery", String(20), nullable=False, server_default=""),
    Column("method", String(80), nullable=False, server_default=""),
    Column("conversation_id", String(40), nullable=False, server_default=""),
    Column("link", String(64), nullable=False, server_default=""),  # hash of the browser that opened it
    Column("provider_ref", String(120), nullable=False, server_default="", index=True),
    Column("order_id", String(80), nullable=False, server_default="", index=True),
    Column("expires_at", String(32), nullable=False),
    Column("created_at", String(32), nullable=False),
    Index("ix_checkouts_state_expires_at", "state", "expires_at"),
    info=person("blank", "customer_id", blank={"address": {}, "conversation_id": ""}),
)

# Over this, somebody else of the company has to agree.
spending_limits = Table(
    "spending_limits",
    metadata,
    Column("customer_id", ForeignKey(customers.c.id), primary_key=True),
    Column("limit", Integer, nullable=False),
    Column("currency", String(3), nullable=False, server_default="INR"),
    Column("approver_id", ForeignKey(customers.c.id), nullable=False, index=True),
    info=person("keep", "customer_id"),  # the shop's own terms with an account, whoever has it
)

approvals = Table(
    "approvals",
    metadata,
    Column("checkout_id", ForeignKey("checkouts.id"), primary_key=True),
    Column("customer_id", ForeignKey(customers.c.id), nullable=False, index=True),
    Column("approver_id", ForeignKey(customers.c.id), nullable=False, index=True),
    Column("method", String(80), nullable=False),  # how it is paid once it is approved; "" is not said yet
    Column("state", String(10), nullable=False),  # asked, approved, refused, expired
    Column("expires_at", String(32), nullable=False),
    Column("at", String(32), nullable=False),
    Index("ix_approvals_state_expires_at", "state", "expires_at"),
    info=person("move", "customer_id"),
)
