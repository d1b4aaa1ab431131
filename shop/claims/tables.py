"""The tables of claims."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text

from people.tables import customers
from shop.orders.tables import orders
from storage.person import person
from storage.tables import metadata

claims = Table(
    "claims",
    metadata,
    Column("id", String(40), primary_key=True),  # "CL-7K2M9P"
    Column("customer_id", ForeignKey(customers.c.id), nullable=False),
    Column("order_id", ForeignKey(orders.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("conversation_id", String(40), nullable=False, server_default=""),
    Column("seller_id", String(80), nullable=False, server_default=""),
    Column("kind", String(10), nullable=False),
    Column("items", JSON, nullable=False),  # [[sku, title, quantity], ...]
    Column("wish", String(12), nullable=False),
    Column("method", String(80), nullable=False, server_default=""),
    Column("words", Text, nullable=False, server_default=""),
    Column("photos", JSON, nullable=False),  # names of files
    Column("state", String(10), nullable=False),
    Column("at", String(32), nullable=False),
    Column("due_at", String(32), nullable=False),
    Column("how", String(12), nullable=False, server_default=""),
    Column("amount", Integer, nullable=True),
    Column("currency", String(3), nullable=False),
    Column("replacement", String(80), nullable=False, server_default=""),  # the order that brings it
    Column("reason", Text, nullable=False, server_default=""),
    Index("ix_claims_customer_id_at", "customer_id", "at"),
    Index("ix_claims_seller_id_state", "seller_id", "state", "at"),
    Index("ix_claims_state_due_at", "state", "due_at"),
    Index("ix_claims_state_at", "state", "at"),
    info=person(
        "blank", "customer_id", blank={"words": "", "photos": [], "conversation_id": "", "reason": ""}
    ),
)

claim_events = Table(
    "claim_events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("claim_id", ForeignKey("claims.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("order_id", String(80), nullable=False, index=True),  # by which they are a person's
    Column("at", String(32), nullable=False),
    Column("step", String(12), nullable=False),
    Column("by", String(80), nullable=False),  # a member of staff, "customer", or "rule"
    Column("note", Text, nullable=False, server_default=""),
    info=person("blank", "order_id", blank={"note": ""}),
)
