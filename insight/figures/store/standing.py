"""Reads how lately, how often and for how much each customer bought, in every application."""

from typing import Any

from sqlalchemy import BigInteger, Select, String, and_, cast, func, literal, select, union_all
from sqlalchemy import exists as there_is

from insight.events.event import CANCELLED, COMPLETED
from insight.figures.standing import Standing
from insight.tables import behaviour_events as events
from people.tables import customers
from shop.orders.tables import order_lines, orders
from storage.database import Tx, unstamp


def standings(tx: Tx, until: str) -> list[Standing]:
    """Add up each customer's purchases up to a moment, as insight.segments does over every event.

    What has no order's id is one order with what was bought in the same moment.
    """
    bought = union_all(_own(until), _imported(until)).subquery("bought")
    query = (
        select(
            bought.c.customer,
            func.max(bought.c.at).label("last_at"),
            func.count(func.distinct(bought.c.key)).label("orders"),
            func.sum(bought.c.minor).label("minor"),
        )
        .join(customers, customers.c.id == bought.c.customer)
        .where(customers.c.kind != "erased")
        .group_by(bought.c.customer)
        .order_by(bought.c.customer)
    )
    return [
        Standing(row.customer, unstamp(row.last_at), row.orders, int(row.minor or 0))
        for row in tx.execute(query)
    ]


def _own(until: str) -> Select[Any]:
    called_off = there_is().where(
        events.c.event == CANCELLED,
        events.c.customer_id == orders.c.customer_id,
        events.c.order_id == orders.c.id,
        events.c.at <= until,
    )
    return (
        select(
            orders.c.customer_id.label("customer"),
            orders.c.at.label("at"),
            cast("i" + orders.c.id, String).label("key"),
            (cast(order_lines.c.quantity, BigInteger) * order_lines.c.unit_price).label("minor"),
        )
        .join(order_lines, order_lines.c.order_id == orders.c.id)
        .where(orders.c.at <= until, orders.c.status != "cancelled", order_lines.c.quantity > 0, ~called_off)
    )


def _imported(until: str) -> Select[Any]:
    other = events.alias("other")
    called_off = there_is().where(
        other.c.event == CANCELLED,
        other.c.customer_id == events.c.customer_id,
        other.c.order_id == events.c.order_id,
        other.c.at <= until,
    )
    ours = there_is().where(
        orders.c.id == events.c.order_id,
        orders.c.customer_id == events.c.customer_id,
        orders.c.status == "cancelled",
    )
    key = func.coalesce(func.nullif("i" + events.c.order_id, "i"), "a" + events.c.at)
    amount = cast(func.coalesce(events.c.quantity, literal(0)), BigInteger)
    return select(
        events.c.customer_id.label("customer"),
        events.c.at.label("at"),
        cast(key, String).label("key"),
        (amount * func.coalesce(events.c.price, literal(0))).label("minor"),
    ).where(
        and_(
            events.c.event == COMPLETED,
            events.c.at <= until,
            (events.c.order_id == "") | (~called_off & ~ours),
        )
    )
