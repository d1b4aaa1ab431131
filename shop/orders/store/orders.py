"""Reads and writes orders: what was bought, what is known of it, what happened to it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from shop.catalogue.store.reads import products_of
from shop.catalogue.tables import products, sellers
from shop.finding.families import family_of
from shop.money import Money
from shop.orders.changes import Variant, Variants
from shop.orders.order import UPI, Line, Order, Payment, Request
from shop.orders.status import status_of
from shop.orders.tables import order_events, order_facts, order_lines, orders
from shop.orders.view import Event
from shop.payments.tables import order_payments, upi_orders
from storage.database import Database, Tx, stamp, unstamp


def order_of(tx: Tx, db: Database, order_id: str, *, lock: bool = False) -> Order | None:
    """One order; locked, nobody else changes it until the transaction ends."""
    query = select(orders).where(orders.c.id == order_id)
    row = tx.execute(query.with_for_update() if lock else query).first()
    return assembled_orders(tx, [row], db.zone)[0] if row else None


def orders_called(tx: Tx, db: Database, ids: Sequence[str]) -> dict[str, Order]:
    """These orders, by their number."""
    rows = tx.execute(select(orders).where(orders.c.id.in_(ids))).all()
    return {order.id: order for order in assembled_orders(tx, rows, db.zone)}


def of_customer(tx: Tx, db: Database, customer: str, limit: int = 10, offset: int = 0) -> list[Order]:
    """A customer's orders, the newest first."""
    rows = tx.execute(
        select(orders)
        .where(orders.c.customer_id == customer)
        .order_by(orders.c.at.desc(), orders.c.id.desc())
        .limit(limit)
        .offset(offset)
    ).all()
    return assembled_orders(tx, rows, db.zone)


def all_orders(tx: Tx, db: Database) -> list[Order]:
    """Every order: for checks and benches."""
    return assembled_orders(tx, tx.execute(select(orders).order_by(orders.c.id)).all(), db.zone)


def count_of(tx: Tx, customer: str) -> int:
    """How many orders a customer has."""
    query = select(func.count()).select_from(orders).where(orders.c.customer_id == customer)
    return tx.execute(query).scalar() or 0


def sellers_of(tx: Tx, skus: Sequence[str]) -> dict[str, str]:
    """Whose each of these products is, by the seller's id; "" where nobody's."""
    rows = tx.execute(select(products.c.sku, products.c.seller_id).where(products.c.sku.in_(skus)))
    return {row.sku: row.seller_id or "" for row in rows}


def seller_names(tx: Tx, ids: Sequence[str]) -> dict[str, str]:
    """What these sellers are called, by their id."""
    rows = tx.execute(select(sellers.c.id, sellers.c.name).where(sellers.c.id.in_(ids)))
    return {row.id: row.name for row in rows}


def variants_of(tx: Tx, skus: Sequence[str]) -> Variants:
    """These products as far as exchanging one for another goes."""
    return {
        p.sku: Variant(p.sku, family_of(p), p.title, p.price, p.active and p.stock > 0, p.subcategory)
        for p in products_of(tx, list(skus)).values()
    }


def events_of(tx: Tx, order_ids: Sequence[str]) -> dict[str, list[Event]]:
    """What happened to each of these orders, the oldest first."""
    rows = tx.execute(
        select(order_events).where(order_events.c.order_id.in_(order_ids)).order_by(order_events.c.id)
    )
    found: dict[str, list[Event]] = {}
    for row in rows:
        found.setdefault(row.order_id, []).append(Event(row.at, row.status, row.step, row.note))
    return found


def quote_of(tx: Tx, order_id: str) -> dict[str, Any]:
    """The quote an order was placed on; empty for one that was imported."""
    return tx.execute(select(order_facts.c.quote).where(order_facts.c.order_id == order_id)).scalar() or {}


def bought_lately(tx: Tx, customer: str, limit: int) -> dict[str, int]:
    """What this customer bought in the latest orders and how much the last time, the newest first."""
    lately = (
        select(orders.c.id, orders.c.at)
        .where(orders.c.customer_id == customer)
        .order_by(orders.c.at.desc())
        .limit(limit)
        .subquery()
    )
    rows = tx.execute(
        select(order_lines.c.sku, order_lines.c.quantity)
        .join(lately, lately.c.id == order_lines.c.order_id)
        .order_by(lately.c.at.desc(), order_lines.c.line)
    )
    found: dict[str, int] = {}
    for row in rows:
        found.setdefault(row.sku, row.quantity)
    return found


def insert_order(tx: Tx, db: Database, order: Order, quote: Mapping[str, Any], checkout: str) -> None:
    """Write an order that was not there before, without its payments and history."""
    tx.execute(
        insert(orders).values(
            id=order.id,
            customer_id=order.customer,
            at=stamp(order.at),
            status=order.status,
            currency=order.currency,
        )
    )
    write_lines(tx, order)
    write_facts(tx, db, order, quote=dict(quote), checkout_id=checkout)


def set_status(tx: Tx, order: Order) -> None:
    """Write how an order stands."""
    tx.execute(update(orders).where(orders.c.id == order.id).values(status=order.status))


def write_lines(tx: Tx, order: Order) -> None:
    """Write the lines of an order in place of those it had."""
    tx.execute(order_lines.delete().where(order_lines.c.order_id == order.id))
    rows = [
        {
            "order_id": order.id,
            "line": number,
            "sku": line.sku,
            "title": line.title,
            "quantity": line.quantity,
            "unit_price": line.unit_price.minor,
        }
        for number, line in enumerate(order.lines, start=1)
    ]
    if rows:
        tx.execute(insert(order_lines), rows)


def write_facts(tx: Tx, db: Database, order: Order, **more: Any) -> None:
    """Write what else is known of an order."""
    facts = {
        "charges": order.charges.minor if order.charges else 0,
        "address": dict(order.address),
        "shipments": [dict(s) for s in order.shipments],
        "reason": order.reason,
        "note": order.note,
        "request": _request_json(order.request),
        **more,
    }
    tx.execute(
        db.insert(order_facts)
        .values(order_id=order.id, **{"quote": {}, **facts})
        .on_conflict_do_update(index_elements=["order_id"], set_=facts)
    )


def add_event(tx: Tx, order: Order, step: str, now: datetime, note: str) -> None:
    """Add one more line to the order's history."""
    tx.execute(
        insert(order_events).values(
            order_id=order.id, at=stamp(now), step=step, status=order.status, note=note
        )
    )


def mark_events_known(tx: Tx, order_id: str) -> None:
    """Write down that the customer knows what happened to this order."""
    tx.execute(update(order_events).where(order_events.c.order_id == order_id).values(told=1))


def assembled_orders(tx: Tx, rows: Sequence[Row[Any]], zone: tzinfo) -> list[Order]:
    """Orders from their rows, all that belongs to them fetched at once, in the shop's own time."""
    ids = [row.id for row in rows]
    lines = _by_order(tx.execute(
        select(order_lines).where(order_lines.c.order_id.in_(ids)).order_by(order_lines.c.line)
    ))  # fmt: skip
    payments = _by_order(tx.execute(
        select(order_payments).where(order_payments.c.order_id.in_(ids)).order_by(order_payments.c.number)
    ))  # fmt: skip
    facts = _by_order(tx.execute(select(order_facts).where(order_facts.c.order_id.in_(ids))))
    by_upi = set(tx.execute(
        select(upi_orders.c.order_id).where(upi_orders.c.order_id.in_(ids), upi_orders.c.state != "other")
    ).scalars())  # fmt: skip
    return [
        replace(
            _order(row, lines.get(row.id, []), payments.get(row.id, []), facts.get(row.id, [])),
            at=unstamp(row.at).astimezone(zone),
            to_pay_by=UPI if row.id in by_upi else "",
        )
        for row in rows
    ]


def _by_order(rows: Any) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.order_id, []).append(row)
    return found


def _order(row: Row[Any], lines: list[Row[Any]], payments: list[Row[Any]], facts: list[Row[Any]]) -> Order:
    fact = facts[0] if facts else None
    return Order(
        id=row.id,
        customer=row.customer_id,
        at=unstamp(row.at),
        status=status_of(row.status),
        lines=tuple(Line(x.sku, x.title, x.quantity, Money(x.unit_price, row.currency)) for x in lines),
        address=fact.address if fact else {},
        payments=tuple(Payment(x.kind, Money(x.amount, row.currency), x.method) for x in payments),
        charges=Money(fact.charges, row.currency) if fact and fact.charges else None,
        discount=_discount(fact.quote, row.currency) if fact else None,
        shipments=tuple(fact.shipments) if fact else (),
        reason=fact.reason if fact else "",
        note=fact.note if fact else "",
        request=_request(fact.request, row.currency) if fact and fact.request else None,
    )


def _discount(quote: Mapping[str, Any], currency: str) -> Money | None:
    off = Money.of(quote.get("discount", "0"), currency)
    return off if off.minor else None


def _request_json(request: Request | None) -> dict[str, Any] | None:
    if request is None:
        return None
    return {
        "kind": request.kind,
        "skus": list(request.skus),
        "method": request.method,
        "new_skus": list(request.new_skus),
        "difference": request.difference.minor if request.difference else None,
    }


def _request(value: dict[str, Any], currency: str) -> Request:
    difference = value["difference"]
    return Request(
        value["kind"],
        tuple(value["skus"]),
        value["method"],
        tuple(value["new_skus"]),
        None if difference is None else Money(difference, currency),
    )
