"""The table of alerts."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text

from people.tables import customers
from storage.person import person
from storage.tables import metadata

alerts = Table(
    "alerts",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("customer_id", ForeignKey(customers.c.id), nullable=False),
    Column("kind", String(8), nullable=False),  # back, price, brand
    Column("sku", String(80), nullable=False, server_default=""),
    Column("brand", Text, nullable=False, server_default=""),
    Column("price", Integer, nullable=True),  # minor units of the product's currency
    Column("currency", String(3), nullable=False, server_default=""),
    Column("state", String(8), nullable=False),  # on, paused, told
    Column("seen", JSON, nullable=False),
    Column("at", String(32), nullable=False),
    Column("told_at", String(32), nullable=False, server_default=""),
    Index("ix_alerts_customer", "customer_id", "state", "at"),
    Index("ix_alerts_state", "state", "customer_id"),
    info=person("erase", "customer_id"),
)
