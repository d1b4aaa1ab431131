"""Reads and writes which chats are sellers' own, the codes that make them so, and what they were told."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, select

from chat.tables import conversations, messages
from people.tables import staff
from shop.catalogue.tables import sellers
from shop.sellers.owner import Owner
from shop.sellers.tables import seller_channels, seller_codes, seller_notices
from storage.database import Database, Tx, stamp


def insert_code(tx: Tx, code: str, owner: Owner, expires: datetime) -> None:
    """Store a code."""
    tx.execute(
        seller_codes.insert().values(
            code=code, seller_id=owner.seller, staff_id=owner.member, expires_at=stamp(expires)
        )
    )


def delete_expired_codes(tx: Tx, now: datetime) -> None:
    """Delete the codes that are no longer good."""
    tx.execute(delete(seller_codes).where(seller_codes.c.expires_at < stamp(now)))


def take_code(tx: Tx, code: str, now: datetime) -> Owner | None:
    """Use a code up; for whom it was good."""
    row = tx.execute(
        delete(seller_codes)
        .where(seller_codes.c.code == code, seller_codes.c.expires_at >= stamp(now))
        .returning(seller_codes)
    ).first()
    return Owner(row.seller_id, row.staff_id) if row else None


def link_chat(tx: Tx, db: Database, conversation: str, owner: Owner, now: datetime) -> None:
    """Make a chat the seller's, whosever it was."""
    fresh = {"seller_id": owner.seller, "staff_id": owner.member, "linked_at": stamp(now)}
    tx.execute(
        db.insert(seller_channels)
        .values(conversation_id=conversation, **fresh)
        .on_conflict_do_update(index_elements=["conversation_id"], set_=fresh)
    )


def unlink_chat(tx: Tx, seller: str, conversation: str) -> bool:
    """Take a chat from the seller; False where it is not theirs."""
    done = tx.execute(
        delete(seller_channels).where(
            seller_channels.c.conversation_id == conversation, seller_channels.c.seller_id == seller
        )
    )
    return done.rowcount == 1


def seller_name(tx: Tx, seller: str) -> str:
    """Read a seller's name."""
    return str(tx.execute(select(sellers.c.name).where(sellers.c.id == seller)).scalar() or seller)


def owner_of(tx: Tx, conversation: str) -> Owner | None:
    """Read whose chat this is; None where it is no seller's."""
    row = tx.execute(_chats().where(seller_channels.c.conversation_id == conversation)).first()
    return Owner(row.seller_id, row.staff_id) if row else None


def chats_of(tx: Tx, seller: str) -> list[str]:
    """Read in which chats this seller is told of things."""
    rows = tx.execute(_chats().where(seller_channels.c.seller_id == seller))
    return [row.conversation_id for row in rows]


def linked_chats(tx: Tx, seller: str) -> list[dict[str, str]]:
    """Read all of a seller's chats with their channels, also of members who may not sign in."""
    rows = tx.execute(
        select(conversations.c.id, conversations.c.channel, seller_channels.c.linked_at)
        .join(conversations, conversations.c.id == seller_channels.c.conversation_id)
        .where(seller_channels.c.seller_id == seller)
    )
    return [dict(row._mapping) for row in rows]


def _chats() -> Any:
    """Chats of sellers whose member may still sign in."""
    return select(seller_channels).join(staff, and_(staff.c.id == seller_channels.c.staff_id, staff.c.active))


def note_told(tx: Tx, db: Database, key: str, seller: str, now: datetime) -> bool:
    """Note that the seller is told of this; False where they were told before."""
    new = tx.execute(
        db.insert(seller_notices)
        .values(key=key, seller_id=seller, at=stamp(now))
        .on_conflict_do_nothing()
        .returning(seller_notices.c.key)
    )
    return new.first() is not None


def answered_by(tx: Tx, conversation: str, message: int) -> str:
    """Find the question that a seller's message answers: what it replies to, or what was sent last."""
    received = tx.execute(
        select(messages.c.payload, messages.c.channel, conversations.c.address)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(messages.c.id == message)
    ).first()
    if received is None:
        return ""
    sent = select(messages.c.payload).where(
        messages.c.conversation_id == conversation, messages.c.direction == "out"
    )
    replied = (received.payload.get("meta") or {}).get("reply_to", "")
    if replied:
        ids = (f"out:{received.address}:{replied}", f"out:{replied}")
        found = tx.execute(sent.where(messages.c.channel_message_id.in_(ids))).scalar()
    else:
        last = sent.where(messages.c.id < message).order_by(messages.c.id.desc()).limit(1)
        found = tx.execute(last).scalar()
    return str((found or {}).get("question", ""))
