"""What the desk lists: the inbox with its rows and counts, products to send, what is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select, union

from chat.tables import conversations, desk_files, messages
from desk.tables import labels, mentions, read_marks
from people.customer import called
from people.tables import customers, staff
from shop.catalogue.tables import products
from shop.sellers.tables import questions
from storage.database import Database, stamp
from storage.tables import audit_log

STATE_MOVES = ("ask", "back", "claim", "release", "requeue", "resolve", "transfer")


@dataclass(frozen=True)
class Filter:
    """Which conversations to list."""

    box: str = "all"  # mine, waiting, mentions, all
    channel: str = ""
    label: str = ""
    words: str = ""
    seller: str = ""  # conversations with a question to this seller
    limit: int = 50
    before: str = ""  # last_at of the last one shown, for the next page


@dataclass(frozen=True)
class News:
    """What happened since the last look."""

    conversation: str
    what: str  # "message", or an action of the record
    state: str
    sender: str = ""
    actor: str = ""
    to: str = ""  # the staff it is about: named in a note, handed to, offered to


class Inbox:
    """Reads for the desk; changes nothing."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def box(self, me: str, wanted: Filter, now: datetime) -> list[dict[str, Any]]:
        """The conversations of a box, each with what its row shows."""
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
        if wanted.box == "mine":
            query = query.where(conversations.c.state == "human", conversations.c.agent_id == me)
        if wanted.box == "mentions":
            query = query.where(conversations.c.id.in_(_mentions(me)))
        if wanted.box == "waiting":
            query = query.where(
                conversations.c.state == "waiting",
                func.coalesce(desk_files.c.snoozed_until, "") <= stamp(now),
            ).order_by(desk_files.c.priority, desk_files.c.waiting_since)
        else:
            query = query.order_by(conversations.c.last_at.desc())
            if wanted.before:
                query = query.where(conversations.c.last_at < wanted.before)
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
        with self.db.read() as tx:
            rows = [dict(row._mapping) for row in tx.execute(query)]
            return _with_last_words(tx, me, rows)

    def counts(self, me: str, now: datetime) -> dict[str, int]:
        """How many wait, are mine, and name me in a note that I have not seen."""
        with self.db.read() as tx:
            waiting = tx.execute(
                select(func.count())
                .select_from(conversations.outerjoin(desk_files))
                .where(
                    conversations.c.state == "waiting",
                    func.coalesce(desk_files.c.snoozed_until, "") <= stamp(now),
                )
            ).scalar_one()
            mine = tx.execute(
                select(func.count()).where(conversations.c.state == "human", conversations.c.agent_id == me)
            ).scalar_one()
            named = tx.execute(select(func.count()).select_from(_mentions(me).subquery())).scalar_one()
        return {"waiting": waiting, "mine": mine, "mentions": named}

    def find_products(self, words: str, limit: int = 8) -> list[dict[str, str]]:
        """Products whose title has each of these words, for the picker."""
        query = select(products.c.sku, products.c.title, products.c.pack, products.c.image).where(
            products.c.active
        )
        for word in words.split()[:6]:
            query = query.where(or_(products.c.title.ilike(f"%{word}%"), products.c.sku.ilike(f"{word}%")))
        with self.db.read() as tx:
            return [dict(row._mapping) for row in tx.execute(query.order_by(products.c.title).limit(limit))]

    def news(self, after_message: int, after_entry: int) -> tuple[int, int, Sequence[News]]:
        """What came after these numbers, and the newest numbers. Negative: only the numbers."""
        with self.db.read() as tx:
            if after_message < 0:
                newest = tx.execute(select(func.max(messages.c.id))).scalar() or 0
                return newest, tx.execute(select(func.max(audit_log.c.id))).scalar() or 0, ()
            said = tx.execute(
                select(messages.c.id, messages.c.conversation_id, messages.c.sender, conversations.c.state)
                .join(conversations, conversations.c.id == messages.c.conversation_id)
                .where(messages.c.id > after_message)
                .order_by(messages.c.id)
                .limit(1000)
            ).all()
            done = tx.execute(
                select(audit_log, conversations.c.state)
                .outerjoin(conversations, conversations.c.id == audit_log.c.conversation_id)
                .where(audit_log.c.id > after_entry)
                .order_by(audit_log.c.id)
                .limit(1000)
            ).all()
        new = [News(e.conversation_id, e.action, e.state or "", actor=e.actor, to=_about(e)) for e in done]
        new += [News(m.conversation_id, "message", m.state, sender=m.sender) for m in said]
        return (
            said[-1].id if said else after_message,
            done[-1].id if done else after_entry,
            new,
        )


def _mentions(me: str) -> Any:
    return (
        select(mentions.c.conversation_id)
        .where(mentions.c.staff_id == me, mentions.c.seen_at == "")
        .distinct()
    )


def _about(entry: Any) -> str:
    """The staff that a page should call."""
    if entry.action == "note":
        return ",".join(entry.data.get("named") or [])
    return str(entry.subject) if entry.action in ("transfer", "offer", "claim") else ""


def _has_words(words: str) -> Any:
    like = f"%{words.strip().replace('%', '').replace('_', '')}%"
    return or_(
        customers.c.name.ilike(like),
        customers.c.phone.like(like),
        customers.c.id == words.strip(),
        conversations.c.id.in_(select(messages.c.conversation_id).where(messages.c.text.ilike(like))),
    )


def _with_last_words(tx: Connection, me: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each row with what the customer said last, unread count and labels: one query each for all."""
    ids = [row["id"] for row in rows]
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
    kept: dict[str, list[str]] = {}
    for label in tx.execute(select(labels).where(labels.c.conversation_id.in_(ids))):
        kept.setdefault(label.conversation_id, []).append(label.label)
    for row in rows:
        words = last.get(row["id"])
        row["preview"] = " ".join(words.text.split())[:90] if words else ""
        row["preview_from"] = words.sender if words else ""
        row["unread"] = unread.get(row["id"], 0)
        row["labels"] = kept.get(row["id"], [])
        row["name"] = called(row["customer"], row["name"])
    return rows
