"""The tables of the catalogue: products, their sellers and tier prices, questions with answers."""

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Integer, String, Table, Text, text

from storage.person import person
from storage.tables import metadata

sellers = Table(
    "sellers",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("name", Text, nullable=False),
    Column("city", Text, nullable=False, server_default=""),
    Column("rating", Float, nullable=True),
    Column("dispatch_days", Integer, nullable=False, server_default="1"),
)

products = Table(
    "products",
    metadata,
    Column("sku", String(80), primary_key=True),
    Column("title", Text, nullable=False),
    Column("brand", Text, nullable=False, server_default="", index=True),
    Column("category", Text, nullable=False, server_default="", index=True),
    Column("subcategory", Text, nullable=False, server_default=""),
    Column("description", Text, nullable=False, server_default=""),
    Column("pack", Text, nullable=False, server_default=""),
    Column("currency", String(3), nullable=False),
    Column("price", Integer, nullable=False),
    Column("mrp", Integer, nullable=True),
    Column("seller_id", ForeignKey("sellers.id"), nullable=True, index=True),
    Column("moq", Integer, nullable=False, server_default="1"),
    Column("multiple", Integer, nullable=False, server_default="1"),
    Column("attributes", JSON, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("image", Text, nullable=False, server_default=""),
    Column("rating", Float, nullable=True),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    # Rises with every change of any product: "what changed since N" keeps the index true.
    Column("version", Integer, nullable=False, index=True),
)

price_tiers = Table(
    "price_tiers",
    metadata,
    Column("sku", ForeignKey("products.sku", ondelete="CASCADE"), primary_key=True),
    Column("from_quantity", Integer, primary_key=True),
    Column("unit_price", Integer, nullable=False),
)

faqs = Table(
    "faqs",
    metadata,
    Column("question", String(300), primary_key=True),
    Column("answer", Text, nullable=False),
    # The buyer's question that it answers, which goes when that buyer is forgotten; "": the shop wrote it.
    Column("question_id", String(40), nullable=False, server_default="", index=True),
    Column("tags", JSON, nullable=False),
    Column("version", Integer, nullable=False, server_default="0"),
    info=person("erase", "question_id"),
)
