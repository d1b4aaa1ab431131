"""The tables of the cart: its lines, saved lists, vouchers, prices agreed with sellers."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text

from people.tables import customers
from storage.person import person
from storage.tables import metadata

carts = Table(
    "carts",
    metadata,
    Column("customer_id", ForeignKey(customers.c.id), primary_key=True),
    Column("voucher", String(40), nullable=False, server_default=""),
    Column("undo", JSON, nullable=True),  # the lines before each of the last changes, the newest last
    Column("version", Integer, nullable=False, server_default="0"),  # rises with every change
    Column("updated_at", String(32), nullable=False),
    info=person("erase", "customer_id", merge="own"),
)

cart_lines = Table(
    "cart_lines",
    metadata,
    Column("customer_id", ForeignKey(customers.c.id), primary_key=True),
    Column("sku", String(80), primary_key=True),
    Column("quantity", Integer, nullable=False),
    Column("seen_price", Integer, nullable=False),  # what was said when it was added
    Column("added_at", String(32), nullable=False),
    info=person("erase", "customer_id", merge="own"),
)

saved_lists = Table(
    "saved_lists",
    metadata,
    Column("customer_id", ForeignKey(customers.c.id), primary_key=True),
    Column("name", String(80), primary_key=True),
    Column("lines", JSON, nullable=False),
    Column("at", String(32), nullable=False),
    info=person("erase", "customer_id"),
)

vouchers = Table(
    "vouchers",
    metadata,
    Column("code", String(40), primary_key=True),
    Column("percent", Integer, nullable=False, server_default="0"),
    Column("amount", Integer, nullable=False, server_default="0"),
    Column("at_most", Integer, nullable=True),  # what a percentage may take off
    Column("least_total", Integer, nullable=False, server_default="0"),
    Column("currency", String(3), nullable=False, server_default="INR"),
    Column("starts_at", String(32), nullable=False, server_default=""),
    Column("ends_at", String(32), nullable=False, server_default=""),
    Column("uses", Integer, nullable=True),  # how often in all; null: without end
    Column("uses_each", Integer, nullable=True),
    Column("customer_id", String(80), nullable=False, server_default="", index=True),
    Column("price_group", String(40), nullable=False, server_default=""),
    info=person("move", "customer_id"),
)

voucher_uses = Table(
    "voucher_uses",
    metadata,
    Column("order_id", String(80), primary_key=True),
    Column("code", String(40), nullable=False),
    Column("customer_id", String(80), nullable=False, index=True),
    Column("at", String(32), nullable=False),
    Index("ix_voucher_uses_code_customer_id", "code", "customer_id"),
    info=person("move", "customer_id"),
)

quotes = Table(
    "quotes",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("customer_id", ForeignKey(customers.c.id), nullable=False, index=True),
    Column("conversation_id", String(40), nullable=False, server_default=""),
    Column("sku", String(80), nullable=False, index=True),
    Column("quantity", Integer, nullable=False),
    Column("list_price", Integer, nullable=False),
    Column("asked_price", Integer, nullable=True),
    Column("offered_price", Integer, nullable=True),
    Column("currency", String(3), nullable=False),
    Column("state", String(10), nullable=False),  # asked, offered, refused, accepted, declined
    Column("expires_at", String(32), nullable=False, server_default=""),
    Column("reason", Text, nullable=False, server_default=""),  # why the seller refused
    Column("terms", Text, nullable=False, server_default=""),  # what the customer said with it
    Column("at", String(32), nullable=False, index=True),
    Index("ix_quotes_state_at", "state", "at"),
    info=person("blank", "customer_id", blank={"reason": "", "terms": ""}),
)
