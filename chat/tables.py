"""The tables of the conversation: its messages, what a tap means, what lies open, what was agreed to."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, text

from people.tables import customers
from storage.person import person
from storage.tables import ABOUT, metadata

LEASED = text("lease_owner != ''")  # as text: a partial index serves only what says the same as it does

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("customer_id", ForeignKey(customers.c.id), nullable=False, index=True),
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
    info=person("blank", "customer_id", blank={"page": ""}),
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
    info=person("blank"),  # those that wait are not answered, and where the chat goes on some stay
)

taps = Table(
    "taps",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("message_id", ForeignKey("messages.id"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("command", JSON, nullable=False),
    info=person("erase", "conversation_id"),
)

# What lasts of what was spoken of: last shown products, the running search, the open question.
contexts = Table(
    "contexts",
    metadata,
    Column("customer_id", ForeignKey(customers.c.id), primary_key=True),
    Column("key", String(40), primary_key=True),
    Column("value", JSON, nullable=False),
    Column("at", String(32), nullable=False),
    info=person("erase", "customer_id", merge="own"),
)

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
    info=person("keep", "conversation_id"),
)

# How customers say that it was with a person: asked at the desk, counted with the shop's figures.
csat = Table(
    "csat",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("staff_id", String(40), nullable=False, server_default=""),
    Column("score", Integer, nullable=True),  # 1 to 4; empty while nobody tapped
    Column("asked_at", String(32), nullable=False),
    Column("at", String(32), nullable=False, server_default=""),
    info=person("keep", "conversation_id"),
)

# What holds for one address on one channel, whoever is behind it.
consents = Table(
    "standings",  # as the schema has named it since before it was called a consent
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("address", String(80), primary_key=True),
    Column("opted_in_at", String(32), nullable=False, server_default=""),
    Column("stopped_at", String(32), nullable=False, server_default=""),  # wrote STOP
    Column("blocked_at", String(32), nullable=False, server_default=""),  # blocked the bot
    info=person("erase"),  # by channel and address
)
