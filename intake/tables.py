"""The tables of channels: who asked for silence, codes that link, and the record of who became whom."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table

from storage.tables import metadata

# What holds for one address on one channel, whoever is behind it.
standings = Table(
    "standings",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("address", String(80), primary_key=True),
    Column("opted_in_at", String(32), nullable=False, server_default=""),
    Column("stopped_at", String(32), nullable=False, server_default=""),  # wrote STOP
    Column("blocked_at", String(32), nullable=False, server_default=""),  # blocked the bot
)

link_codes = Table(
    "link_codes",
    metadata,
    Column("code_hash", String(64), primary_key=True),  # the code itself is never stored
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("made_at", String(32), nullable=False),
    Column("expires_at", String(32), nullable=False),
    Column("used_at", String(32), nullable=False, server_default=""),
)

# Codes that prove whose an order is. Each is good in the one chat that asked, so six digits are enough.
order_codes = Table(
    "order_codes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("order_id", String(80), nullable=False),
    Column("owner", String(80), nullable=False, index=True),  # empty: what was said does not fit the order
    Column("code_hash", String(64), nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("made_at", String(32), nullable=False),
    Column("expires_at", String(32), nullable=False),
    Column("used_at", String(32), nullable=False, server_default=""),
)

identity_changes = Table(
    "identity_changes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False),
    Column("what", String(10), nullable=False),  # "merge" | "unlink"
    Column("from_customer", String(80), nullable=False, index=True),
    Column("to_customer", String(80), nullable=False, index=True),
    Column("proof", String(20), nullable=False),  # "code" | "phone" | "storefront" | "asked" | "staff"
    Column("moved", JSON, nullable=False),  # what went along, so that it can come back
    Column("undone_at", String(32), nullable=False, server_default=""),
)
