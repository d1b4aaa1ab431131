"""What the shop knows of a customer for sending orders: name, address, phone."""

from typing import Any

from sqlalchemy import Connection, select, update

from people.tables import customers


def called(customer: str, name: str = "") -> str:
    """What staff call a customer; who is not known, or not any more, is told apart by the end of their id."""
    for mark, word in (("v_", "Visitor"), ("gone_", "Erased")):
        if customer.startswith(mark):
            return name or f"{word} {customer[-4:]}"
    return name or customer


def address_of(tx: Connection, customer: str) -> dict[str, str]:
    """Where this customer's orders go; empty when it is not known."""
    row = tx.execute(select(customers).where(customers.c.id == customer)).first()
    if row is None or not (row.address or row.postcode):
        return {}
    found: dict[str, Any] = {
        "name": row.name,
        "line": row.address,
        "city": row.city,
        "postcode": row.postcode,
        "phone": row.phone,
    }
    return {key: value for key, value in found.items() if value}


def put_address(tx: Connection, customer: str, address: dict[str, str]) -> None:
    """From now on orders go there."""
    tx.execute(
        update(customers)
        .where(customers.c.id == customer)
        .values(
            address=address.get("line", ""),
            city=address.get("city", ""),
            postcode=address.get("postcode", ""),
        )
    )
    put_phone(tx, customer, address.get("phone", ""))


def put_phone(tx: Connection, customer: str, phone: str) -> None:
    """The number to call about orders. A known customer's own stays, for it proves who they are."""
    unknown = (customers.c.phone == "") | (customers.c.kind == "visitor")
    if phone:
        tx.execute(update(customers).where(customers.c.id == customer, unknown).values(phone=phone))


def buyer_facts(tx: Connection, customer: str) -> dict[str, str]:
    """Name and address for the paper of an order that came without."""
    name = tx.execute(select(customers.c.name).where(customers.c.id == customer)).scalar()
    return {**({"name": name} if name else {}), **address_of(tx, customer)}
