"""The tables of what sellers are asked and told: questions, what was passed on, what was flagged."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, text

from chat.tables import conversations
from people.tables import customers
from shop.catalogue.tables import products, sellers
from storage.person import person
from storage.tables import metadata

WAITS = ("open", "escalated")  # states of a question that nobody has answered

questions = Table(
    "questions",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("conversation_id", ForeignKey(conversations.c.id), nullable=False, index=True),
    Column("customer_id", ForeignKey(customers.c.id), nullable=False, index=True),
    Column("sku", ForeignKey(products.c.sku), nullable=True, index=True),
    Column("seller_id", ForeignKey(sellers.c.id), nullable=True),  # nobody: the shop itself
    Column("kind", String(10), nullable=False, server_default="question"),  # question, wish
    Column("status", String(12), nullable=False),  # open, answered, declined, escalated
    Column("asked_at", String(32), nullable=False, index=True),
    Column("due_at", String(32), nullable=False, server_default=""),
    Column("reminded_at", String(32), nullable=False, server_default=""),
    Column("answered_at", String(32), nullable=False, server_default=""),
    Column("published", Boolean, nullable=False, server_default=text("false")),
    Index("ix_questions_seller_id_status", "seller_id", "status"),
    Index("ix_questions_seller_id_asked_at", "seller_id", "asked_at"),
    Index("ix_questions_status_due_at", "status", "due_at"),
    info=person("move", "customer_id"),
)

# Word for word what each side said; `shown` is what the other side was shown.
relayed = Table(
    "relayed",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("question_id", ForeignKey("questions.id"), nullable=False, index=True),
    Column("sender", String(10), nullable=False),  # customer, seller, agent
    Column("text", Text, nullable=False),
    Column("shown", Text, nullable=False),
    Column("at", String(32), nullable=False),
    info=person("blank", "question_id", blank={"text": "", "shown": ""}),
)

flags = Table(
    "flags",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(60), nullable=False),  # with commas: contact, link, abuse, off_platform
    Column("question_id", ForeignKey("questions.id"), nullable=True, index=True),
    Column("order_id", String(80), nullable=False, server_default="", index=True),  # said with its news
    Column("quote_id", String(40), nullable=False, server_default="", index=True),  # why it was refused
    Column("seller_id", String(80), nullable=False, server_default=""),
    Column("text", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("settled_by", String(40), nullable=False, server_default=""),
    Column("outcome", String(20), nullable=False, server_default=""),  # fine, warned, blocked
    Index("ix_flags_outcome", "outcome", "id"),
    Index("ix_flags_seller_id", "seller_id", "outcome"),
    info=person("blank", "question_id", "quote_id", "order_id", blank={"text": ""}),
)

# A code that makes a chat the seller's own channel; good once.
seller_codes = Table(
    "seller_codes",
    metadata,
    Column("code", String(40), primary_key=True),
    Column("seller_id", String(80), nullable=False),
    Column("staff_id", String(40), nullable=False),
    Column("expires_at", String(32), nullable=False),
)

seller_channels = Table(
    "seller_channels",
    metadata,
    Column("conversation_id", ForeignKey(conversations.c.id), primary_key=True),
    Column("seller_id", String(80), nullable=False, index=True),
    Column("staff_id", String(40), nullable=False),
    Column("linked_at", String(32), nullable=False),
    info=person("erase", "conversation_id"),
)

# What a seller was told of, so that it is told once: "question:q_1", "remind:q_1", "quote:Q1", "order:O1".
seller_notices = Table(
    "seller_notices",
    metadata,
    Column("key", String(120), primary_key=True),
    Column("seller_id", String(80), nullable=False),
    Column("at", String(32), nullable=False),
)
