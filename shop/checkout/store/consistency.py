"""Finds where stock, checkouts, orders and ledger do not agree."""

from sqlalchemy import func, select

from shop.checkout.tables import checkouts
from shop.claims.tables import claims
from shop.orders.status import UNDER_WAY
from shop.orders.store.orders import all_orders
from shop.orders.tables import order_events, order_facts, order_lines, orders
from shop.payments.store.ledger import unbalanced
from shop.stock.tables import allocations, stock
from storage.database import Database, Tx


def disagreements(tx: Tx, db: Database) -> list[str]:
    """Every disagreement in a sentence; none is well."""
    return [*unbalanced(tx), *_stock(tx), *_checkouts(tx), *_orders(tx, db)]


def _stock(tx: Tx) -> list[str]:
    rows = tx.execute(select(stock).where(stock.c.quantity < 0))
    return [f"{row.sku} has {row.quantity} in {row.warehouse}: oversold" for row in rows]


def _checkouts(tx: Tx) -> list[str]:
    """What a checkout holds fits its state; what an order took is what it was placed on."""
    wanted = {
        "open": "held",
        "paying": "held",
        "expired": "returned",
        "done": "taken",
    }
    faults: list[str] = []
    rows = tx.execute(
        select(checkouts.c.id, checkouts.c.state, allocations.c.state.label("held"), orders.c.status)
        .join(allocations, allocations.c.checkout_id == checkouts.c.id)
        .outerjoin(orders, orders.c.id == checkouts.c.order_id)
        .distinct()
    )
    for row in rows:
        expected = "returned" if row.status == "cancelled" else wanted.get(row.state)
        if row.held != expected:
            faults.append(f"checkout {row.id} is {row.state}, but its stock is {row.held}")
    taken = {
        (row[0], row[1]): row[2]
        for row in tx.execute(
            select(checkouts.c.order_id, allocations.c.sku, func.sum(allocations.c.quantity))
            .join(allocations, allocations.c.checkout_id == checkouts.c.id)
            .where(checkouts.c.order_id != "")
            .group_by(checkouts.c.order_id, allocations.c.sku)
        )
    }
    ordered = {
        (row[0], row[1]): row[2]
        for row in tx.execute(
            select(order_lines.c.order_id, order_lines.c.sku, func.sum(order_lines.c.quantity))
            .where(order_lines.c.order_id.in_(select(checkouts.c.order_id)))
            .group_by(order_lines.c.order_id, order_lines.c.sku)
        )
    }
    for key in sorted({*taken, *ordered}):
        if taken.get(key) != ordered.get(key):
            held, bought = taken.get(key, 0), ordered.get(key, 0)
            faults.append(f"order {key[0]} is of {bought} pieces of {key[1]}, its stock of {held}")
    return faults


def _orders(tx: Tx, db: Database) -> list[str]:
    """An order that has been paid was paid what it costs; a cancelled one holds nothing."""
    known = set(tx.execute(select(order_facts.c.order_id).where(order_facts.c.checkout_id != "")).scalars())
    by_cash = set(tx.execute(select(checkouts.c.order_id).where(checkouts.c.method == "cash")).scalars())
    by_cash |= set(
        tx.execute(select(order_events.c.order_id).where(order_events.c.step == "change_items")).scalars()
    )
    given_back = _claimed(tx)
    faults: list[str] = []
    for order in all_orders(tx, db):
        if order.id not in known or not order.payments:
            continue
        due = order.total.minor - given_back.get(order.id, 0)
        if order.status == "cancelled":
            due = 0
        elif order.status in ("returned", "exchanged"):
            continue  # part of it went back
        if order.id in by_cash and order.paid.minor < due and order.status in UNDER_WAY:
            continue  # the courier takes the rest
        if order.unpaid.minor:
            continue  # the rest is awaited by UPI
        if order.paid.minor != due:
            faults.append(
                f"order {order.id} is {order.status}, paid {order.paid.plain()}, due {due / 100:.2f}"
            )
    return faults


def _claimed(tx: Tx) -> dict[str, int]:
    """What was given back of each order for claims."""
    given = claims.c.amount.is_not(None)
    rows = tx.execute(
        select(claims.c.order_id, func.sum(claims.c.amount).label("minor"))
        .where(given)
        .group_by(claims.c.order_id)
    )
    return {row.order_id: row.minor for row in rows}
