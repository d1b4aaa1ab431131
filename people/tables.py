"""The tables of people: customers, how they are known on each channel, staff and how staff signs in."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, text

from storage.person import person
from storage.tables import metadata

MERGED = text("merged_into != ''")
NAMED = ("name", "phone", "email", "telegram_id", "gstin", "address", "city", "postcode")  # who a customer is

customers = Table(
    "customers",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("kind", String(10), nullable=False),  # "visitor" until known, then "customer"; "erased"
    Column("name", Text, nullable=False, server_default=""),
    Column("phone", String(32), nullable=False, server_default="", index=True),
    Column("email", Text, nullable=False, server_default=""),
    Column("telegram_id", String(32), nullable=False, server_default=""),
    Column("gstin", String(15), nullable=False, server_default=""),
    Column("price_group", String(40), nullable=False, server_default=""),
    Column("address", Text, nullable=False, server_default=""),
    Column("city", Text, nullable=False, server_default=""),
    Column("postcode", String(16), nullable=False, server_default=""),
    Column("locale", String(16), nullable=False, server_default=""),
    Column("merged_into", String(80), nullable=False, server_default=""),
    Column("created_at", String(32), nullable=False),
    Index("ix_customers_merged_into", "merged_into", sqlite_where=MERGED, postgresql_where=MERGED),
    info=person("blank", blank=dict.fromkeys(NAMED, "")),
)

identities = Table(
    "identities",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("address", String(80), primary_key=True),
    Column("customer_id", ForeignKey("customers.id"), nullable=False, index=True),
    Column("verified_by", String(20), nullable=False, server_default=""),
    Column("created_at", String(32), nullable=False),
    info=person("erase", "customer_id"),
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
