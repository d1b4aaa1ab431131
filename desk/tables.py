"""The tables of the desk: who has which conversation, what staff noted, sellers' questions, the record."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from storage.tables import metadata

# One row a conversation that a person was ever needed in; made at the first such moment.
desk_files = Table(
    "desk_files",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id"), primary_key=True),
    Column("reason", String(20), nullable=False, server_default=""),
    Column("priority", Integer, nullable=False, server_default="2"),
    Column("waiting_since", String(32), nullable=False, server_default="", index=True),
    Column("asked_at", String(32), nullable=False, server_default=""),  # resolving is promised from here
    Column("claimed_at", String(32), nullable=False, server_default=""),
    Column("answered_at", String(32), nullable=False, server_default=""),  # first words of a person
    Column("resolved_at", String(32), nullable=False, server_default=""),
    Column("snoozed_until", String(32), nullable=False, server_default="", index=True),
    Column("breached", String(20), nullable=False, server_default=""),  # which promise was not kept
    Column("offered_to", String(40), nullable=False, server_default=""),  # whose turn it is, by routing
)

labels = Table(
    "labels",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id"), primary_key=True),
    Column("label", String(40), primary_key=True, index=True),
)

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("mentions", JSON, nullable=False),
    Column("after_message", Integer, nullable=False, server_default="0"),  # where it stands in the thread
    Column("at", String(32), nullable=False),
)

# Who was named in a note, until they have looked.
mentions = Table(
    "mentions",
    metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True),
    Column("note_id", ForeignKey("notes.id"), primary_key=True, index=True),
    Column("conversation_id", String(40), nullable=False),
    Column("seen_at", String(32), nullable=False, server_default=""),
)

# What agents send along; the name in the link can't be guessed.
attachments = Table(
    "attachments",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("conversation_id", String(40), nullable=False, server_default="", index=True),
    Column("name", Text, nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("staff_id", String(40), nullable=False),
    Column("at", String(32), nullable=False),
)

canned_answers = Table(
    "canned_answers",
    metadata,
    Column("shortcut", String(40), primary_key=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
)

read_marks = Table(
    "read_marks",
    metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), primary_key=True, index=True),
    Column("message_id", Integer, nullable=False),
)

presence = Table(
    "presence",
    metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True),
    Column("status", String(10), nullable=False),  # online, away, offline
    Column("seen_at", String(32), nullable=False),
    Column("room", Integer, nullable=False, server_default="6"),  # conversations at once
    Column("languages", JSON, nullable=False),
    Column("skills", JSON, nullable=False),
    Column("offered_at", String(32), nullable=False, server_default=""),  # for taking turns
)

csat = Table(
    "csat",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("staff_id", String(40), nullable=False, server_default=""),
    Column("score", Integer, nullable=True),  # 1 to 4; empty while nobody tapped
    Column("asked_at", String(32), nullable=False),
    Column("at", String(32), nullable=False, server_default=""),
)

# Only ever added to. Also the feed that live pages follow.
audit_log = Table(
    "audit_log",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False),
    Column("actor", String(40), nullable=False),  # a staff id, "customer", "bot" or "rules"
    Column("action", String(30), nullable=False),
    Column("conversation_id", String(40), nullable=False, server_default="", index=True),
    Column("subject", String(80), nullable=False, server_default=""),
    Column("data", JSON, nullable=False),
    sqlite_autoincrement=True,
)

sign_in_tries = Table(
    "sign_in_tries",
    metadata,
    Column("who", String(40), primary_key=True),  # a hash of whose tries these are
    Column("failures", Integer, nullable=False),
    Column("last_at", String(32), nullable=False, index=True),
)

# Signed out before their time; the token says when it ends by itself.
ended_sessions = Table(
    "ended_sessions",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("ends_at", String(32), nullable=False, index=True),
)

second_factors = Table(
    "second_factors",
    metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True),
    Column("secret", String(200), nullable=False),  # sealed: storage/sealed.py
    Column("confirmed", Boolean, nullable=False, server_default=text("false")),
    Column("last_used", Integer, nullable=False, server_default="0"),  # a code is good once
)

WAITS = ("open", "escalated")  # states of a question that nobody has answered

questions = Table(
    "questions",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("customer_id", ForeignKey("customers.id"), nullable=False, index=True),
    Column("sku", ForeignKey("products.sku"), nullable=True, index=True),
    Column("seller_id", ForeignKey("sellers.id"), nullable=True),  # nobody: the shop itself
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
    Column("conversation_id", ForeignKey("conversations.id"), primary_key=True),
    Column("seller_id", String(80), nullable=False, index=True),
    Column("staff_id", String(40), nullable=False),
    Column("linked_at", String(32), nullable=False),
)

# What a seller was told of, so that it is told once: "question:q_1", "remind:q_1", "quote:Q1", "order:O1".
seller_notices = Table(
    "seller_notices",
    metadata,
    Column("key", String(120), primary_key=True),
    Column("seller_id", String(80), nullable=False),
    Column("at", String(32), nullable=False),
)
