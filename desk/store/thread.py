"""One conversation: its last messages and its notes in one line of time."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select

from chat.tables import conversations, desk_files, messages, taps
from desk.store.notes import labels_of
from desk.tables import notes
from desk.views import Heard, Item, SentFile, Thread, file_of, summary_of
from people.tables import staff
from storage.database import Tx


def thread(tx: Tx, conversation: str, limit: int) -> Thread | None:
    """Read a conversation; None if there is none."""
    row = tx.execute(
        select(conversations, desk_files, staff.c.name.label("agent"))
        .select_from(
            conversations.outerjoin(desk_files).outerjoin(staff, staff.c.id == conversations.c.agent_id)
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
    items = _messages(tx, said) + _notes(tx, conversation)
    heard = [Heard(m.text, _intent(m)) for m in said if m.direction == "in"]
    return Thread(
        id=row.id,
        customer=row.customer_id,
        channel=row.channel,
        state=row.state,
        locale=row.locale,
        agent_id=row.agent_id,
        agent=row.agent or "",
        reason=row.reason or "",
        priority=2 if row.priority is None else row.priority,
        waiting_since=row.waiting_since or "",
        breached=row.breached or "",
        snoozed_until=row.snoozed_until or "",
        labels=labels_of(tx, conversation),
        last_heard=next((m.created_at for m in reversed(said) if m.direction == "in"), ""),
        items=sorted(items, key=lambda item: item["place"]),
        summary=summary_of(row.reason or "", heard),
    )


def _messages(tx: Tx, said: Sequence[Row[Any]]) -> list[Item]:
    tapped = [m.tap for m in said if m.tap]
    titles = {
        row.token: row.title
        for row in tx.execute(select(taps.c.token, taps.c.title).where(taps.c.token.in_(tapped)))
    }
    return [_message(m) | {"tapped": titles.get(m.tap, "")} for m in said]


def _notes(tx: Tx, conversation: str) -> list[Item]:
    noted = tx.execute(
        select(notes, staff.c.name)
        .join(staff, staff.c.id == notes.c.staff_id)
        .where(notes.c.conversation_id == conversation)
        .order_by(notes.c.id)
    )
    return [
        {"id": f"n{n.id}", "place": n.after_message + 0.5, "at": n.at, "from": "note", "kind": "note"}
        | {"text": n.text, "author": n.name}
        for n in noted
    ]


def _message(row: Row[Any]) -> Item:
    """A message as the desk shows it: what the customer saw, and what became of it."""
    shown = dict(row.payload) if row.direction == "out" else {"kind": "text", "text": row.text}
    if row.direction == "in":
        shown |= {"from": "customer", "tap": bool(row.tap), "attachments": row.payload.get("attachments", [])}
        shown["intent"] = _intent(row)
    return shown | {
        "id": row.public_id,
        "number": row.id,
        "place": float(row.id),
        "at": row.created_at,
        "status": row.status,
        "error": row.error,
    }


def _intent(row: Row[Any]) -> str:
    intent: str = (row.payload.get("understood") or {}).get("intent", "")
    return intent


def attachment(tx: Tx, conversation: str, message: int, number: int) -> SentFile | None:
    """Read what is known of a file that came with a message; None if there is none."""
    payload = tx.execute(
        select(messages.c.payload).where(
            messages.c.conversation_id == conversation,
            messages.c.id == message,
            messages.c.direction == "in",
        )
    ).scalar()
    sent = (payload or {}).get("attachments", [])
    return file_of(sent[number]) if 0 <= number < len(sent) and sent[number].get("url") else None
