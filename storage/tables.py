"""The tables of the database itself: effects done once, small facts, the audit log; one metadata for all.

Money is integer minor units in the currency that stands beside it. Times are ISO 8601 in UTC
with fixed width, as text: they sort, read well, and are the same on SQLite and PostgreSQL.
"""

from sqlalchemy import JSON, Column, Integer, MetaData, String, Table, text

from storage.person import person

ABOUT = text("about != ''")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# A turn may run again after a crash. What it did is kept under its key, so it is done once.
effects = Table(
    "effects",
    metadata,
    Column("key", String(160), primary_key=True),
    Column("result", JSON, nullable=False),
    Column("at", String(32), nullable=False, index=True),
    info=person("erase"),  # by the conversation that the key begins with
)

# Small facts of the installation itself: the demo was seeded, the catalogue's version.
facts = Table(
    "facts",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("value", JSON, nullable=False),
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
    info=person("blank", "conversation_id", blank={"subject": "", "data": {}}),
)
