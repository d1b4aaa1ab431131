"""The inbox: conversations of a box, each with what its row shows; how many wait; products to send."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select, union

from chat.tables import conversations, desk_files, messages
from desk.tables import labels, mentions, read_marks
from desk.views import Filter, FoundProduct, InboxRow
from people.customer import called
from people.tables import customers, staff
from shop.catalogue.tables import products
from shop.sellers.tables import questions
from storage.database import Tx


def box(tx: Tx, me: str, wanted: Filter, now: str) -> list[InboxRow]:
    """Read the conversations of a box."""
    query = (
        select(
            conversations.c.id,
            conversations.c.channel,
            conversations.c.state,
            conversations.c.agent_id,
            conversations.c.last_at,
            customers.c.id.label("customer"),
            customers.c.name,
            customers.c.phone,
            customers.c.city,
            staff.c.name.label("agent"),
            desk_files.c.reason,
            desk_files.c.priority,
            desk_files.c.waiting_since,
            desk_files.c.snoozed_until,
            desk_files.c.breached,
            desk_files.c.offered_to,
        )
        .select_from(
            conversations.join(customers)
            .outerjoin(desk_files)
            .outerjoin(staff, staff.c.id == conversations.c.agent_id)
        )
        .limit(wanted.limit)
    )
    return _with_last_words(tx, me, tx.execute(_narrowed(_in_box(query, me, wanted, now), wanted)).all())


def _in_box(query: Select[Any], me: str, wanted: Filter, now: str) -> Select[Any]:
    if wanted.box == "waiting":
        due = func.coalesce(desk_files.c.snoozed_until, "") <= now
        waiting = query.where(conversations.c.state == "waiting", due)
        return waiting.order_by(desk_files.c.priority, desk_files.c.waiting_since)
    if wanted.box == "mine":
        query = query.where(conversations.c.state == "human", conversations.c.agent_id == me)
    if wanted.box == "mentions":
        query = query.where(conversations.c.id.in_(_mentions(me)))
    if wanted.before:
        query = query.where(conversations.c.last_at < wanted.before)
    return query.order_by(conversations.c.last_at.desc())


def _narrowed(query: Select[Any], wanted: Filter) -> Select[Any]:
    if wanted.channel:
        query = query.where(conversations.c.channel == wanted.channel)
    if wanted.label:
        query = query.where(
            conversations.c.id.in_(select(labels.c.conversation_id).where(labels.c.label == wanted.label))
        )
    if wanted.seller:
        asked = select(questions.c.conversation_id).where(questions.c.seller_id == wanted.seller)
        query = query.where(conversations.c.id.in_(asked))
    if wanted.words:
        query = query.where(_has_words(wanted.words))
    return query


def counts(tx: Tx, me: str, now: str) -> dict[str, int]:
    """Count how many wait, are mine, and name me in a note that I have not seen."""
    waiting = tx.execute(
        select(func.count())
        .select_from(conversations.outerjoin(desk_files))
        .where(
            conversations.c.state == "waiting",
            func.coalesce(desk_files.c.snoozed_until, "") <= now,
        )
    ).scalar_one()
    mine = tx.execute(
        select(func.count()).where(conversations.c.state == "human", conversations.c.agent_id == me)
    ).scalar_one()
    named = tx.execute(select(func.count()).select_from(_mentions(me).subquery())).scalar_one()
    return {"waiting": waiting, "mine": mine, "mentions": named}


def find_products(tx: Tx, words: str, limit: int) -> list[FoundProduct]:
    """Read the products whose title has each of these words."""
    query = select(products.c.sku, products.c.title, products.c.pack, products.c.image).where(
        products.c.active
    )
    for word in words.split()[:6]:
        query = query.where(or_(products.c.title.ilike(f"%{word}%"), products.c.sku.ilike(f"{word}%")))
    found = tx.execute(query.order_by(products.c.title).limit(limit))
    return [FoundProduct(row.sku, row.title, row.pack, row.image) for row in found]


def _mentions(me: str) -> Select[Any]:
    return (
        select(mentions.c.conversation_id)
        .where(mentions.c.staff_id == me, mentions.c.seen_at == "")
        .distinct()
    )


def _has_words(words: str) -> ColumnElement[bool]:
    like = f"%{words.strip().replace('%', '').replace('_', '')}%"
    return or_(
        customers.c.name.ilike(like),
        customers.c.phone.like(like),
        customers.c.id == words.strip(),
        conversations.c.id.in_(select(messages.c.conversation_id).where(messages.c.text.ilike(like))),
    )


def _with_last_words(tx: Tx, me: str, rows: Sequence[Row[Any]]) -> list[InboxRow]:
    """Add what the customer said last, the unread count and labels: one query each for all rows."""
    ids = [row.id for row in rows]
    # What the customer said, not what answered it; where they never wrote a word, what was said to them.
    of_these = messages.c.conversation_id.in_(ids)
    spoken = and_(of_these, messages.c.direction == "in", messages.c.text != "")
    lasts = union(
        select(func.max(messages.c.id)).where(spoken).group_by(messages.c.conversation_id),
        select(func.max(messages.c.id))
        .where(of_these, messages.c.conversation_id.not_in(select(messages.c.conversation_id).where(spoken)))
        .group_by(messages.c.conversation_id),
    )
    last = {
        m.conversation_id: m
        for m in tx.execute(
            select(
                messages.c.conversation_id, messages.c.text, messages.c.sender, messages.c.created_at
            ).where(messages.c.id.in_(lasts))
        )
    }
    unread = {
        row[0]: row[1]
        for row in tx.execute(
            select(messages.c.conversation_id, func.count())
            .outerjoin(
                read_marks,
                and_(read_marks.c.conversation_id == messages.c.conversation_id, read_marks.c.staff_id == me),
            )
            .where(
                messages.c.conversation_id.in_(ids),
                messages.c.direction == "in",
                messages.c.id > func.coalesce(read_marks.c.message_id, 0),
            )
            .group_by(messages.c.conversation_id)
        )
    }
    labelled: dict[str, list[str]] = {}
    for label in tx.execute(select(labels).where(labels.c.conversation_id.in_(ids))):
        labelled.setdefault(label.conversation_id, []).append(label.label)
    full = []
    for row in rows:
        words = last.get(row.id)
        named = {**row._mapping, "name": called(row.customer, row.name)}
        full.append(
            InboxRow(
                **named,
                preview=" ".join(words.text.split())[:90] if words else "",
                preview_from=words.sender if words else "",
                unread=unread.get(row.id, 0),
                labels=labelled.get(row.id, []),
            )
        )
    return full
