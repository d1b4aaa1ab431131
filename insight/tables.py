"""The tables of insight: searches, what was done elsewhere, what was recommended, reminders, what arrived."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from people.tables import customers
from storage.person import person
from storage.tables import metadata

recommendation_events = Table(
    "recommendation_events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False),
    Column("customer_id", String(80), nullable=False),
    Column("kind", String(12), nullable=False),  # impression, tap, add, purchase, refusal
    Column("sku", String(80), nullable=False),
    # What it belongs to: the turn or request that showed or added it, the order that holds it.
    # With kind and sku it is unique, so that what runs again is recorded once.
    Column("ref", String(160), nullable=False),
    Column("place", String(20), nullable=False, server_default=""),  # basket, cart, product, offers, due
    Column("experiment", String(40), nullable=False, server_default=""),
    Column("arm", String(20), nullable=False, server_default=""),
    Column("reason", String(20), nullable=False, server_default=""),
    Column("quantity", Integer, nullable=False, server_default="0"),
    UniqueConstraint("kind", "ref", "sku"),
    Index("ix_recommendation_events_customer", "customer_id", "kind", "at"),
    Index("ix_recommendation_events_experiment", "experiment", "kind", "at"),
    info=person("erase", "customer_id"),
)

reminder_wishes = Table(
    "reminder_wishes",
    metadata,
    Column("customer_id", String(80), primary_key=True),
    Column("wanted", Boolean, nullable=False, server_default=text("false"), index=True),  # none unasked
    Column("days_between", Integer, nullable=False, server_default="7"),
    Column("quiet_from", Integer, nullable=False, server_default="21"),  # hours of the shop's own clock
    Column("quiet_to", Integer, nullable=False, server_default="8"),
    Column("last_at", String(32), nullable=False, server_default=""),
    info=person("erase", "customer_id"),
)

# When each product was first seen on the shelf. Those of the first look have no time: nobody knows.
product_arrivals = Table(
    "product_arrivals",
    metadata,
    Column("sku", String(80), primary_key=True),
    Column("at", String(32), nullable=False, server_default="", index=True),
)

# What was searched, what was shown for it in which order, and what was chosen.
search_events = Table(
    "search_events",
    metadata,
    # The turn it happened in, so that a turn that runs again is recorded once.
    Column("ref", String(160), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("customer_id", String(80), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("kind", String(12), nullable=False),  # search, choice
    Column("words", String(300), nullable=False, server_default=""),
    Column("asked", JSON, nullable=False),  # order, conditions, spelling, what was given up
    Column("skus", JSON, nullable=False),  # what was on the page, in its order
    Column("start", Integer, nullable=False, server_default="0"),  # the place of the first of them
    Column("chosen", String(80), nullable=False, server_default=""),
    Index("ix_search_events_customer", "customer_id", "at"),
    Index("ix_search_events_at", "at", "ref"),
    info=person("erase", "customer_id"),
)

# What customers did in other applications, as files tell it. What our own channels record is in tables of
# theirs; insight/events puts the two together.
behaviour_events = Table(
    "behaviour_events",
    metadata,
    # As the application has it, so that what is sent again is recorded once.
    Column("id", String(160), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("event", String(20), nullable=False),
    Column("customer_id", ForeignKey(customers.c.id), nullable=False),
    Column("application", String(80), nullable=False),
    Column("session", String(160), nullable=False, server_default=""),
    Column("sku", String(80), nullable=False, server_default=""),
    Column("product", Text, nullable=False, server_default=""),
    Column("category", Text, nullable=False, server_default=""),
    Column("sub_category", Text, nullable=False, server_default=""),
    Column("colour", Text, nullable=False, server_default=""),
    Column("size", Text, nullable=False, server_default=""),
    Column("quantity", Integer, nullable=True),
    Column("price", Integer, nullable=True),
    Column("query", Text, nullable=False, server_default=""),
    Column("order_id", String(80), nullable=False, server_default=""),
    Column("payment_mode", String(40), nullable=False, server_default=""),
    Index("ix_behaviour_events_customer", "customer_id", "at"),
    info=person("erase", "customer_id"),
)
