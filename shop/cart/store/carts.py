"""Reads and writes carts: one for each customer, on whatever channel."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select

from people.tables import customers
from shop.cart.cart import Cart, CartLine
from shop.cart.tables import cart_lines, carts
from shop.catalogue.product import Product
from shop.catalogue.store.reads import products_of
from shop.catalogue.tables import products
from shop.money import Money
from storage.database import Database, Tx, stamp


def cart_of(tx: Tx, customer: str, *, lock: bool = False) -> Cart:
    """A customer's cart; an empty one if there is none."""
    query = select(carts).where(carts.c.customer_id == customer)
    head = tx.execute(query.with_for_update() if lock else query).first()
    rows = tx.execute(
        select(cart_lines, func.coalesce(products.c.currency, "INR").label("currency"))
        .outerjoin(products, products.c.sku == cart_lines.c.sku)
        .where(cart_lines.c.customer_id == customer)
        .order_by(cart_lines.c.added_at, cart_lines.c.sku)
    )
    lines = tuple(CartLine(r.sku, r.quantity, Money(r.seen_price, r.currency)) for r in rows)
    if head is None:
        return Cart(customer, lines)
    undo = tuple(tuple(_line(x) for x in step) for step in head.undo or ())
    return Cart(customer, lines, head.voucher, undo, head.version)


def save_cart(tx: Tx, db: Database, cart: Cart, now: datetime) -> None:
    """Write a cart as it is now."""
    head = {
        "voucher": cart.voucher,
        "undo": [[_line_json(x) for x in step] for step in cart.undo],
        "version": cart.version + 1,
        "updated_at": stamp(now),
    }
    tx.execute(
        db.insert(carts)
        .values(customer_id=cart.customer, **head)
        .on_conflict_do_update(index_elements=["customer_id"], set_=head)
    )
    there = tx.execute(select(cart_lines).where(cart_lines.c.customer_id == cart.customer))
    added = {row.sku: row.added_at for row in there}
    tx.execute(delete(cart_lines).where(cart_lines.c.customer_id == cart.customer))
    # The place in the cart is the time a line was added; lines of one moment keep their order.
    rows = [
        {
            "customer_id": cart.customer,
            "sku": line.sku,
            "quantity": line.quantity,
            "seen_price": line.seen_price.minor,
            "added_at": added.get(line.sku) or f"{stamp(now)[:-1]}{number:04d}Z",
        }
        for number, line in enumerate(cart.lines)
    ]
    if rows:
        tx.execute(insert(cart_lines), rows)


def goods(tx: Tx, skus: Sequence[str]) -> dict[str, Product]:
    """Products as this transaction sees them."""
    return products_of(tx, skus)


def price_group(tx: Tx, customer: str) -> str:
    """The price group of a customer."""
    return tx.execute(select(customers.c.price_group).where(customers.c.id == customer)).scalar() or ""


def _line_json(line: CartLine) -> dict[str, Any]:
    return {
        "sku": line.sku,
        "quantity": line.quantity,
        "seen": line.seen_price.minor,
        "in": line.seen_price.currency,
    }


def _line(value: Mapping[str, Any]) -> CartLine:
    return CartLine(value["sku"], value["quantity"], Money(value["seen"], value["in"]))
