"""The tables of carts, checkouts, what belongs to orders, and the ledger.

They stand beside the foundation's `orders` and `order_lines`, which imports write too: an order
of which nothing more is known has no row here.
"""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, text

from storage.tables import metadata

carts = Table(
    "carts",
    metadata,
    Column("customer_id", ForeignKey("customers.id"), primary_key=True),
    Column("voucher", String(40), nullable=False, server_default=""),
    Column("undo", JSON, nullable=True),  # the lines before each of the last changes, the newest last
    Column("version", Integer, nullable=False, server_default="0"),  # rises with every change
    Column("updated_at", String(32), nullable=False),
)

cart_lines = Table(
    "cart_lines",
    metadata,
    Column("customer_id", ForeignKey("customers.id"), primary_key=True),
    Column("sku", String(80), primary_key=True),
    Column("quantity", Integer, nullable=False),
    Column("seen_price", Integer, nullable=False),  # what was said when it was added
    Column("added_at", String(32), nullable=False),
)

saved_lists = Table(
    "saved_lists",
    metadata,
    Column("customer_id", ForeignKey("customers.id"), primary_key=True),
    Column("name", String(80), primary_key=True),
    Column("lines", JSON, nullable=False),
    Column("at", String(32), nullable=False),
)

vouchers = Table(
    "vouchers",
    metadata,
    Column("code", String(40), primary_key=True),
    Column("percent", Integer, nullable=False, server_default="0"),
    Column("amount", Integer, nullable=False, server_default="0"),
    Column("at_most", Integer, nullable=True),  # what a percentage may take off
    Column("least_total", Integer, nullable=False, server_default="0"),
    Column("currency", String(3), nullable=False, server_default="INR"),
    Column("starts_at", String(32), nullable=False, server_default=""),
    Column("ends_at", String(32), nullable=False, server_default=""),
    Column("uses", Integer, nullable=True),  # how often in all; null: without end
    Column("uses_each", Integer, nullable=True),
    Column("customer_id", String(80), nullable=False, server_default="", index=True),
    Column("price_group", String(40), nullable=False, server_default=""),
)

voucher_uses = Table(
    "voucher_uses",
    metadata,
    Column("order_id", String(80), primary_key=True),
    Column("code", String(40), nullable=False),
    Column("customer_id", String(80), nullable=False, index=True),
    Column("at", String(32), nullable=False),
    Index("ix_voucher_uses_code_customer_id", "code", "customer_id"),
)

payment_methods = Table(
    "payment_methods",
    metadata,
    Column("customer_id", ForeignKey("customers.id"), primary_key=True),
    Column("id", String(80), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("label", Text, nullable=False, server_default=""),
    Column("balance", Integer, nullable=True),  # store credit has one
    Column("currency", String(3), nullable=False, server_default="INR"),
)

credit_terms = Table(
    "credit_terms",
    metadata,
    Column("customer_id", ForeignKey("customers.id"), primary_key=True),
    Column("limit", Integer, nullable=False),
    Column("days", Integer, nullable=False),
    Column("currency", String(3), nullable=False, server_default="INR"),
)

checkouts = Table(
    "checkouts",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("customer_id", ForeignKey("customers.id"), nullable=False, index=True),
    Column("key", String(160), nullable=False, unique=True),  # idempotency
    Column("state", String(10), nullable=False),  # open, paying, done, expired
    Column("total", Integer, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("quote", JSON, nullable=False),  # exactly what was shown
    Column("address", JSON, nullable=False),
    Column("delivery", String(20), nullable=False, server_default=""),
    Column("method", String(80), nullable=False, server_default=""),
    Column("conversation_id", String(40), nullable=False, server_default=""),
    Column("link", String(64), nullable=False, server_default=""),  # hash of the browser that opened it
    Column("provider_ref", String(120), nullable=False, server_default="", index=True),
    Column("order_id", String(80), nullable=False, server_default="", index=True),
    Column("expires_at", String(32), nullable=False),
    Column("created_at", String(32), nullable=False),
    Index("ix_checkouts_state_expires_at", "state", "expires_at"),
)

# What was taken from the shelf for a checkout (held) and then for its order (taken).
allocations = Table(
    "allocations",
    metadata,
    Column("checkout_id", ForeignKey("checkouts.id"), primary_key=True),
    Column("sku", String(80), primary_key=True),
    Column("warehouse", String(40), primary_key=True),
    Column("quantity", Integer, nullable=False),
    Column("state", String(10), nullable=False),  # held, taken, returned
)

order_facts = Table(
    "order_facts",
    metadata,
    Column("order_id", ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True),
    Column("charges", Integer, nullable=False, server_default="0"),
    Column("address", JSON, nullable=False),
    Column("shipments", JSON, nullable=False),
    Column("quote", JSON, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("request", JSON, nullable=True),
    Column("checkout_id", String(40), nullable=False, server_default=""),
    Column("conversation_id", String(40), nullable=False, server_default=""),
    Column("version", Integer, nullable=False, server_default="0"),
)

order_payments = Table(
    "order_payments",
    metadata,
    Column("order_id", ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("amount", Integer, nullable=False),
    Column("method", String(80), nullable=False),
    Column("at", String(32), nullable=False),
)

order_events = Table(
    "order_events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("order_id", ForeignKey("orders.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", String(32), nullable=False),
    Column("step", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("told", Integer, nullable=False, server_default=text("0")),  # the customer knows
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

quotes = Table(
    "quotes",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("customer_id", ForeignKey("customers.id"), nullable=False, index=True),
    Column("conversation_id", String(40), nullable=False, server_default=""),
    Column("sku", String(80), nullable=False, index=True),
    Column("quantity", Integer, nullable=False),
    Column("list_price", Integer, nullable=False),
    Column("asked_price", Integer, nullable=True),
    Column("offered_price", Integer, nullable=True),
    Column("currency", String(3), nullable=False),
    Column("state", String(10), nullable=False),  # asked, offered, refused, accepted, declined
    Column("expires_at", String(32), nullable=False, server_default=""),
    Column("reason", Text, nullable=False, server_default=""),  # why the seller refused
    Column("at", String(32), nullable=False, index=True),
    Index("ix_quotes_state_at", "state", "at"),
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

# Over this, somebody else of the company has to agree.
spending_limits = Table(
    "spending_limits",
    metadata,
    Column("customer_id", ForeignKey("customers.id"), primary_key=True),
    Column("limit", Integer, nullable=False),
    Column("currency", String(3), nullable=False, server_default="INR"),
    Column("approver_id", ForeignKey("customers.id"), nullable=False, index=True),
)

approvals = Table(
    "approvals",
    metadata,
    Column("checkout_id", ForeignKey("checkouts.id"), primary_key=True),
    Column("customer_id", ForeignKey("customers.id"), nullable=False, index=True),
    Column("approver_id", ForeignKey("customers.id"), nullable=False, index=True),
    Column("method", String(80), nullable=False),  # how it is paid once it is approved; "" is not said yet
    Column("state", String(10), nullable=False),  # asked, approved, refused, expired
    Column("expires_at", String(32), nullable=False),
    Column("at", String(32), nullable=False),
    Index("ix_approvals_state_expires_at", "state", "expires_at"),
)

invoices = Table(
    "invoices",
    metadata,
    Column("year", String(9), primary_key=True),  # "2026-27": numbers start anew in April
    Column("number", Integer, primary_key=True),
    Column("order_id", String(80), nullable=False, unique=True),
    Column("at", String(32), nullable=False),
    Column(
        "paper", JSON(none_as_null=True), nullable=True
    ),  # the parties and lines as issued; money that moved later is added
)
