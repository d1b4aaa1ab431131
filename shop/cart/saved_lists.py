"""Lists that a customer keeps under a name, to fill the cart with again."""

from datetime import datetime

from sqlalchemy import Connection, select

from shop.cart.cart import Cart
from shop.cart.tables import saved_lists
from storage.database import Database, stamp

MOST = 20  # names of one customer


def save_list(tx: Connection, db: Database, name: str, cart: Cart, now: datetime) -> bool:
    """Keep what is in the cart under this name, in place of what it held; no, where there are too many."""
    if len(names(tx, cart.customer)) >= MOST and load_list(tx, cart.customer, name) is None:
        return False
    kept = {"lines": [{"sku": x.sku, "quantity": x.quantity} for x in cart.lines], "at": stamp(now)}
    tx.execute(
        db.insert(saved_lists)
        .values(customer_id=cart.customer, name=name, **kept)
        .on_conflict_do_update(index_elements=["customer_id", "name"], set_=kept)
    )
    return True


def load_list(tx: Connection, customer: str, name: str) -> dict[str, int] | None:
    """Products and quantities of a list; None where there is none of that name."""
    found = tx.execute(
        select(saved_lists.c.lines).where(saved_lists.c.customer_id == customer, saved_lists.c.name == name)
    ).scalar()
    return None if found is None else {x["sku"]: x["quantity"] for x in found}


def names(tx: Connection, customer: str) -> list[str]:
    """The customer's lists, the newest first."""
    query = select(saved_lists.c.name).where(saved_lists.c.customer_id == customer)
    return list(tx.execute(query.order_by(saved_lists.c.at.desc())).scalars())
