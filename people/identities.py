"""Who is who: customers, and the addresses on channels that were proven to be theirs."""

import secrets
from datetime import datetime

from sqlalchemy import Connection, select, update

from people.tables import customers, identities
from storage.database import Database, stamp


def customer_for(tx: Connection, channel: str, address: str, locale: str, now: datetime) -> str:
    """The customer behind an address; somebody unknown is a visitor until proven otherwise."""
    known = tx.execute(
        select(identities.c.customer_id).where(
            identities.c.channel == channel, identities.c.address == address
        )
    ).scalar()
    return known or new_visitor(tx, locale, now)


def new_visitor(tx: Connection, locale: str, now: datetime) -> str:
    """A customer of whom nothing is known yet."""
    new = "v_" + secrets.token_urlsafe(12)
    tx.execute(customers.insert().values(id=new, kind="visitor", locale=locale, created_at=stamp(now)))
    return new


def move_identity(tx: Connection, channel: str, address: str, to: str) -> None:
    """Let who is behind one address be behind another."""
    here = (identities.c.channel == channel) & (identities.c.address == address)
    tx.execute(update(identities).where(here).values(address=to))


def ensure_customer(db: Database, customer: str, now: datetime) -> None:
    """The storefront vouches for this customer; the first sight of one makes the record.

    Who was erased and comes back is a customer anew.
    """
    again = {"kind": "customer", "created_at": stamp(now)}
    with db.write() as tx:
        tx.execute(
            db.insert(customers)
            .values(id=customer, **again)
            .on_conflict_do_update(index_elements=["id"], set_=again, where=customers.c.kind == "erased")
        )


def known_customers(db: Database, limit: int, phones: str) -> list[dict[str, str]]:
    """Some customers whose phones begin so, with their names and cities."""
    with db.read() as tx:
        rows = tx.execute(
            select(customers.c.id, customers.c.name, customers.c.city)
            .where(customers.c.kind == "customer", customers.c.phone.startswith(phones, autoescape=True))
            .order_by(customers.c.id)
            .limit(limit)
        )
        return [dict(row._mapping) for row in rows]
