"""The tables of proofs: codes that link channels and prove orders, and whose a conversation became."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table

from chat.tables import conversations
from storage.person import person
from storage.tables import metadata

link_codes = Table(
    "link_codes",
    metadata,
    Column("code_hash", String(64), primary_key=True),  # the code itself is never stored
    Column("conversation_id", ForeignKey(conversations.c.id), nullable=False, index=True),
    Column("made_at", String(32), nullable=False),
    Column("expires_at", String(32), nullable=False),
    Column("used_at", String(32), nullable=False, server_default=""),
    info=person("erase", "conversation_id"),
)

# Codes that prove whose an order is. Each is good in the one chat that asked, so six digits are enough.
order_codes = Table(
    "order_codes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation_id", ForeignKey(conversations.c.id), nullable=False, index=True),
    Column("order_id", String(80), nullable=False),
    Column("owner", String(80), nullable=False, index=True),  # empty: what was said does not fit the order
    Column("code_hash", String(64), nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("made_at", String(32), nullable=False),
    Column("expires_at", String(32), nullable=False),
    Column("used_at", String(32), nullable=False, server_default=""),
    info=person("erase", "owner"),
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
    info=person("blank", "from_customer", "to_customer", blank={"moved": {}}),
)
