"""Adds up lines of orders: sales, orders, customers, units, margins, what came back, what was delivered."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Select,
    Text,
    and_,
    case,
    cast,
    distinct,
    func,
    literal,
    or_,
    select,
)

from chat.tables import conversations
from insight.figures.cut import Cut, Part
from insight.figures.measures import GOODS, TIMES
from insight.figures.store.times import key_in
from people.tables import customers
from shop.catalogue.tables import products
from shop.checkout.tables import checkouts
from shop.orders.status import UNDER_WAY
from shop.orders.tables import order_facts, order_lines, orders
from storage.database import Tx

AMOUNT = cast(order_lines.c.quantity, BigInteger) * order_lines.c.unit_price
ORDERS = func.count(distinct(orders.c.id))
STANDS = orders.c.status != "cancelled"
SETTLED = orders.c.status.not_in(UNDER_WAY)
ARRIVED = and_(SETTLED, STANDS)
COST = products.c.attributes["cost_minor"].as_string()
WITH_CANCELLED = frozenset({"fill_rate"})
KEYS: dict[str, ColumnElement[str]] = {
    "category": func.coalesce(products.c.category, ""),
    "subcategory": func.coalesce(products.c.subcategory, ""),
    "brand": func.coalesce(products.c.brand, ""),
    "product": order_lines.c.sku,
    "seller": func.coalesce(products.c.seller_id, ""),
    "city": customers.c.city,
    "channel": func.coalesce(conversations.c.channel, ""),
    "customer": orders.c.customer_id,
    "segment": orders.c.customer_id,  # the service knows whose segment is which
}


def add_up(tx: Tx, cut: Cut) -> list[Part]:
    """Add up a measure of order lines by the dimension that it is cut by."""
    top, bottom, known = _sums(cut)
    table: FromClause = order_lines.join(orders, orders.c.id == order_lines.c.order_id)
    where = [order_lines.c.quantity > 0, orders.c.currency == cut.currency]
    if cut.measure.name not in WITH_CANCELLED:
        where.append(STANDS)
    where += [orders.c.at >= cut.since, orders.c.at < cut.until]
    key = key_in(orders.c.at, cut.spans) if cut.by in TIMES else KEYS[cut.by] if cut.by else literal("")
    wanted = {cut.by, *cut.keys}
    if wanted & {*GOODS} - {"product"} or cut.seller or cut.measure.name in ("margin", "margin_rate"):
        table = table.outerjoin(products, products.c.sku == order_lines.c.sku)
    if "city" in wanted:
        table = table.join(customers, customers.c.id == orders.c.customer_id)
    if "channel" in wanted:
        # The chat in which the order was placed; none of an order that was imported.
        table = table.outerjoin(
            checkouts, and_(checkouts.c.order_id == orders.c.id, checkouts.c.order_id != "")
        ).outerjoin(conversations, conversations.c.id == checkouts.c.conversation_id)
    if cut.measure.name in ("returns", "return_rate"):
        table = table.outerjoin(order_facts, order_facts.c.order_id == orders.c.id)
    where += [KEYS[field].in_(keys) for field, keys in cut.keys.items()]
    if cut.customers is not None:
        where.append(orders.c.customer_id.in_(cut.customers))
    if cut.seller:
        where.append(products.c.seller_id == cut.seller)
    query: Select[Any] = select(key.label("part"), top, bottom, known).select_from(table).where(*where)
    if cut.by:
        query = query.group_by("part")
    return [
        Part(
            row.part, int(row.top or 0), None if row.bottom is None else int(row.bottom), int(row.known or 0)
        )
        for row in tx.execute(query)
    ]


def _sums(cut: Cut) -> tuple[ColumnElement[Any], ColumnElement[Any], ColumnElement[Any]]:
    """What is added up, what it is divided by, and for margins the sales of which one is known."""
    top, bottom, known = SUMS[cut.measure.name](cut)
    nothing = cast(None, BigInteger)
    return (
        top.label("top"),
        (nothing if bottom is None else bottom).label("bottom"),
        (literal(0) if known is None else known).label("known"),
    )


Sums = tuple[ColumnElement[Any], ColumnElement[Any] | None, ColumnElement[Any] | None]


def _margin(cut: Cut) -> Sums:
    whole, kept = _kept(cut)
    known = whole.is_not(None)
    sold = func.sum(case((known, AMOUNT), else_=0))
    top = func.sum(cast(order_lines.c.quantity, BigInteger) * kept)
    if cut.measure.name == "margin":
        return top, None, sold
    return top, func.sum(cast(order_lines.c.quantity, BigInteger) * whole), sold


def _kept(cut: Cut) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """What a piece brings who sells it, and what of that stays; null where it is not known.

    With costs the shop sells at its price; without them the buyer sells at the MRP.
    """
    if cut.costs:
        digits = COST.regexp_match("^[0-9]{1,12}$")
        cost = case((digits, cast(COST, BigInteger)))
        price = case((digits, order_lines.c.unit_price))
        return price, price - cost
    return products.c.mrp, products.c.mrp - order_lines.c.unit_price


def _back(cut: Cut) -> ColumnElement[Any]:
    """The order, where the line came back: of one that came back in part only what was asked for did."""
    back = orders.c.status == "returned"
    if {cut.by, *cut.keys} & {*GOODS} or cut.seller:
        asked = cast(order_facts.c.request, Text)
        named = func.replace(asked, '"' + order_lines.c.sku + '"', "") != asked
        back = and_(back, or_(asked.is_(None), asked == "null", named))
    return func.count(distinct(case((back, orders.c.id))))


SUMS: dict[str, Callable[[Cut], Sums]] = {
    "sales": lambda _: (func.sum(AMOUNT), None, None),
    "orders": lambda _: (ORDERS, None, None),
    "customers": lambda _: (func.count(distinct(orders.c.customer_id)), None, None),
    "units": lambda _: (func.sum(order_lines.c.quantity), None, None),
    "aov": lambda _: (func.sum(AMOUNT), ORDERS, None),
    "lines_per_order": lambda _: (func.count(), ORDERS, None),
    "margin": _margin,
    "margin_rate": _margin,
    "returns": lambda cut: (_back(cut), None, None),
    "return_rate": lambda cut: (_back(cut), func.count(distinct(case((ARRIVED, orders.c.id)))), None),
    "fill_rate": lambda _: (
        func.sum(case((ARRIVED, order_lines.c.quantity), else_=0)),
        func.sum(case((SETTLED, order_lines.c.quantity), else_=0)),
        None,
    ),
}
