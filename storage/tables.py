"""The tables of the foundation: customers, conversations, messages, catalogue, orders of record.

Money is integer minor units in the currency that stands beside it. Times are ISO 8601 in UTC
with fixed width, as text: they sort, read well, and are the same on SQLite and PostgreSQL.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

LEASED = text("lease_owner != ''")  # as text: a partial index serves only what says the same as it does
MERGED = text("merged_into != ''")
ABOUT = text("about != ''")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

customers = Table(
    "customers",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("kind", String(10), nullable=False),  # "visitor" until known, then "customer"; "erased"
    Column("name", Text, nullable=False, server_default=""),
    Column("phone", String(32), nullable=False, server_default="", index=True),
    Column("email", Text, nullable=False, server_default=""),
    Column("telegram_id", String(32), nullable=False, server_default=""),
    Column("price_group", String(40), nullable=False, server_default=""),
    Column("address", Text, nullable=False, server_default=""),
    Column("city", Text, nullable=False, server_default=""),
    Column("postcode", String(16), nullable=False, server_default=""),
    Column("locale", String(16), nullable=False, server_default=""),
    Column("merged_into", String(80), nullable=False, server_default=""),
    Column("created_at", String(32), nullable=False),
    Index("ix_customers_merged_into", "merged_into", sqlite_where=MERGED, postgresql_where=MERGED),
)

identities = Table(
    "identities",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("address", String(80), primary_key=True),
    Column("customer_id", ForeignKey("customers.id"), nullable=False, index=True),
    Column("verified_by", String(20), nullable=False, server_default=""),
    Column("created_at", String(32), nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("customer_id", ForeignKey("customers.id"), nullable=False, index=True),
    Column("channel", String(20), nullable=False),
    Column("address", String(80), nullable=False),
    Column("state", String(10), nullable=False),
    # The one person who has it while the state is "human".
    Column("agent_id", String(40), nullable=False, server_default="", index=True),
    Column("locale", String(16), nullable=False, server_default=""),
    Column("page", Text, nullable=False, server_default=""),
    Column("dialogue", JSON, nullable=False),
    # Who is taking its turns now. Free when empty or past; set by accept, given back by finish.
    Column("lease_owner", String(40), nullable=False, server_default=""),
    Column("lease_until", String(32), nullable=False, server_default=""),
    Column("created_at", String(32), nullable=False),
    Column("last_at", String(32), nullable=False, index=True),
    UniqueConstraint("channel", "address"),
    Index("ix_conversations_state", "state", "agent_id"),
    Index("ix_conversations_leased", "lease_owner", sqlite_where=LEASED, postgresql_where=LEASED),
)

# The inbox and the outbox are the same table: what came in waits while status is "new",
# what goes out waits while it is "pending".
messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False),
    Column("public_id", String(100), nullable=False),
    Column("direction", String(3), nullable=False),  # "in" | "out"
    Column("sender", String(10), nullable=False),  # customer, bot, agent, seller, system
    Column("kind", String(10), nullable=False),
    Column("text", Text, nullable=False),
    Column("tap", String(64), nullable=False, server_default=""),
    Column("payload", JSON, nullable=False),
    Column("answers", ForeignKey("messages.id"), nullable=True, index=True),
    # In a seller's own chat: the buyer's question that it tells of or answers.
    Column("about", String(40), nullable=False, server_default=""),
    # in: new, done. out: pending, sent, delivered, read, failed
    Column("status", String(10), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("channel_message_id", String(200), nullable=True),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_at", String(32), nullable=False, server_default=""),
    Column("error", Text, nullable=False, server_default=""),
    Column("created_at", String(32), nullable=False, index=True),
    UniqueConstraint("channel", "channel_message_id"),
    UniqueConstraint("conversation_id", "public_id"),
    Index("ix_messages_conversation_id_id", "conversation_id", "id"),
    # Of all rows: SQLite uses an index of only those that wait for no status that comes as a parameter.
    Index("ix_messages_status", "status", "conversation_id", "id"),
    Index("ix_messages_about", "about", sqlite_where=ABOUT, postgresql_where=ABOUT),
    sqlite_autoincrement=True,
)

taps = Table(
    "taps",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("message_id", ForeignKey("messages.id"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("command", JSON, nullable=False),
)

# What lasts of what was spoken of: last shown products, the running search, the open question.
contexts = Table(
    "contexts",
    metadata,
    Column("customer_id", ForeignKey("customers.id"), primary_key=True),
    Column("key", String(40), primary_key=True),
    Column("value", JSON, nullable=False),
    Column("at", String(32), nullable=False),
)

# A turn may run again after a crash. What it did is kept under its key, so it is done once.
effects = Table(
    "effects",
    metadata,
    Column("key", String(160), primary_key=True),
    Column("result", JSON, nullable=False),
    Column("at", String(32), nullable=False, index=True),
)

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
    Column("brand", Text, nullable=False, server_default=""),
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

stock = Table(
    "stock",
    metadata,
    Column("sku", ForeignKey("products.sku", ondelete="CASCADE"), primary_key=True),
    Column("warehouse", String(40), primary_key=True),
    Column("quantity", Integer, nullable=False),
)

OPEN = "status IN ('pending', 'changed', 'packed', 'shipped')"

orders = Table(
    "orders",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("customer_id", ForeignKey("customers.id"), nullable=False),
    Column("at", String(32), nullable=False, index=True),
    Column("status", String(20), nullable=False),
    Column("currency", String(3), nullable=False),
    Index("ix_orders_customer_id_at", "customer_id", "at"),
    # For PostgreSQL, which looks for what sellers have open; SQLite begins with the seller's own lines.
    Index("ix_orders_open", "at", postgresql_where=text(OPEN), sqlite_where=text(OPEN)),
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
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("sku", ForeignKey("products.sku", ondelete="CASCADE"), nullable=False, index=True),
    Column("customer_id", ForeignKey("customers.id"), nullable=True, index=True),
    Column("stars", Integer, nullable=False),
    Column("text", Text, nullable=False, server_default=""),
    Column("at", String(32), nullable=False),
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
)

staff = Table(
    "staff",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("email", String(200), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", String(10), nullable=False),  # agent, seller, admin
    Column("seller_id", ForeignKey("sellers.id"), nullable=True),
    Column("password_hash", Text, nullable=False),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    Column("sessions", String(16), nullable=False, server_default=""),  # part of every token; new: all end
    Column("created_at", String(32), nullable=False),
)

# Small facts of the installation itself: the demo was seeded, the catalogue's version.
facts = Table(
    "facts",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("value", JSON, nullable=False),
)
