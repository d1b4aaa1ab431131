"""Proof that an order is somebody's: a code to where its owner is reached, typed where it was asked for."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, update

from chat.tables import conversations, standings
from intake.codes import same_phone
from intake.tables import order_codes
from people.tables import customers
from shop.orders.tables import orders
from storage.database import Database, stamp

LASTS = timedelta(minutes=10)
TRIES = 5  # of a million
ASKS_AN_HOUR = 3  # in one chat
CODES_A_DAY = 5  # to one owner, whoever asks
CHATS = ("telegram", "whatsapp")


@dataclass(frozen=True)
class Sent:
    """Where a code is to go; nowhere, where what was said does not fit the order."""

    code: str
    order: str
    chat: str = ""
    locale: str = ""
    email: str = ""


@dataclass(frozen=True)
class Proven:
    """Whose order it is."""

    order: str
    owner: str


class OrderProofs:
    """Makes codes and checks them."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def ask(self, conversation: str, order: str, contact: str, now: datetime) -> Sent | None:
        """A code for this order, if phone or e-mail are its owner's. None: it was asked for too often.

        One that does not fit leaves the same traces, so that nobody learns from the answer whose order it is.
        """
        code = f"{secrets.randbelow(1_000_000):06d}"
        with self.db.write() as tx:
            asked_here = order_codes.c.conversation_id == conversation
            if _made(tx, asked_here, now - timedelta(hours=1)) >= ASKS_AN_HOUR:
                return None
            row = _owner(tx, order, contact)
            if row and _made(tx, order_codes.c.owner == row.id, now - timedelta(days=1)) >= CODES_A_DAY:
                row = None
            # Only the newest is good.
            before = and_(asked_here, order_codes.c.used_at == "")
            tx.execute(update(order_codes).where(before).values(used_at=stamp(now)))
            tx.execute(
                self.db.insert(order_codes).values(
                    conversation_id=conversation,
                    order_id=row.order_id if row else order,
                    owner=row.id if row else "",
                    code_hash=_hash(conversation, code),
                    made_at=stamp(now),
                    expires_at=stamp(now + LASTS),
                )
            )
            if row is None:
                return Sent("", order)
            chat = _chat(tx, row.id, conversation)
            return Sent(
                code, row.order_id, chat.id if chat else "", chat.locale if chat else row.locale, row.email
            )

    def check(self, conversation: str, code: str, now: datetime) -> Proven | int | None:
        """Whose order it is; or how many tries are left; None where no code is waited for."""
        with self.db.write() as tx:
            query = select(order_codes).where(
                order_codes.c.conversation_id == conversation,
                order_codes.c.used_at == "",
                order_codes.c.expires_at > stamp(now),
            )
            row = tx.execute(query if self.db.is_sqlite else query.with_for_update()).first()
            if row is None or row.tries >= TRIES:
                return None
            here = order_codes.c.id == row.id
            if row.owner and hmac.compare_digest(row.code_hash, _hash(conversation, code)):
                tx.execute(update(order_codes).where(here).values(used_at=stamp(now)))
                return Proven(row.order_id, row.owner)
            tx.execute(update(order_codes).where(here).values(tries=row.tries + 1))
            return TRIES - int(row.tries) - 1


def _hash(conversation: str, code: str) -> str:
    return hashlib.sha256(f"{conversation}:{code}".encode()).hexdigest()


def _made(tx: Connection, whose: ColumnElement[bool], since: datetime) -> int:
    return int(
        tx.execute(
            select(func.count()).select_from(order_codes).where(whose, order_codes.c.made_at > stamp(since))
        ).scalar_one()
    )


def _owner(tx: Connection, order: str, contact: str) -> Any:
    row = tx.execute(
        select(customers, orders.c.id.label("order_id"))
        .join(orders, orders.c.customer_id == customers.c.id)
        .where(func.lower(orders.c.id) == order.lower())
    ).first()
    if row is None:
        return None
    if "@" in contact:
        return row if row.email.casefold() == contact.casefold() else None
    on_whatsapp = and_(conversations.c.customer_id == row.id, conversations.c.channel == "whatsapp")
    phones = [row.phone, *tx.execute(select(conversations.c.address).where(on_whatsapp)).scalars()]
    return row if any(same_phone(phone, contact) for phone in phones) else None


def _chat(tx: Connection, owner: str, but: str) -> Any:
    """The chat with the owner alone, the last used, that is not the one that asks."""
    silent = and_(
        standings.c.channel == conversations.c.channel, standings.c.address == conversations.c.address
    )
    return tx.execute(
        select(conversations.c.id, conversations.c.locale)
        .join(standings, silent, isouter=True)
        .where(
            conversations.c.customer_id == owner,
            conversations.c.channel.in_(CHATS),
            conversations.c.address.not_like("-%"),  # a group of Telegram
            conversations.c.id != but,
            or_(standings.c.blocked_at.is_(None), standings.c.blocked_at == ""),
        )
        .order_by(conversations.c.last_at.desc())
        .limit(1)
    ).first()
