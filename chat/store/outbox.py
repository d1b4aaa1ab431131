"""Replies that have yet to reach their channel, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select, update

from chat.reply import Reply
from chat.tables import conversations, messages
from chat.wire import from_json
from storage.database import Tx, stamp

# What may follow what: a late "delivered" never hides that it was read.
RANK = {"pending": 0, "sent": 1, "failed": 1, "delivered": 2, "read": 3}


@dataclass(frozen=True)
class Outgoing:
    """One stored reply on its way."""

    message: int
    reply: Reply
    attempts: int


@dataclass(frozen=True)
class Parcel:
    """All that waits for one conversation, in order."""

    conversation: str
    channel: str
    address: str
    outgoing: tuple[Outgoing, ...]


@dataclass(frozen=True)
class DeadLetter:
    """A message that could not be delivered."""

    id: int
    conversation_id: str
    channel: str
    text: str
    error: str
    attempts: int
    created_at: str  # as it is stored


def claim_parcels(tx: Tx, now: datetime, until: datetime, limit: int) -> list[Parcel]:
    """Take the conversations whose first waiting reply is due; nobody else gets them until then."""
    firsts = (
        select(messages.c.conversation_id, func.min(messages.c.id).label("first"))
        .where(messages.c.status == "pending")
        .group_by(messages.c.conversation_id)
        .subquery()
    )
    due = tx.execute(
        select(messages.c.conversation_id, messages.c.id)
        .join(firsts, firsts.c.first == messages.c.id)
        .where(messages.c.next_at <= stamp(now))
        .order_by(messages.c.id)
        .limit(limit)
        .with_for_update(of=messages, skip_locked=True)
    ).all()
    if not due:
        return []
    names = [row.conversation_id for row in due]
    rows = tx.execute(
        select(messages, conversations.c.address, conversations.c.channel.label("to_channel"))
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(messages.c.status == "pending", messages.c.conversation_id.in_(names))
        .order_by(messages.c.id)
    ).all()
    tx.execute(
        update(messages)
        .where(messages.c.id.in_([row.id for row in rows]))
        .values(next_at=stamp(until), attempts=messages.c.attempts + 1)
    )
    parcels: dict[str, Parcel] = {}
    for row in rows:
        parcel = parcels.get(row.conversation_id) or Parcel(
            row.conversation_id, row.to_channel, row.address, ()
        )
        out = Outgoing(row.id, from_json(row.payload), row.attempts + 1)
        parcels[row.conversation_id] = Parcel(
            parcel.conversation, parcel.channel, parcel.address, (*parcel.outgoing, out)
        )
    return list(parcels.values())


def mark_sent(tx: Tx, message: int, channel_id: str) -> None:
    """Store that a reply went out, and the channel's own id of it, if it gives any."""
    values: dict[str, Any] = {"status": "sent", "error": ""}
    if channel_id:
        values["channel_message_id"] = f"out:{channel_id}"
        # An earlier message that was edited in place gave its id to this one.
        here = select(messages.c.channel).where(messages.c.id == message).scalar_subquery()
        tx.execute(
            update(messages)
            .where(
                messages.c.channel == here,
                messages.c.channel_message_id == values["channel_message_id"],
                messages.c.id != message,
            )
            .values(channel_message_id=None)
        )
    tx.execute(
        update(messages).where(messages.c.id == message, messages.c.status == "pending").values(**values)
    )


def put_off(tx: Tx, outgoing: Sequence[int], at: datetime, error: str) -> None:
    """Let these wait until then; they stay in order."""
    tx.execute(
        update(messages)
        .where(messages.c.id.in_(outgoing), messages.c.status == "pending")
        .values(next_at=stamp(at), error=error[:500])
    )


def mark_failed(tx: Tx, message: int, error: str) -> None:
    """Store that this will never go out."""
    tx.execute(update(messages).where(messages.c.id == message).values(status="failed", error=error[:500]))


def save_receipt(tx: Tx, channel: str, channel_ids: Sequence[str], status: str, reason: str) -> bool:
    """Store what the channel says became of a message, never backwards; whether it is known."""
    ours = and_(
        messages.c.channel == channel,
        messages.c.channel_message_id.in_([f"out:{id_}" for id_ in channel_ids]),
    )
    lower = [name for name, rank in RANK.items() if rank < RANK[status]]
    if status == "failed":  # what was only sent may turn out not to arrive
        lower.append("sent")
    values = {"status": status} | ({"error": reason[:500]} if reason else {})
    known = tx.execute(select(messages.c.id).where(ours).limit(1)).first()
    if known:
        tx.execute(update(messages).where(ours, messages.c.status.in_(lower)).values(**values))
    return known is not None


def dead_letters(tx: Tx, limit: int) -> list[DeadLetter]:
    """List what failed for good, the newest first."""
    shown = (getattr(messages.c, one.name) for one in fields(DeadLetter))
    rows = tx.execute(
        select(*shown)
        .where(messages.c.status == "failed", messages.c.direction == "out")
        .order_by(messages.c.id.desc())
        .limit(limit)
    )
    return [DeadLetter(**row._mapping) for row in rows]


def send_again(tx: Tx, message: int) -> bool:
    """Let a dead letter be sent once more, in its place in the conversation; False where it is none."""
    done = tx.execute(
        update(messages)
        .where(messages.c.id == message, messages.c.status == "failed", messages.c.direction == "out")
        .values(status="pending", attempts=0, next_at="", error="", channel_message_id=None)
    )
    return done.rowcount == 1


def release_claims(tx: Tx) -> None:
    """Make everything that waits due now."""
    tx.execute(update(messages).where(messages.c.status == "pending").values(next_at=""))
