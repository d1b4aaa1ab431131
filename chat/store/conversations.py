"""Conversations: where they are, whose they are, and which was used last."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from chat.errors import UnknownConversation
from chat.ports import Conversation
from chat.tables import conversations
from people.store.customers import customer_for
from storage.database import Tx, insert_into, stamp


def open_conversation(
    tx: Tx, channel: str, address: str, locale: str, page: str, now: datetime
) -> Conversation:
    """Find the conversation at this address, made on first sight; UnknownConversation: a web chat ended."""
    here = select(conversations).where(conversations.c.channel == channel, conversations.c.address == address)
    found = tx.execute(here).first()
    if found:
        return _conversation(found)
    new = address if channel == "web" else "c_" + secrets.token_urlsafe(12)
    tx.execute(
        insert_into(tx, conversations)
        .values(
            id=new,
            customer_id=customer_for(tx, channel, address, locale, now),
            channel=channel,
            address=address,
            state="bot",
            locale=locale,
            page=page,
            dialogue={},
            created_at=stamp(now),
            last_at=stamp(now),
        )
        .on_conflict_do_nothing()
    )
    made = tx.execute(here).first()
    if made is None:  # its name is taken by one that bears no address any more
        raise UnknownConversation(address)
    return _conversation(made)


def find_conversation(tx: Tx, conversation: str) -> Conversation:
    """Read a conversation; UnknownConversation where there is none."""
    row = tx.execute(select(conversations).where(conversations.c.id == conversation)).first()
    if row is None:
        raise UnknownConversation(conversation)
    return _conversation(row)


def lock_conversation(tx: Tx, conversation: str) -> Conversation:
    """Read a conversation and let nobody else change it until the transaction ends."""
    row = tx.execute(
        select(conversations).where(conversations.c.id == conversation).with_for_update()
    ).first()
    if row is None:
        raise UnknownConversation(conversation)
    return _conversation(row)


def conversations_of(tx: Tx, customer: str, limit: int | None = None) -> list[Conversation]:
    """List a customer's conversations, the one last used first."""
    rows = tx.execute(
        select(conversations)
        .where(conversations.c.customer_id == customer)
        .order_by(conversations.c.last_at.desc())
        .limit(limit)
    )
    return [_conversation(row) for row in rows]


def last_conversation(tx: Tx, customer: str) -> Conversation | None:
    """Find where a customer was last, on whatever channel that is."""
    found = conversations_of(tx, customer, limit=1)
    return found[0] if found else None


def give_conversation(tx: Tx, conversation: str, customer: str) -> str:
    """Give the conversation to a customer; who had it before."""
    before: str = tx.execute(
        select(conversations.c.customer_id).where(conversations.c.id == conversation).with_for_update()
    ).scalar_one()
    tx.execute(update(conversations).where(conversations.c.id == conversation).values(customer_id=customer))
    return before


def set_locale(tx: Tx, conversation: str, locale: str) -> None:
    """Store the language that the customer chose for this conversation."""
    tx.execute(update(conversations).where(conversations.c.id == conversation).values(locale=locale))


def move_conversation(tx: Tx, channel: str, address: str, to: str) -> None:
    """Let the conversation at one address go on at another."""
    here = (conversations.c.channel == channel) & (conversations.c.address == address)
    tx.execute(update(conversations).where(here).values(address=to))


def is_taken(tx: Tx, channel: str, address: str) -> bool:
    """Tell whether there is a conversation at this address."""
    here = (conversations.c.channel == channel) & (conversations.c.address == address)
    return tx.execute(select(conversations.c.id).where(here)).first() is not None


def _conversation(row: Row[Any]) -> Conversation:
    return Conversation(
        id=row.id,
        customer=row.customer_id,
        channel=row.channel,
        address=row.address,
        state=row.state,
        locale=row.locale,
        page=row.page,
        dialogue=row.dialogue,
    )
