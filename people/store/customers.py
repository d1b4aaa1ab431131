"""SQL on customers: who writes from an address, and where their orders go."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from people.tables import customers, identities
from storage.database import insert_into, stamp


def customer_for(tx: Connection, channel: str, address: str, locale: str, now: datetime) -> str:
    """Find the customer behind an address; somebody unknown is a visitor until proven otherwise."""
    known = tx.execute(
        select(identities.c.customer_id).where(
            identities.c.channel == channel, identities.c.address == address
        )
    ).scalar()
    return known or new_visitor(tx, locale, now)


def new_visitor(tx: Connection, locale: str, now: datetime) -> str:
    """Add a customer of whom nothing is known yet."""
    new = "v_" + secrets.token_urlsafe(12)
    tx.execute(insert(customers).values(id=new, kind="visitor", locale=locale, created_at=stamp(now)))
    return new


def move_identity(tx: Connection, channel: str, address: str, to: str) -> None:
    """Let who is behind one address be behind another."""
    here = (identities.c.channel == channel) & (identities.c.address == address)
    tx.execute(update(identities).where(here).values(address=to))


def ensure_customer(tx: Connection, customer: str, now: datetime) -> None:
    """Add this customer, or begin them anew where they were erased; one who is known stays as they are."""
    again = {"kind": "customer", "created_at": stamp(now)}
    tx.execute(
        insert_into(tx, customers)
        .values(id=customer, **again)
        .on_conflict_do_update(index_elements=["id"], set_=again, where=customers.c.kind == "erased")
    )


def take_on(tx: Connection, ids: Sequence[str], now: datetime) -> dict[str, str]:
    """Whose each of these ids is by now; one that is not known becomes a customer of whom no more is known.

    Who was found to be another customer is that one. Who was forgotten is not in the answer, and is not
    begun anew: only they themselves come back.
    """
    wanted = sorted(set(ids))
    found: dict[str, tuple[str, str]] = {}
    ask = wanted
    while ask:
        known = select(customers.c.id, customers.c.kind, customers.c.merged_into).where(
            customers.c.id.in_(ask)
        )
        rows = tx.execute(known).all()
        found.update({row.id: (row.kind, row.merged_into) for row in rows})
        ask = sorted({row.merged_into for row in rows} - found.keys() - {""})
    new = [{"id": one, "kind": "customer", "created_at": stamp(now)} for one in wanted if one not in found]
    if new:
        tx.execute(insert_into(tx, customers).on_conflict_do_nothing(), new)
    ends = {one: _became(one, found) for one in wanted}
    return {one: end for one, end in ends.items() if found.get(end, ("", ""))[0] != "erased"}


def _became(customer: str, found: Mapping[str, tuple[str, str]]) -> str:
    """The last of those that this customer was found to be."""
    seen = set()
    while customer not in seen and (known := found.get(customer)) and known[1]:
        seen.add(customer)
        customer = known[1]
    return customer


def known_customers(tx: Connection, limit: int, phones: str) -> list[dict[str, str]]:
    """Find some customers whose phones begin so, with their names and cities."""
    rows = tx.execute(
        select(customers.c.id, customers.c.name, customers.c.city)
        .where(customers.c.kind == "customer", customers.c.phone.startswith(phones, autoescape=True))
        .order_by(customers.c.id)
        .limit(limit)
    )
    return [dict(row._mapping) for row in rows]


def address_of(tx: Connection, customer: str) -> dict[str, str]:
    """Read where this customer's orders go; empty when it is not known."""
    row = tx.execute(select(customers).where(customers.c.id == customer)).first()
    if row is None or not (row.address or row.postcode):
        return {}
    found: dict[str, Any] = {
        "name": row.name,
        "line": row.address,
        "city": row.city,
        "postcode": row.postcode,
        "phone": row.phone,
        "gstin": row.gstin,
    }
    return {key: value for key, value in found.items() if value}


def put_address(tx: Connection, customer: str, address: dict[str, str]) -> None:
    """Set where this customer's orders go from now on."""
    tx.execute(
        update(customers)
        .where(customers.c.id == customer)
        .values(
            address=address.get("line", ""),
            city=address.get("city", ""),
            postcode=address.get("postcode", ""),
            **({"gstin": address["gstin"]} if address.get("gstin") else {}),
        )
    )
    put_phone(tx, customer, address.get("phone", ""))


def facts_of(tx: Connection, customer: str) -> dict[str, str]:
    """Read the row of this customer; empty where there is none."""
    row = tx.execute(select(customers).where(customers.c.id == customer)).first()
    return dict(row._mapping) if row else {}


def set_facts(tx: Connection, customer: str, facts: Mapping[str, str]) -> None:
    """Set these columns of this customer."""
    tx.execute(update(customers).where(customers.c.id == customer).values(**facts))


def put_phone(tx: Connection, customer: str, phone: str) -> None:
    """Set the number to call about orders. A known customer's own stays, for it proves who they are."""
    unknown = (customers.c.phone == "") | (customers.c.kind == "visitor")
    if phone:
        tx.execute(update(customers).where(customers.c.id == customer, unknown).values(phone=phone))


def buyer_facts(tx: Connection, customer: str) -> dict[str, str]:
    """Read name and address for the paper of an order that came without."""
    name = tx.execute(select(customers.c.name).where(customers.c.id == customer)).scalar()
    return {**({"name": name} if name else {}), **address_of(tx, customer)}
