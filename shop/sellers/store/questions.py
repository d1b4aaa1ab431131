"""Reads and writes buyers' questions and what was said to them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, select, update

from chat.tables import conversations, messages
from people.tables import customers
from shop.catalogue.product import Product
from shop.catalogue.store.reads import assembled
from shop.catalogue.tables import faqs, products, sellers
from shop.sellers.question import ANSWER_WITHIN, Line, Question
from shop.sellers.tables import WAITS, questions, relayed
from storage.database import Database, Tx, stamp
from storage.tables import facts


def insert_question(
    tx: Tx,
    new: str,
    conversation: str,
    customer: str,
    seller: str | None,
    sku: str | None,
    now: datetime,
    due: datetime,
) -> None:
    """Store a question; a wish where there is no product."""
    tx.execute(
        questions.insert().values(
            id=new,
            conversation_id=conversation,
            customer_id=customer,
            sku=sku,
            seller_id=seller,
            kind="question" if sku else "wish",
            status="open",
            asked_at=stamp(now),
            due_at=stamp(due),
        )
    )


def reopen_question(tx: Tx, question: str, customer: str, due: datetime) -> bool:
    """Let a question wait for an answer again; False where this is no question of theirs."""
    done = tx.execute(
        update(questions)
        .where(questions.c.id == question, questions.c.customer_id == customer)
        .values(status="open", due_at=stamp(due), reminded_at="")
    )
    return done.rowcount == 1


def find_question(tx: Tx, question: str) -> Question | None:
    """Read a question with its product, seller and where the buyer lives."""
    row = tx.execute(_all().where(questions.c.id == question)).first()
    return _question(row) if row else None


def newest_questions(tx: Tx, seller: str, status: str, limit: int) -> list[Question]:
    """Read questions, what waits first; a seller's own, or everybody's."""
    query = _all()
    if seller:
        query = query.where(questions.c.seller_id == seller)
    # What waits is looked for by itself, or all that was ever asked would be read to put it first.
    waits = query.where(questions.c.status.in_(WAITS))
    own = waits.where(questions.c.seller_id.is_(None))
    wanted = [query.where(questions.c.status == status)] if status else [own, waits, query]
    found = {
        row.id: row
        for each in wanted
        for row in tx.execute(each.order_by(questions.c.asked_at.desc()).limit(limit))
    }
    newest = sorted(found.values(), key=lambda row: row.asked_at, reverse=True)
    first = sorted(newest, key=lambda row: (row.status not in WAITS, row.seller_id is not None))
    return [_question(row) for row in first[:limit]]


def waiting_of(tx: Tx, customer: str, limit: int) -> list[Question]:
    """Read a customer's questions about products that wait for an answer, the newest first."""
    theirs = _all().where(questions.c.customer_id == customer, questions.c.status.in_(WAITS))
    rows = tx.execute(theirs.where(questions.c.sku.is_not(None)).order_by(questions.c.asked_at.desc()))
    return [_question(row) for row in rows.fetchmany(limit)]


def _all() -> Any:
    return (
        select(
            questions,
            products.c.title,
            products.c.pack,
            products.c.image,
            sellers.c.name.label("seller"),
            customers.c.city,
            (customers.c.kind == "erased").label("forgotten"),
        )
        .outerjoin(sellers, sellers.c.id == questions.c.seller_id)
        .join(customers, customers.c.id == questions.c.customer_id)
        .outerjoin(products, products.c.sku == questions.c.sku)
    )


def _question(row: Row[Any]) -> Question:
    return Question(
        id=row.id,
        kind=row.kind,
        status=row.status,
        conversation=row.conversation_id,
        customer=row.customer_id,
        city=row.city or "",
        forgotten=bool(row.forgotten),
        sku=row.sku,
        title=row.title or "",
        pack=row.pack or "",
        image=row.image or "",
        seller=row.seller_id,
        seller_name=row.seller or "",
        asked_at=row.asked_at,
        due_at=row.due_at,
        published=row.published,
    )


def count_own_open(tx: Tx) -> int:
    """Count what waits for the shop itself."""
    own = questions.c.seller_id.is_(None) & questions.c.status.in_(WAITS)
    return tx.execute(select(func.count()).select_from(questions).where(own)).scalar_one()


def mark_answered(tx: Tx, question: str, now: datetime, *, published: bool | None = None) -> None:
    """Store that it is answered; and whether the answer is shown to others, where that is said."""
    shown = {} if published is None else {"published": published}
    answered = update(questions).where(questions.c.id == question)
    tx.execute(answered.values(status="answered", answered_at=stamp(now), **shown))


def mark_published(tx: Tx, question: str) -> None:
    """Store that its answer is shown to others."""
    tx.execute(update(questions).where(questions.c.id == question).values(published=True))


def mark_declined(tx: Tx, question: str) -> bool:
    """Close a question that waits; False where it does not."""
    waits = (questions.c.id == question) & questions.c.status.in_(WAITS)
    return tx.execute(update(questions).where(waits).values(status="declined")).rowcount == 1


def escalate_overdue(tx: Tx, now: datetime) -> list[tuple[str, str]]:
    """Mark the questions whose time is over; each with its conversation."""
    rows = tx.execute(
        update(questions)
        .where(questions.c.status == "open", questions.c.due_at < stamp(now))
        .values(status="escalated")
        .returning(questions.c.id, questions.c.conversation_id)
    ).all()
    return [(row.id, row.conversation_id) for row in rows]


def mark_reminded(tx: Tx, due_before: datetime, now: datetime) -> list[str]:
    """Mark the open questions to sellers that are due before this, and were not reminded of."""
    rows = tx.execute(
        update(questions)
        .where(
            questions.c.status == "open",
            questions.c.seller_id.is_not(None),
            questions.c.reminded_at == "",
            questions.c.due_at < stamp(due_before),
        )
        .values(reminded_at=stamp(now))
        .returning(questions.c.id)
    ).all()
    return [row.id for row in rows]


def is_about_product(tx: Tx, question: str) -> bool:
    """Whether a question names a product."""
    return tx.execute(select(questions.c.sku).where(questions.c.id == question)).scalar() is not None


def answer_within(tx: Tx) -> timedelta:
    """Read how long a seller may take; an admin can change it."""
    hours = tx.execute(select(facts.c.value).where(facts.c.key == "relay.hours")).scalar()
    return timedelta(hours=float(hours)) if hours else ANSWER_WITHIN


def insert_line(tx: Tx, question: str, sender: str, words: str, shown: str, now: datetime) -> None:
    """Store what was said, and what is shown of it."""
    row = {"sender": sender, "text": words, "shown": shown, "at": stamp(now)}
    tx.execute(relayed.insert().values(question_id=question, **row))


def lines_of(tx: Tx, asked: Sequence[str]) -> dict[str, list[Line]]:
    """Read what was said to each of these questions, in its order."""
    said: dict[str, list[Line]] = {}
    for row in tx.execute(select(relayed).where(relayed.c.question_id.in_(asked)).order_by(relayed.c.id)):
        said.setdefault(row.question_id, []).append(_line(row))
    return said


def count_lines(tx: Tx, question: str) -> int:
    """Count what was said to a question."""
    here = relayed.c.question_id == question
    return tx.execute(select(func.count()).select_from(relayed).where(here)).scalar_one()


def last_asked(tx: Tx, question: str, *, whole: bool = False, before: int = 0) -> str:
    """Read the buyer's last words, or those before this answer; as the seller sees them or whole."""
    column = relayed.c.text if whole else relayed.c.shown
    asked = select(column).where(relayed.c.question_id == question, relayed.c.sender == "customer")
    asked = asked.where(relayed.c.id < before) if before else asked
    return str(tx.execute(asked.order_by(relayed.c.id.desc()).limit(1)).scalar() or "")


def last_answer(tx: Tx, question: str) -> Line | None:
    """Read what was last said to the buyer."""
    said = select(relayed).where(relayed.c.question_id == question, relayed.c.sender != "customer")
    row = tx.execute(said.order_by(relayed.c.id.desc()).limit(1)).first()
    return _line(row) if row else None


def _line(row: Row[Any]) -> Line:
    return Line(row.id, row.sender, row.text, row.shown, row.at)


def seller_of(tx: Tx, sku: str) -> tuple[bool, str | None]:
    """Whether there is such a product, and who sells it; None for the shop itself."""
    row = tx.execute(select(products.c.seller_id).where(products.c.sku == sku)).first()
    return row is not None, row.seller_id if row else None


def product_of(tx: Tx, sku: str | None) -> Product | None:
    """Read the product of a question."""
    about = products.c.sku == (sku or "")  # of nothing, "IS NULL" would read all products
    return next(iter(assembled(tx, tx.execute(select(products).where(about)).all())), None)


def last_used(tx: Tx, customer: str) -> tuple[str, str] | None:
    """Find where a buyer was last, on whatever channel: the conversation and its language."""
    row = tx.execute(
        select(conversations.c.id, conversations.c.locale)
        .where(conversations.c.customer_id == customer)
        .order_by(conversations.c.last_at.desc())
        .limit(1)
    ).first()
    return (row.id, row.locale) if row else None


def note_about(tx: Tx, message: int, question: str) -> None:
    """Note on a seller's message which question it answers."""
    tx.execute(update(messages).where(messages.c.id == message).values(about=question))


def publish_answer(tx: Tx, db: Database, asked: str, answer: str, sku: str, question: str) -> None:
    """Store it as a passage of the shop for the next buyer, found by search."""
    version = (tx.execute(select(func.max(faqs.c.version))).scalar() or 0) + 1
    fresh = {"answer": answer, "tags": ["seller", f"sku:{sku}"], "version": version, "question_id": question}
    tx.execute(
        db.insert(faqs)
        .values(question=asked, **fresh)
        .on_conflict_do_update(index_elements=["question"], set_=fresh)
    )
