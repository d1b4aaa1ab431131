"""Messages that came in and wait for their answer, and the lease of who answers in a conversation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, case, or_, select, update

from chat.message import Inbound
from chat.ports import Conversation, State, Waiting
from chat.tables import LEASED, conversations, desk_files, messages
from storage.database import Tx, insert_into, stamp, unstamp

_A_SECOND = timedelta(microseconds=999_999)


@dataclass(frozen=True)
class Lease:
    """Who may answer in a conversation, and how long."""

    owner: str
    until: datetime


@dataclass(frozen=True)
class Known:
    """A message that was stored before."""

    message: int
    answered: bool


def save_inbound(tx: Tx, conversation: str, inbound: Inbound, words: str) -> int | None:
    """Store a message; None where this very message is stored already."""
    return tx.execute(
        insert_into(tx, messages)
        .values(
            conversation_id=conversation,
            public_id=inbound.message_id,
            direction="in",
            sender="customer",
            kind="text",
            text=words.replace("\x00", ""),
            tap=inbound.tap,
            payload={
                "attachments": [
                    {"kind": a.kind, "url": a.url, "name": a.name, "type": a.media_type, **a.data}
                    for a in inbound.attachments
                ],
                "meta": dict(inbound.meta),
            },
            status="new",
            channel=inbound.channel,
            channel_message_id=f"{inbound.address}:{inbound.message_id}",
            created_at=stamp(inbound.at),
        )
        .on_conflict_do_nothing()
        .returning(messages.c.id)
    ).scalar()


def known_inbound(tx: Tx, conversation: str, public_id: str) -> Known:
    """Find a message that was stored before."""
    row = tx.execute(
        select(messages.c.id, messages.c.status).where(
            messages.c.conversation_id == conversation, messages.c.public_id == public_id
        )
    ).one()
    return Known(row.id, row.status == "done")


def note_arrival(
    tx: Tx, conversation: str, inbound: Inbound, lease: Lease, now: datetime, state: State | None
) -> None:
    """Store what a new message changes: the time, the page, the state, and the lease where it is free.

    Decided by the row as it is when it is written: another process may have taken the lease since we
    read it, and must not lose it in the middle of a turn.
    """
    free = _free_for(lease.owner, now)
    changes: dict[str, Any] = {
        "last_at": stamp(_within_its_second(inbound.at, now)),
        "lease_owner": case((free, lease.owner), else_=conversations.c.lease_owner),
        "lease_until": case((free, stamp(lease.until)), else_=conversations.c.lease_until),
    }
    if state:
        changes["state"] = state
    if inbound.meta.get("page"):
        changes["page"] = inbound.meta["page"]
    tx.execute(update(conversations).where(conversations.c.id == conversation).values(**changes))


def _within_its_second(at: datetime, now: datetime) -> datetime:
    """WhatsApp and Telegram tell whole seconds: within it, what came last was written last."""
    return at if at.microsecond else max(at, min(now, at + _A_SECOND))


def wake_conversation(tx: Tx, conversation: str) -> bool:
    """Bring back what the desk put off; whether it was put off."""
    put_off = (desk_files.c.conversation_id == conversation) & (desk_files.c.snoozed_until != "")
    return tx.execute(update(desk_files).where(put_off).values(snoozed_until="")).rowcount > 0


def first_waiting(tx: Tx, conversation: str) -> tuple[Waiting, Lease | None] | None:
    """Read the first message that waits here, and who may answer it."""
    row = tx.execute(
        select(messages, conversations.c.lease_owner, conversations.c.lease_until)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(messages.c.conversation_id == conversation, messages.c.status == "new")
        .order_by(messages.c.id)
        .limit(1)
    ).first()
    if row is None:
        return None
    lease = Lease(row.lease_owner, unstamp(row.lease_until)) if row.lease_owner else None
    return _waiting(row), lease


def take_lease(tx: Tx, conversation: str, lease: Lease, now: datetime) -> bool:
    """Take a conversation to answer in it; False where another process has it."""
    taken = tx.execute(
        update(conversations)
        .where(conversations.c.id == conversation, _free_for(lease.owner, now))
        .values(lease_owner=lease.owner, lease_until=stamp(lease.until))
    )
    return taken.rowcount == 1


def release_lease(tx: Tx, conversation: str) -> None:
    """Give a conversation back."""
    here = conversations.c.id == conversation
    tx.execute(update(conversations).where(here).values(lease_owner="", lease_until=""))


def release_all_leases(tx: Tx) -> None:
    """Give all conversations back."""
    tx.execute(update(conversations).where(LEASED).values(lease_owner="", lease_until=""))


def mark_answered(tx: Tx, message: int, facts: Mapping[str, Any] | None) -> bool:
    """Mark a message answered, with what was understood of it; False where it was answered before."""
    done = tx.execute(
        update(messages)
        .where(messages.c.id == message, messages.c.status == "new")
        .values(status="done")
        .returning(messages.c.payload)
    ).first()
    if done and facts:
        understood = {**done.payload, "understood": dict(facts)}
        tx.execute(update(messages).where(messages.c.id == message).values(payload=understood))
    return done is not None


def end_turn(tx: Tx, conversation: Conversation, dialogue: Mapping[str, Any] | None) -> None:
    """Store the dialogue's state, and give the conversation back where nothing else waits in it."""
    changes: dict[str, Any] = {} if dialogue is None else {"dialogue": dict(dialogue)}
    more = tx.execute(
        select(messages.c.id)
        .where(messages.c.conversation_id == conversation.id, messages.c.status == "new")
        .limit(1)
    ).first()
    if more is None:
        changes |= {"lease_owner": "", "lease_until": ""}
    if changes:
        tx.execute(update(conversations).where(conversations.c.id == conversation.id).values(**changes))


def unanswered(tx: Tx) -> list[str]:
    """List the conversations with messages that wait."""
    rows = tx.execute(select(messages.c.conversation_id).where(messages.c.status == "new").distinct())
    return [row.conversation_id for row in rows]


def _waiting(row: Row[Any]) -> Waiting:
    return Waiting(
        message=row.id,
        public_id=row.public_id,
        text="" if row.tap else row.text,  # of a tap it is the title, for people to read
        tap=row.tap,
        at=unstamp(row.created_at),
        attachments=row.payload.get("attachments", ()),
    )


def _free_for(owner: str, now: datetime) -> ColumnElement[bool]:
    """Whether this process may answer in a conversation: nobody does, we do, or who did is gone."""
    return or_(conversations.c.lease_owner.in_(("", owner)), conversations.c.lease_until < stamp(now))
