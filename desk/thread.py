"""One conversation as the desk shows it: words, notes and facts; and the customer beside it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from chat.service.contexts import find_in
from chat.tables import conversations, desk_files, messages, taps
from desk.tables import csat, labels, notes
from insight.tables import search_events
from people.customer import called
from people.tables import customers, staff
from shop.catalogue.tables import products
from shop.finding.remembered import LAST_SHOWN
from shop.orders.tables import order_lines, orders
from storage.database import Database


class Threads:
    """Reads one conversation; changes nothing."""

    def __init__(self, db: Database) -> None:
        self.db = db

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
            titles = {
                row.token: row.title
                for row in tx.execute(
                    select(taps.c.token, taps.c.title).where(taps.c.token.in_([m.tap for m in said if m.tap]))
                )
            }
        items = [_said(m) for m in said]
        for item, m in zip(items, said, strict=True):
            item["tapped"] = titles.get(m.tap, "")
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
            "priority": 2 if row.priority is None else row.priority,
            "waiting_since": row.waiting_since or "",
            "breached": row.breached or "",
            "snoozed_until": row.snoozed_until or "",
            "labels": kept,
            "last_heard": next((m.created_at for m in reversed(said) if m.direction == "in"), ""),
            "items": sorted(items, key=lambda item: item["place"]),
            "summary": _summary(row.reason or "", said),
        }

    def attachment(self, conversation: str, message: int, number: int) -> dict[str, Any] | None:
        """A file that came with a message: where its channel has it, its name and type."""
        with self.db.read() as tx:
            payload = tx.execute(
                select(messages.c.payload).where(
                    messages.c.conversation_id == conversation,
                    messages.c.id == message,
                    messages.c.direction == "in",
                )
            ).scalar()
        kept = (payload or {}).get("attachments", [])
        return dict(kept[number]) if 0 <= number < len(kept) and kept[number].get("url") else None

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
            shown = find_in(tx, customer, LAST_SHOWN) or ()
            seen = tx.execute(
                select(products.c.sku, products.c.title).where(products.c.sku.in_(shown[:5]))
            ).all()
            searched = tx.execute(
                select(search_events.c.words)
                .where(search_events.c.customer_id == customer, search_events.c.words != "")
                .order_by(search_events.c.at.desc())
                .limit(12)
            ).scalars()
            searches = list(dict.fromkeys(searched))[:5]
            scores = tx.execute(
                select(func.avg(csat.c.score))
                .join(conversations, conversations.c.id == csat.c.conversation_id)
                .where(conversations.c.customer_id == customer)
            ).scalar()
        return {
            "id": row.id,
            "kind": row.kind,
            "name": row.name,
            "called": called(row.id, row.name),
            "phone": row.phone,
            "email": row.email,
            "city": row.city,
            "price_group": row.price_group,
            "since": row.created_at,
            "conversations": [dict(e._mapping) for e in elsewhere],
            "orders": [dict(o._mapping) for o in last_orders],
            "order_count": count,
            "searches": searches,
            "seen": [dict(s._mapping) for s in seen],
            "csat": float(scores) if scores is not None else None,
        }


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
