"""What holds for an address on a channel: heard last, asked for silence, blocked."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from chat.tables import consents, conversations, messages
from storage.database import Tx, insert_into, stamp, unstamp


@dataclass(frozen=True)
class Consent:
    """An address as a sender must know it."""

    last_heard: datetime | None
    stopped: bool
    blocked: bool


def find_consent(tx: Tx, channel: str, address: str) -> Consent:
    """Read what holds for this address."""
    heard = tx.execute(
        select(messages.c.created_at)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(
            conversations.c.channel == channel,
            conversations.c.address == address,
            messages.c.direction == "in",
        )
        .order_by(messages.c.id.desc())
        .limit(1)
    ).scalar()
    row = tx.execute(
        select(consents).where(consents.c.channel == channel, consents.c.address == address)
    ).first()
    return Consent(
        unstamp(heard) if heard else None, bool(row and row.stopped_at), bool(row and row.blocked_at)
    )


def save_consent(
    tx: Tx, channel: str, address: str, now: datetime, *, stopped: bool | None, blocked: bool | None
) -> None:
    """Store that the customer asked for silence, or blocked us, or took it back."""
    fresh: dict[str, str] = {}
    if stopped is not None:
        fresh["stopped_at"] = stamp(now) if stopped else ""
        if not stopped:
            fresh["opted_in_at"] = stamp(now)
    if blocked is not None:
        fresh["blocked_at"] = stamp(now) if blocked else ""
    tx.execute(
        insert_into(tx, consents)
        .values(channel=channel, address=address, **fresh)
        .on_conflict_do_update(index_elements=["channel", "address"], set_=fresh)
    )


def move_consent(tx: Tx, channel: str, address: str, to: str) -> None:
    """Let what holds for one address hold for another."""
    here = (consents.c.channel == channel) & (consents.c.address == address)
    tx.execute(update(consents).where(here).values(address=to))


def release_held(tx: Tx, channel: str, address: str, longer_than: datetime) -> bool:
    """Let go now what was held until the customer writes; whether there was any."""
    conversation = (
        select(conversations.c.id)
        .where(conversations.c.channel == channel, conversations.c.address == address)
        .scalar_subquery()
    )
    freed = tx.execute(
        update(messages)
        .where(
            messages.c.conversation_id == conversation,
            messages.c.status == "pending",
            messages.c.next_at > stamp(longer_than),
        )
        .values(next_at="")
    )
    return freed.rowcount > 0
