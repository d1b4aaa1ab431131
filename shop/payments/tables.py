"""The tables of money: ways to pay, credit, what was paid, refunded and posted."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from people.tables import customers
from shop.orders.tables import orders
from storage.person import person
from storage.tables import metadata

payment_methods = Table(
    "payment_methods",
    metadata,
    Column("customer_id", ForeignKey(customers.c.id), primary_key=True),
    Column("id", String(80), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("label", Text, nullable=False, server_default=""),
    Column("balance", Integer, nullable=True),  # store credit has one
    Column("currency", String(3), nullable=False, server_default="INR"),
    info=person("blank", "customer_id", blank={"label": ""}),
)

credit_terms = Table(
    "credit_terms",
    metadata,
    Column("customer_id", ForeignKey(customers.c.id), primary_key=True),
    Column("limit", Integer, nullable=False),
    Column("days", Integer, nullable=False),
    Column("currency", String(3), nullable=False, server_default="INR"),
    info=person("move", "customer_id"),
)

order_payments = Table(
    "order_payments",
    metadata,
    Column("order_id", ForeignKey(orders.c.id, ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("amount", Integer, nullable=False),
    Column("method", String(80), nullable=False),
    Column("at", String(32), nullable=False),
    info=person("keep", "order_id"),
)

# Append-only. Each entry's postings add up to nothing.
ledger = Table(
    "ledger",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("entry", String(200), nullable=False),  # order and payment it stands for
    Column("account", String(100), nullable=False),
    Column("minor", Integer, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("at", String(32), nullable=False),
    UniqueConstraint("entry", "account"),
    sqlite_autoincrement=True,
)

payment_events = Table(
    "payment_events",
    metadata,
    Column("id", String(120), primary_key=True),  # the provider's own id of the event
    Column("at", String(32), nullable=False),
)

# What a provider of online payments took in. One that no order came of waits for a person.
online_payments = Table(
    "online_payments",
    metadata,
    Column("ref", String(120), primary_key=True),  # the provider's own name of the payment
    Column("provider", String(20), nullable=False),
    Column("checkout_id", String(40), nullable=False, server_default=""),
    Column("order_id", String(80), nullable=False, server_default="", index=True),
    Column("amount", Integer, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("state", String(10), nullable=False),  # ordered, stray, refunding, refunded, settled
    Column("reason", Text, nullable=False, server_default=""),  # why no order came of it
    Column("settled_by", String(200), nullable=False, server_default=""),
    Column("at", String(32), nullable=False),
    Index("ix_online_payments_state_at", "state", "at"),
    info=person("keep", "order_id"),
)

# What goes back through the provider; sent with the id as its key, so once.
online_refunds = Table(
    "online_refunds",
    metadata,
    Column("id", String(120), primary_key=True),  # the entry of the ledger that it stands for
    Column("ref", String(120), nullable=False, index=True),
    Column("amount", Integer, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("state", String(10), nullable=False),  # waiting, sent, done, failed
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("next_at", String(32), nullable=False),
    Column("provider_id", String(120), nullable=False, server_default="", index=True),
    Column("error", Text, nullable=False, server_default=""),
    Column("at", String(32), nullable=False),
    Index("ix_online_refunds_state_next_at", "state", "next_at"),
)

# Orders to be paid by UPI, and what was told of it. How much is still open of one says the order itself.
upi_orders = Table(
    "upi_orders",
    metadata,
    Column("order_id", ForeignKey(orders.c.id, ondelete="CASCADE"), primary_key=True),
    Column("ref", String(35), nullable=False, unique=True),  # what the bank's narration is searched for
    Column("state", String(10), nullable=False),  # awaited, paid, off (cancelled), other (another way)
    Column("utr", String(12), nullable=False, server_default="", index=True),  # told by the customer
    Column("told_at", String(32), nullable=False, server_default=""),  # they say that they paid
    Column("at", String(32), nullable=False),
    Index("ix_upi_orders_state_at", "state", "at"),
    info=person("keep", "order_id"),
)

# Money that came to the shop's bank: a line of its statement, or what a person confirmed before that.
bank_credits = Table(
    "bank_credits",
    metadata,
    Column("id", String(80), primary_key=True),  # its UTR, or a fingerprint: the same line again is the same
    Column("source", String(10), nullable=False),  # statement, hand
    Column("day", String(10), nullable=False),
    Column("amount", Integer, nullable=False),
    Column("currency", String(3), nullable=False, server_default="INR"),
    Column("utr", String(12), nullable=False, server_default=""),
    Column("narration", Text, nullable=False, server_default=""),
    Column("state", String(10), nullable=False),  # matched, known (confirmed by hand before), open, left
    Column("why", String(40), nullable=False, server_default=""),  # why it is open
    Column("order_id", String(80), nullable=False, server_default="", index=True),
    Column("paid", Integer, nullable=False, server_default="0"),  # of the amount, what the order took
    Column("banked", String(80), nullable=False, server_default=""),  # of one by hand: its line, once it came
    Column("by", String(200), nullable=False, server_default=""),
    Column("at", String(32), nullable=False),
    Index("ix_bank_credits_state_at", "state", "at"),
    info=person("keep", "order_id"),
)

# What a person has to send back: of what came too much, twice or too late, and refunds of what came by UPI.
upi_returns = Table(
    "upi_returns",
    metadata,
    Column("id", String(200), primary_key=True),  # the entry of the ledger that it stands for
    Column("order_id", String(80), nullable=False, server_default="", index=True),
    Column("amount", Integer, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("why", String(20), nullable=False),  # refund, over, twice, cancelled
    Column("state", String(10), nullable=False),  # waiting, done
    Column("utr", String(12), nullable=False, server_default=""),  # of the payment back
    Column("by", String(200), nullable=False, server_default=""),
    Column("at", String(32), nullable=False),
    Index("ix_upi_returns_state_at", "state", "at"),
    info=person("keep", "order_id"),
)
