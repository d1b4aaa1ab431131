"""The tables of orders: what was bought, what is known of it, what happened to it, its invoices."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text, text

from people.tables import customers
from storage.person import person
from storage.tables import metadata

OPEN = "status IN ('pending', 'changed', 'packed', 'shipped')"

orders = Table(
    "orders",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("customer_id", ForeignKey(customers.c.id), nullable=False),
    Column("at", String(32), nullable=False, index=True),
    Column("status", String(20), nullable=False),
    Column("currency", String(3), nullable=False),
    Index("ix_orders_customer_id_at", "customer_id", "at"),
    # For PostgreSQL, which looks for what sellers have open; SQLite begins with the seller's own lines.
    Index("ix_orders_open", "at", postgresql_where=text(OPEN), sqlite_where=text(OPEN)),
    info=person("move", "customer_id"),
)

order_lines = Table(
    "order_lines",
    metadata,
    Column("order_id", ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("sku", String(80), nullable=False, index=True),
    Column("title", Text, nullable=False, server_default=""),
    Column("quantity", Integer, nullable=False),
    Column("unit_price", Integer, nullable=False),
    info=person("keep", "order_id"),
)

order_facts = Table(
    "order_facts",
    metadata,
    Column("order_id", ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True),
    Column("charges", Integer, nullable=False, server_default="0"),
    Column("address", JSON, nullable=False),
    Column("shipments", JSON, nullable=False),
    Column("quote", JSON, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("request", JSON, nullable=True),
    Column("checkout_id", String(40), nullable=False, server_default=""),
    Column("conversation_id", String(40), nullable=False, server_default=""),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("note", Text, nullable=False, server_default=""),  # the customer's own, for who brings it
    info=person("blank", "order_id", blank={"address": {}, "reason": "", "note": ""}),
)

order_events = Table(
    "order_events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("order_id", ForeignKey("orders.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", String(32), nullable=False),
    Column("step", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("told", Integer, nullable=False, server_default=text("0")),  # the customer knows
    info=person("blank", "order_id", blank={"note": ""}),
)

invoices = Table(
    "invoices",
    metadata,
    Column("year", String(9), primary_key=True),  # "2026-27": numbers start anew in April
    Column("number", Integer, primary_key=True),
    Column("order_id", String(80), nullable=False, unique=True),
    Column("at", String(32), nullable=False),
    Column(
        "paper", JSON(none_as_null=True), nullable=True
    ),  # the parties and lines as issued; money that moved later is added
    info=person("keep", "order_id"),  # the law asks for them as issued
)
