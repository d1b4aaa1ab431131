"""The tables of the desk: labels, notes, mentions, prepared answers, who is there."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from chat.tables import conversations
from people.tables import staff
from storage.person import person
from storage.tables import metadata

labels = Table(
    "labels",
    metadata,
    Column("conversation_id", ForeignKey(conversations.c.id), primary_key=True),
    Column("label", String(40), primary_key=True, index=True),
    info=person("erase", "conversation_id"),
)

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation_id", ForeignKey(conversations.c.id), nullable=False, index=True),
    Column("staff_id", ForeignKey(staff.c.id), nullable=False),
    Column("text", Text, nullable=False),
    Column("mentions", JSON, nullable=False),
    Column("after_message", Integer, nullable=False, server_default="0"),  # where it stands in the thread
    Column("at", String(32), nullable=False),
    info=person("blank", "conversation_id", blank={"text": ""}),
)

# Who was named in a note, until they have looked.
mentions = Table(
    "mentions",
    metadata,
    Column("staff_id", ForeignKey(staff.c.id), primary_key=True),
    Column("note_id", ForeignKey("notes.id"), primary_key=True, index=True),
    Column("conversation_id", String(40), nullable=False),
    Column("seen_at", String(32), nullable=False, server_default=""),
    info=person("keep", "conversation_id"),
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
    info=person("erase", "conversation_id"),
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
    Column("staff_id", ForeignKey(staff.c.id), primary_key=True),
    Column("conversation_id", ForeignKey(conversations.c.id), primary_key=True, index=True),
    Column("message_id", Integer, nullable=False),
    info=person("keep", "conversation_id"),
)

presence = Table(
    "presence",
    metadata,
    Column("staff_id", ForeignKey(staff.c.id), primary_key=True),
    Column("status", String(10), nullable=False),  # online, away, offline
    Column("seen_at", String(32), nullable=False),
    Column("room", Integer, nullable=False, server_default="6"),  # conversations at once
    Column("languages", JSON, nullable=False),
    Column("skills", JSON, nullable=False),
    Column("offered_at", String(32), nullable=False, server_default=""),  # for taking turns
)
