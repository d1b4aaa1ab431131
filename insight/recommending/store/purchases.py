"""Reads what was bought, by whom, and which products are new on the shelf."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, exists, func, select

from insight.learning.history import BoughtRow, Cohort
from insight.tables import product_arrivals as arrivals
from insight.tables import recommendation_events as events
from people.tables import customers
from shop.catalogue.tables import products
from shop.orders.tables import order_lines, orders
from storage.database import Tx, stamp, unstamp

NOT_BOUGHT = ("cancelled", "returned")
NEW_FOR = timedelta(days=30)


def purchases(tx: Tx, at_once: int) -> Iterator[BoughtRow]:
    """Read every line that was bought and kept, oldest order first."""
    for row in tx.execution_options(yield_per=at_once).execute(_bought().order_by(orders.c.at)):
        yield _bought_row(row)


def bought_since(tx: Tx, customer: str, at: datetime | None) -> list[BoughtRow]:
    """Read one customer's lines after a moment; all of them without one."""
    query = _bought().where(orders.c.customer_id == customer)
    if at is not None:
        query = query.where(orders.c.at > stamp(at))
    return [_bought_row(row) for row in tx.execute(query.order_by(orders.c.at))]


def bought_after_impression(tx: Tx, since: datetime) -> list[BoughtRow]:
    """Read the lines since then of customers who were ever shown something."""
    shown = exists().where(events.c.customer_id == orders.c.customer_id, events.c.kind == "impression")
    rows = tx.execute(_bought().where(orders.c.at >= stamp(since), shown))
    return [_bought_row(row) for row in rows]


def bought_within(tx: Tx, customer: str, start: datetime, end: datetime) -> tuple[int, int, int]:
    """Count one customer's orders and lines from one moment to another, and their value."""
    lines = tx.execute(
        _bought().where(
            orders.c.customer_id == customer, orders.c.at >= stamp(start), orders.c.at < stamp(end)
        )
    ).all()
    value = sum(line.quantity * line.unit_price for line in lines)
    return len({line.order_id for line in lines}), len(lines), value


def _bought() -> Any:
    return (
        select(
            orders.c.customer_id,
            order_lines.c.order_id,
            order_lines.c.sku,
            order_lines.c.quantity,
            order_lines.c.unit_price,
            orders.c.at,
        )
        .join(order_lines, order_lines.c.order_id == orders.c.id)
        .where(orders.c.status.not_in(NOT_BOUGHT), order_lines.c.quantity > 0)
    )


def _bought_row(row: Row[Any]) -> BoughtRow:
    return (row.customer_id, row.order_id, row.sku, float(row.quantity), unstamp(row.at))


def all_cohorts(tx: Tx) -> dict[str, list[Cohort]]:
    """Read what customers have in common with others: their city and their price group."""
    rows = tx.execute(select(customers.c.id, customers.c.city, customers.c.price_group))
    return {row.id: _cohorts(row) for row in rows}


def cohorts_of(tx: Tx, customer: str) -> list[Cohort]:
    """Read what one customer has in common with others."""
    row = tx.execute(
        select(customers.c.city, customers.c.price_group).where(customers.c.id == customer)
    ).first()
    return _cohorts(row) if row else []


def _cohorts(row: Any) -> list[Cohort]:
    return [(kind, name) for kind, name in (("city", row.city), ("group", row.price_group)) if name]


def who_ordered_last(tx: Tx, many: int) -> list[str]:
    """Read the customers of the newest orders."""
    newest = func.max(orders.c.at)
    query = select(orders.c.customer_id).group_by(orders.c.customer_id).order_by(newest.desc())
    return list(tx.execute(query.limit(many)).scalars())


def customer_name(tx: Tx, customer: str) -> str:
    """Read a customer's name and city."""
    row = tx.execute(select(customers).where(customers.c.id == customer)).first()
    return f"{row.name}, {row.city}".strip(", ") if row else ""


def note_arrivals(tx: Tx, now: datetime) -> int:
    """Store products that were not there at the last look; how many. The first look finds none."""
    first_look = tx.execute(select(arrivals.c.sku).limit(1)).first() is None
    unseen = (
        tx.execute(select(products.c.sku).where(products.c.sku.not_in(select(arrivals.c.sku))))
        .scalars()
        .all()
    )
    at = "" if first_look else stamp(now)
    if unseen:
        tx.execute(arrivals.insert(), [{"sku": sku, "at": at} for sku in unseen])
    return 0 if first_look else len(unseen)


def arrived(tx: Tx, now: datetime) -> dict[str, int]:
    """Read the products that came within the last weeks, with the days since."""
    query = select(arrivals).where(arrivals.c.at > stamp(now - NEW_FOR), arrivals.c.at <= stamp(now))
    return {row.sku: (now - unstamp(row.at)).days for row in tx.execute(query)}
