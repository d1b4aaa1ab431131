"""What the desk shows: the inbox, a thread with its notes, the customer beside it, what is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from storage.database import Database, stamp
from storage.desk_tables import audit_log, csat, desk_files, labels, notes, read_marks
from storage.tables import contexts, conversations, customers, messages, order_lines, orders, products, staff

STATE_MOVES = ("ask", "back", "claim", "release", "requeue", "resolve", "transfer")


@dataclass(frozen=True)
class Filter:
    """Which conversations to list."""

    box: str = "all"  # mine, waiting, all
    channel: str = ""
    label: str = ""
    words: str = ""
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
        if wanted.words:
            query = query.where(_has_words(wanted.words))
        with self.db.read() as tx:
            rows = [dict(row._mapping) for row in tx.execute(query)]
            return _with_last_words(tx, me, rows)

    def counts(self, me: str, now: datetime) -> dict[str, int]:
        """How many wait, and how many are mine."""
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
        return {"waiting": waiting, "mine": mine}

    def thread(self, conversation: str, limit: int = 100) -> dict[str, Any] | None:
        """A conversation with its last messages and notes in one line of time; None if there is none."""
        with self.db.read() as tx:
            row = tx.execute(
                select(conversations, desk_files, staff.c.name.label("agent"))
                .select_from(
                    conversations.outerjoin(desk_files).outerjoin(
                        staff, staff.c.id == conversations.c.agent_id
                    )
                )
                .where(conversations.c.id == conversation)
            ).first()
            if row is None:
                return None
            said = tx.execute(
                select(messages)
                .where(messages.c.conversation_id == conversation)
                .order_by(messages.c.id.desc())
                .limit(limit)
            ).all()[::-1]
            noted = tx.execute(
                select(notes, staff.c.name)
                .join(staff, staff.c.id == notes.c.staff_id)
                .where(notes.c.conversation_id == conversation)
                .order_by(notes.c.id)
            ).all()
            kept = list(
                tx.execute(
                    select(labels.c.label).where(labels.c.conversation_id == conversation).order_by("label")
                ).scalars()
            )
        items = [_said(m) for m in said]
        items += [
            {"id": f"n{n.id}", "place": n.after_message + 0.5, "at": n.at, "from": "note", "kind": "note"}
            | {"text": n.text, "author": n.name}
            for n in noted
        ]
        return {
            "id": row.id,
            "customer": row.customer_id,
            "channel": row.channel,
            "state": row.state,
            "locale": row.locale,
            "agent_id": row.agent_id,
            "agent": row.agent or "",
            "reason": row.reason or "",
            "priority": row.priority or 2,
            "waiting_since": row.waiting_since or "",
            "labels": kept,
            "last_heard": next((m.created_at for m in reversed(said) if m.direction == "in"), ""),
            "items": sorted(items, key=lambda item: item["place"]),
            "summary": _summary(row.reason or "", said),
        }

    def customer(self, customer: str, now: datetime) -> dict[str, Any]:
        """The customer's side panel."""
        with self.db.read() as tx:
            row = tx.execute(select(customers).where(customers.c.id == customer)).one()
            elsewhere = tx.execute(
                select(conversations.c.id, conversations.c.channel, conversations.c.last_at)
                .where(conversations.c.customer_id == customer)
                .order_by(conversations.c.last_at.desc())
                .limit(5)
            ).all()
            last_orders = tx.execute(
                select(
                    orders.c.id,
                    orders.c.at,
                    orders.c.status,
                    orders.c.currency,
                    func.sum(order_lines.c.quantity * order_lines.c.unit_price).label("total"),
                )
                .join(order_lines, order_lines.c.order_id == orders.c.id)
                .where(orders.c.customer_id == customer)
                .group_by(orders.c.id)
                .order_by(orders.c.at.desc())
                .limit(5)
            ).all()
            count = tx.execute(
                select(func.count()).select_from(orders).where(orders.c.customer_id == customer)
            ).scalar_one()
            shown = tx.execute(
                select(contexts.c.value).where(contexts.c.customer_id == customer, contexts.c.key == "shown")
            ).scalar()
            seen = tx.execute(
                select(products.c.sku, products.c.title).where(
                    products.c.sku.in_(shown[:5] if isinstance(shown, list) else [])
                )
            ).all()
            scores = tx.execute(
                select(func.avg(csat.c.score))
                .join(conversations, conversations.c.id == csat.c.conversation_id)
                .where(conversations.c.customer_id == customer)
            ).scalar()
        return {
            "id": row.id,
            "kind": row.kind,
            "name": row.name,
            "phone": row.phone,
            "email": row.email,
            "city": row.city,
            "price_group": row.price_group,
            "since": row.created_at,
            "conversations": [dict(e._mapping) for e in elsewhere],
            "orders": [dict(o._mapping) for o in last_orders],
            "order_count": count,
            "seen": [dict(s._mapping) for s in seen],
            "csat": float(scores) if scores is not None else None,
        }

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
        new = [News(e.conversation_id, e.action, e.state or "", actor=e.actor) for e in done]
        new += [News(m.conversation_id, "message", m.state, sender=m.sender) for m in said]
        return (
            said[-1].id if said else after_message,
            done[-1].id if done else after_entry,
            new,
        )


def _has_words(words: str) -> Any:
    like = f"%{words.strip().replace('%', '').replace('_', '')}%"
    return or_(
        customers.c.name.ilike(like),
        customers.c.phone.like(like),
        customers.c.id == words.strip(),
        conversations.c.id.in_(select(messages.c.conversation_id).where(messages.c.text.ilike(like))),
    )


def _with_last_words(tx: Connection, me: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each row with its last message, unread count and labels: one query each for all of them."""
    ids = [row["id"] for row in rows]
    lasts = (
        select(func.max(messages.c.id)).where(messages.c.conversation_id.in_(ids)).group_by("conversation_id")
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
        row["name"] = row["name"] or ("Visitor" if row["customer"].startswith("v_") else row["customer"])
    return rows


def _said(row: Any) -> dict[str, Any]:
    """A message as the desk shows it: what the customer saw, and what became of it."""
    shown = dict(row.payload) if row.direction == "out" else {"kind": "text", "text": row.text}
    if row.direction == "in":
        shown |= {"from": "customer", "tap": bool(row.tap), "attachments": row.payload.get("attachments", [])}
        shown["intent"] = (row.payload.get("understood") or {}).get("intent", "")
    return shown | {
        "id": row.public_id,
        "number": row.id,
        "place": float(row.id),
        "at": row.created_at,
        "status": row.status,
        "error": row.error,
    }


QUIET = {"", "greet", "thank", "affirm", "deny", "human_agent", "goodbye"}


def _summary(reason: str, said: Sequence[Any]) -> dict[str, Any]:
    """The conversation so far in facts: what was wanted, in order, and what was not understood."""
    wanted: list[str] = []
    missed: list[str] = []
    last_words = ""
    for row in said:
        if row.direction != "in":
            continue
        intent = (row.payload.get("understood") or {}).get("intent", "")
        if intent in ("nlu_fallback", "out_of_scope"):
            missed.append(row.text[:80])
        elif intent not in QUIET and (not wanted or wanted[-1] != intent):
            wanted.append(intent)
        last_words = row.text or last_words
    return {"reason": reason, "wanted": wanted[-6:], "missed": missed[-3:], "last_words": last_words[:160]}
