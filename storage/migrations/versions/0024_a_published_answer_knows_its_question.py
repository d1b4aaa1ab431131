"""What was published of a buyer's question is known by it, and goes when the buyer is forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

faqs = sa.table("faqs", sa.column("question"), sa.column("tags", sa.JSON), sa.column("question_id"))
questions = sa.table(
    "questions",
    sa.column("id"),
    sa.column("sku"),
    sa.column("published", sa.Boolean),
    sa.column("customer_id"),
)
customers = sa.table("customers", sa.column("id"), sa.column("kind"))
relayed = sa.table("relayed", *map(sa.column, ("question_id", "sender", "text", "shown")))
products = sa.table("products", *map(sa.column, ("sku", "title", "category")))
quotes = sa.table("quotes", *map(sa.column, ("sku", "customer_id")))


def upgrade() -> None:
    op.add_column("faqs", sa.Column("question_id", sa.String(40), nullable=False, server_default=""))
    op.create_index(op.f("ix_faqs_question_id"), "faqs", ["question_id"])
    tx = op.get_bind()
    _find(tx)
    gone = sa.select(customers.c.id).where(customers.c.kind == "erased")
    theirs = sa.select(questions.c.id).where(questions.c.customer_id.in_(gone))
    tx.execute(sa.update(relayed).where(relayed.c.question_id.in_(theirs)).values(text="", shown=""))
    made = (products.c.category == "Made to order") & products.c.sku.in_(
        sa.select(quotes.c.sku).where(quotes.c.customer_id.in_(gone))
    )
    tx.execute(sa.update(products).where(made).values(title="Made to order"))


def downgrade() -> None:
    op.drop_index(op.f("ix_faqs_question_id"), "faqs")
    op.drop_column("faqs", "question_id")


def _find(tx: sa.Connection) -> None:
    """Which question each row was published of, by its words; of whom no words are left, it goes."""
    asked = (
        sa.select(questions.c.id, questions.c.sku, customers.c.kind, relayed.c.shown)
        .join(customers, customers.c.id == questions.c.customer_id)
        .join(relayed, (relayed.c.question_id == questions.c.id) & (relayed.c.sender == "customer"))
        .where(questions.c.published.is_(sa.true()))
    )
    published = tx.execute(asked).all()
    for row in tx.execute(sa.select(faqs)).all():
        tags = row.tags or ()
        if "seller" not in tags:
            continue
        of = [one for one in published if f"sku:{one.sku}" in tags]
        words = row.question.partition(": ")[2].casefold()
        same = [one.id for one in of if one.shown and words and words in one.shown.casefold()]
        here = faqs.c.question == row.question
        if not same and any(one.kind == "erased" for one in of):
            tx.execute(sa.delete(faqs).where(here))
        elif same or len({one.id for one in of}) == 1:
            tx.execute(sa.update(faqs).where(here).values(question_id=(same or [of[0].id])[0]))
