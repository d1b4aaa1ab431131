"""Reads and writes lists that a customer saved under a name, to fill the cart with again."""

from datetime import datetime

from sqlalchemy import select

from shop.cart.cart import Cart
from shop.cart.tables import saved_lists
from storage.database import Database, Tx, stamp


def put_list(tx: Tx, db: Database, name: str, cart: Cart, now: datetime) -> None:
    """Save what is in the cart under this name, in place of what it held."""
    saved = {"lines": [{"sku": x.sku, "quantity": x.quantity} for x in cart.lines], "at": stamp(now)}
    tx.execute(
        db.insert(saved_lists)
        .values(customer_id=cart.customer, name=name, **saved)
        .on_conflict_do_update(index_elements=["customer_id", "name"], set_=saved)
    )


def list_called(tx: Tx, customer: str, name: str) -> dict[str, int] | None:
    """Products and quantities of a list; None where there is none of that name."""
    found = tx.execute(
        select(saved_lists.c.lines).where(saved_lists.c.customer_id == customer, saved_lists.c.name == name)
    ).scalar()
    return None if found is None else {x["sku"]: x["quantity"] for x in found}


def list_names(tx: Tx, customer: str) -> list[str]:
    """The customer's lists, the newest first."""
    query = select(saved_lists.c.name).where(saved_lists.c.customer_id == customer)
    return list(tx.execute(query.order_by(saved_lists.c.at.desc())).scalars())
