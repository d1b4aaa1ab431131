"""SQL on codes that prove whose an order is."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, insert, select, update

from chat.tables import conversations
from intake.order_codes import LASTS, Owner, order_code_hash
from intake.tables import order_codes
from people.tables import customers
from shop.orders.tables import orders
from storage.database import stamp


@dataclass(frozen=True)
class Waiting:
    """A code that is waited for."""

    id: int
    order: str
    owner: str
    code_hash: str
    tries: int


def asked_in(tx: Connection, conversation: str, since: datetime) -> int:
    """Count the codes that were asked for in this chat."""
    return _made(tx, order_codes.c.conversation_id == conversation, since)


def sent_to(tx: Connection, owner: str, since: datetime) -> int:
    """Count the codes that were sent to this owner, whoever asked."""
    return _made(tx, order_codes.c.owner == owner, since)


def _made(tx: Connection, whose: ColumnElement[bool], since: datetime) -> int:
    made = select(func.count()).select_from(order_codes).where(whose, order_codes.c.made_at > stamp(since))
    return int(tx.execute(made).scalar_one())


def retire_codes(tx: Connection, conversation: str, now: datetime) -> None:
    """Let all codes of this chat be good no more."""
    before = and_(order_codes.c.conversation_id == conversation, order_codes.c.used_at == "")
    tx.execute(update(order_codes).where(before).values(used_at=stamp(now)))


def add_code(tx: Connection, conversation: str, order: str, owner: str, code: str, now: datetime) -> None:
    """Save a code; one without an owner fits nothing."""
    tx.execute(
        insert(order_codes).values(
            conversation_id=conversation,
            order_id=order,
            owner=owner,
            code_hash=order_code_hash(conversation, code),
            made_at=stamp(now),
            expires_at=stamp(now + LASTS),
        )
    )


def waiting_code(tx: Connection, conversation: str, now: datetime) -> Waiting | None:
    """Find the code that is good in this chat, and lock it until the transaction ends."""
    row = tx.execute(
        select(order_codes)
        .where(
            order_codes.c.conversation_id == conversation,
            order_codes.c.used_at == "",
            order_codes.c.expires_at > stamp(now),
        )
        .with_for_update()
    ).first()
    return Waiting(row.id, row.order_id, row.owner, row.code_hash, row.tries) if row else None


def use_code(tx: Connection, code: int, now: datetime) -> None:
    """Let this code be good no more."""
    tx.execute(update(order_codes).where(order_codes.c.id == code).values(used_at=stamp(now)))


def count_try(tx: Connection, code: int) -> None:
    """Count one more wrong try."""
    tx.execute(update(order_codes).where(order_codes.c.id == code).values(tries=order_codes.c.tries + 1))


def owner_of(tx: Connection, order: str) -> Owner | None:
    """Find whose this order is, with all their phones, those that they write from too."""
    row = tx.execute(
        select(customers, orders.c.id.label("order_id"))
        .join(orders, orders.c.customer_id == customers.c.id)
        .where(func.lower(orders.c.id) == order.lower())
    ).first()
    if row is None:
        return None
    on_whatsapp = and_(conversations.c.customer_id == row.id, conversations.c.channel == "whatsapp")
    others = tx.execute(select(conversations.c.address).where(on_whatsapp)).scalars()
    return Owner(row.id, row.order_id, row.email, row.locale, (row.phone, *others))
