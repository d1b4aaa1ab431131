"""What a seller's chat tells of a question, and a flag of a quote, are found when its buyer is forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

messages = sa.table(
    "messages",
    *map(
        sa.column,
        ("id", "conversation_id", "public_id", "direction", "sender", "text", "created_at", "about"),
    ),
    sa.column("payload", sa.JSON),
)
customers = sa.table("customers", *map(sa.column, ("id", "kind")))
questions = sa.table("questions", *map(sa.column, ("id", "customer_id", "seller_id", "status")))
relayed = sa.table("relayed", *map(sa.column, ("question_id", "sender", "text", "at")))
quotes = sa.table("quotes", *map(sa.column, ("id", "customer_id", "state", "reason")))
flags = sa.table("flags", *map(sa.column, ("id", "question_id", "order_id", "quote_id", "text", "at")))
record = sa.table("audit_log", *map(sa.column, ("at", "action", "conversation_id", "subject")))


def upgrade() -> None:
    op.add_column("messages", sa.Column("about", sa.String(40), nullable=False, server_default=""))
    op.execute("CREATE INDEX ix_messages_about ON messages (about) WHERE about != ''")
    op.add_column("flags", sa.Column("quote_id", sa.String(40), nullable=False, server_default=""))
    op.create_index(op.f("ix_flags_quote_id"), "flags", ["quote_id"])
    tx = op.get_bind()
    gone = sa.select(customers.c.id).where(customers.c.kind == "erased")
    _find_told(tx)
    _find_flags(tx)
    _forget(tx, gone)


def downgrade() -> None:
    op.drop_index(op.f("ix_flags_quote_id"), "flags")
    op.drop_column("flags", "quote_id")
    op.drop_index("ix_messages_about", "messages")
    op.drop_column("messages", "about")


def _find_told(tx: sa.Connection) -> None:
    """In chats that are or were a seller's: what names its question, and the words that answered one."""
    linked = sa.select(record.c.conversation_id).where(record.c.action == "seller_chat")
    answers: dict[str, list[tuple[str, str]]] = {}
    by_sellers = sa.select(relayed).where(relayed.c.sender == "seller", relayed.c.text != "")
    for line in tx.execute(by_sellers.order_by(relayed.c.at)):
        answers.setdefault(line.text, []).append((line.at, line.question_id))
    for row in tx.execute(sa.select(messages).where(messages.c.conversation_id.in_(linked))).all():
        if row.direction == "out":
            about = str((row.payload or {}).get("question", ""))
        else:  # the first that was passed on word for word after it came
            about = next((of for at, of in answers.get(row.text, ()) if at >= row.created_at), "")
        if about:
            tx.execute(sa.update(messages).where(messages.c.id == row.id).values(about=about))


def _find_flags(tx: sa.Connection) -> None:
    """A flag of neither question nor order is of a refused quote, which the record has at the same moment."""
    refused = sa.select(record.c.at, record.c.subject).where(record.c.action == "quote_answer")
    numbers = dict(tx.execute(refused).all())
    loose = (flags.c.question_id.is_(None)) & (flags.c.order_id == "")
    for flag in tx.execute(sa.select(flags).where(loose)).all():
        if flag.at in numbers:
            of = numbers[flag.at]  # no number: the record of who was forgotten is blank
            values = {"quote_id": of} if of else {"text": ""}
            tx.execute(sa.update(flags).where(flags.c.id == flag.id).values(**values))


def _forget(tx: sa.Connection, gone: sa.Select[tuple[str]]) -> None:
    """What was left of those who are forgotten: words, and what still waited for an answer."""
    theirs = questions.c.customer_id.in_(gone)
    asked = sa.select(questions.c.id).where(theirs)
    for row in tx.execute(sa.select(messages).where(messages.c.about.in_(asked))).all():
        empty = {"id": row.public_id, "at": row.created_at, "from": row.sender, "kind": "text", "text": ""}
        empty |= {"question": row.about}
        tx.execute(sa.update(messages).where(messages.c.id == row.id).values(text="", payload=empty))
    waits = theirs & questions.c.status.in_(("open", "escalated"))
    tx.execute(sa.update(questions).where(waits).values(status="declined"))
    priced = quotes.c.customer_id.in_(gone)
    tx.execute(
        sa.update(flags).where(flags.c.quote_id.in_(sa.select(quotes.c.id).where(priced))).values(text="")
    )
    tx.execute(sa.update(quotes).where(priced).values(reason=""))
    tx.execute(
        sa.update(quotes).where(priced, quotes.c.state.in_(("asked", "offered"))).values(state="declined")
    )
