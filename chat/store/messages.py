"""What was said in conversations, by both sides, and what its buttons mean."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, func, select

from chat.ports import Conversation
from chat.reply import Command, Reply
from chat.tables import messages, taps
from chat.wire import from_json, prepared, to_json
from storage.database import Tx, stamp


def save_replies(
    tx: Tx, conversation: Conversation, replies: Sequence[Reply], now: datetime, answers: int | None = None
) -> tuple[Reply, ...]:
    """Store what is said here, with an id and fresh taps; what message it answers, if any."""
    stored = []
    for reply in replies:
        saved, offered = prepared(reply, "m_" + secrets.token_urlsafe(9), stamp(now), conversation.locale)
        message = tx.execute(
            messages.insert()
            .values(
                conversation_id=conversation.id,
                public_id=saved.id,
                direction="out",
                sender=saved.sender,
                kind=saved.kind,
                text=saved.text,
                payload=to_json(saved),
                answers=answers,
                about=str(saved.data.get("question", "")),
                status="pending",
                channel=conversation.channel,
                created_at=stamp(now),
            )
            .returning(messages.c.id)
        ).scalar_one()
        if offered:
            tx.execute(
                taps.insert(),
                [{"conversation_id": conversation.id, "message_id": message, **tap} for tap in offered],
            )
        stored.append(saved)
    return tuple(stored)


def replies_to(tx: Tx, message: int) -> tuple[Reply, ...] | None:
    """Read what was answered to a message; None while it still waits."""
    if tx.execute(select(messages.c.status).where(messages.c.id == message)).scalar_one() != "done":
        return None
    rows = tx.execute(select(messages.c.payload).where(messages.c.answers == message).order_by(messages.c.id))
    return tuple(from_json(row.payload) for row in rows)


def last_reply(tx: Tx, conversation: str) -> Reply | None:
    """Read what was said to the customer last."""
    payload = tx.execute(
        select(messages.c.payload)
        .where(messages.c.conversation_id == conversation, messages.c.direction == "out")
        .order_by(messages.c.id.desc())
        .limit(1)
    ).scalar()
    return from_json(payload) if payload else None


def last_turns_replies(tx: Tx, conversation: str, before: int) -> list[Reply]:
    """Read the replies of the last turn before a message that said anything, for "2" or a title typed."""
    last = tx.execute(
        select(messages.c.answers, messages.c.id)
        .where(
            messages.c.conversation_id == conversation,
            messages.c.direction == "out",
            messages.c.id < before,
        )
        .order_by(messages.c.id.desc())
        .limit(1)
    ).first()
    if last is None:
        return []
    same_turn = messages.c.answers == last.answers if last.answers else messages.c.id == last.id
    rows = tx.execute(
        select(messages.c.payload)
        .where(and_(messages.c.conversation_id == conversation, same_turn))
        .order_by(messages.c.id)
    )
    return [from_json(row.payload) for row in rows]


def tap_command(tx: Tx, conversation: str, tap: str) -> Command | None:
    """Read what a button stands for; None where it was not offered in this conversation."""
    here = (taps.c.token == tap) & (taps.c.conversation_id == conversation)
    command = tx.execute(select(taps.c.command).where(here)).scalar()
    return Command(command["intent"], command.get("entities") or {}) if command else None


def tap_title(tx: Tx, conversation: str, tap: str) -> str:
    """Read what stood on the button that was tapped."""
    here = (taps.c.token == tap) & (taps.c.conversation_id == conversation)
    return tx.execute(select(taps.c.title).where(here)).scalar() or ""


def history(tx: Tx, conversation: str, after: str, limit: int) -> tuple[list[dict[str, Any]], bool]:
    """Read what was said, oldest first, both sides; and whether there is more."""
    query = select(messages).where(messages.c.conversation_id == conversation)
    if after:
        anchor = tx.execute(
            select(messages.c.id).where(
                messages.c.conversation_id == conversation, messages.c.public_id == after
            )
        ).scalar()
        query = query.where(messages.c.id > (anchor or 0))
    rows = tx.execute(query.order_by(messages.c.id).limit(limit + 1)).all()
    return [_shown(row) for row in rows[:limit]], len(rows) > limit


def count_waiting(tx: Tx) -> dict[str, int]:
    """Count what waits for an answer ("new") and for its channel ("pending")."""
    rows = tx.execute(
        select(messages.c.status, func.count())
        .where(messages.c.status.in_(("new", "pending")))
        .group_by(messages.c.status)
    ).all()
    return {"new": 0, "pending": 0} | {row[0]: row[1] for row in rows}


def _shown(row: Row[Any]) -> dict[str, Any]:
    """A stored message as the chat API shows it."""
    if row.direction == "out":
        return dict(row.payload)
    words = row.text or ", ".join(a["name"] for a in row.payload.get("attachments", ()) if a.get("name"))
    shown = {"id": row.public_id, "at": row.created_at, "from": "customer", "kind": "text", "text": words}
    return shown | ({"tap": row.tap} if row.tap else {})
