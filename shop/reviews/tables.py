"""The table of reviews."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from people.tables import customers
from shop.catalogue.tables import products
from storage.person import person
from storage.tables import metadata

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("sku", ForeignKey(products.c.sku, ondelete="CASCADE"), nullable=False, index=True),
    Column("customer_id", ForeignKey(customers.c.id), nullable=True, index=True),
    Column("stars", Integer, nullable=False),
    Column("text", Text, nullable=False, server_default=""),
    Column("at", String(32), nullable=False),
    info=person("blank", "customer_id", blank={"customer_id": None}),
)
