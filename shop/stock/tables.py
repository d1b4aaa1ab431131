"""The tables of stock: how much there is, and what checkouts hold of it."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from shop.catalogue.tables import products
from shop.checkout.tables import checkouts
from storage.person import person
from storage.tables import metadata

stock = Table(
    "stock",
    metadata,
    Column("sku", ForeignKey(products.c.sku, ondelete="CASCADE"), primary_key=True),
    Column("warehouse", String(40), primary_key=True),
    Column("quantity", Integer, nullable=False),
)

# What was taken from the shelf for a checkout (held) and then for its order (taken).
allocations = Table(
    "allocations",
    metadata,
    Column("checkout_id", ForeignKey(checkouts.c.id), primary_key=True),
    Column("sku", String(80), primary_key=True),
    Column("warehouse", String(40), primary_key=True),
    Column("quantity", Integer, nullable=False),
    Column("state", String(10), nullable=False),  # held, taken, returned
    info=person("keep"),
)
