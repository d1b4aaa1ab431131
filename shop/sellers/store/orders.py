"""Reads a seller's own part of orders, and what sells. The seller "" is the shop itself."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, exists, func, select

from people.tables import customers
from shop.catalogue.product import UNCOUNTED
from shop.catalogue.tables import price_tiers, products
from shop.orders.tables import order_facts, order_lines, orders
from shop.sellers.masking import relayed
from shop.stock.tables import stock
from storage.database import Tx, stamp


def orders_page(
    tx: Tx, seller: str, statuses: tuple[str, ...], words: str, start: int, limit: int
) -> list[dict[str, Any]]:
    """Read orders with goods of this seller, the newest first, with the seller's own lines alone.

    Words are of an order's number, or of the buyer's name.
    """
    query = _with_goods_of(seller).where(orders.c.status.in_(statuses))
    if words.strip():
        like = f"%{words.strip().replace('%', '').replace('_', '')}%"
        query = query.where(orders.c.id.ilike(like) | customers.c.name.ilike(like))
    query = query.order_by(orders.c.at.desc(), orders.c.id.desc()).limit(limit).offset(start)
    return _with_lines(tx, seller, query)


def one_order(tx: Tx, seller: str, order: str) -> dict[str, Any] | None:
    """Read one order with goods of this seller, however old."""
    return next(iter(_with_lines(tx, seller, _with_goods_of(seller).where(orders.c.id == order))), None)


def _with_goods_of(seller: str) -> Select[Any]:
    own = (
        select(order_lines.c.order_id)
        .join(products, products.c.sku == order_lines.c.sku)
        .where(_sold_by(seller))
    )
    return (
        select(orders, customers.c.name, customers.c.city, order_facts.c.address)
        .add_columns(order_facts.c.shipments, order_facts.c.note)
        .join(customers, customers.c.id == orders.c.customer_id)
        .outerjoin(order_facts, order_facts.c.order_id == orders.c.id)
        .where(orders.c.id.in_(own))
    )


def _with_lines(tx: Tx, seller: str, query: Select[Any]) -> list[dict[str, Any]]:
    rows = tx.execute(query).all()
    lines: dict[str, list[dict[str, Any]]] = defaultdict(list)
    others: set[str] = set()
    for line in tx.execute(
        select(order_lines, products.c.seller_id, products.c.pack)
        .outerjoin(products, products.c.sku == order_lines.c.sku)
        .where(order_lines.c.order_id.in_([row.id for row in rows]))
        .order_by(order_lines.c.order_id, order_lines.c.line)
    ):
        if (line.seller_id or "") == seller:
            lines[line.order_id].append(
                {
                    "sku": line.sku,
                    "title": line.title,
                    "pack": line.pack or "",
                    "quantity": line.quantity,
                    "total": line.quantity * line.unit_price,
                }
            )
        else:
            others.add(line.order_id)
    return [
        {
            "id": row.id,
            "at": row.at,
            "status": _status_of_part(row, seller),
            "currency": row.currency,
            "to": row.name,
            "city": row.city,
            "address": dict(row.address or {}),
            "note": relayed(row.note or "").shown,
            "lines": lines[row.id],
            "total": sum(line["total"] for line in lines[row.id]),
            "whole": row.id not in others,  # all of it is this seller's
        }
        for row in rows
    ]


def best_sellers(tx: Tx, seller: str, since: datetime, limit: int) -> list[dict[str, Any]]:
    """Read what sold best since then: pieces, orders and turnover by product."""
    money = func.sum(order_lines.c.quantity * order_lines.c.unit_price)
    rows = tx.execute(
        select(
            products.c.sku,
            products.c.title,
            products.c.currency,
            func.sum(order_lines.c.quantity).label("pieces"),
            func.count(func.distinct(order_lines.c.order_id)).label("orders"),
            money.label("turnover"),
        )
        .join(order_lines, order_lines.c.sku == products.c.sku)
        .join(orders, orders.c.id == order_lines.c.order_id)
        .where(_sold_by(seller), orders.c.at >= stamp(since), orders.c.status != "cancelled")
        .group_by(products.c.sku, products.c.title, products.c.currency)
        .order_by(money.desc())
        .limit(limit)
    ).all()
    return [dict(row._mapping) for row in rows]


def products_page(tx: Tx, seller: str, words: str, start: int, limit: int) -> list[dict[str, Any]]:
    """Read a seller's products with price and stock, what runs out first."""
    of_it = stock.c.sku == products.c.sku
    left = select(func.sum(stock.c.quantity)).where(of_it).scalar_subquery()
    steps = price_tiers.c.sku == products.c.sku
    tiers = select(func.count()).select_from(price_tiers).where(steps).scalar_subquery()
    query = (
        select(
            products.c.sku,
            products.c.title,
            products.c.pack,
            products.c.image,
            products.c.price,
            products.c.currency,
            products.c.active,
            left.label("stock"),
            tiers.label("tiers"),
        )
        .where(_sold_by(seller))
        .order_by(func.coalesce(left, UNCOUNTED), products.c.title)
    )
    for word in words.split()[:6]:
        query = query.where(products.c.title.ilike(f"%{word}%") | products.c.sku.ilike(f"{word}%"))
    rows = tx.execute(query.limit(limit).offset(start)).all()
    return [dict(row._mapping) for row in rows]


def turnover(tx: Tx, seller: str, since: datetime) -> tuple[int, int]:
    """Count the turnover and the orders since then."""
    money = func.sum(order_lines.c.quantity * order_lines.c.unit_price)
    row = tx.execute(
        select(
            func.coalesce(money, 0).label("turnover"),
            func.count(func.distinct(order_lines.c.order_id)).label("orders"),
        )
        .join(products, products.c.sku == order_lines.c.sku)
        .join(orders, orders.c.id == order_lines.c.order_id)
        .where(_sold_by(seller), orders.c.at >= stamp(since), orders.c.status != "cancelled")
    ).one()
    return int(row.turnover), row.orders


def count_sold_out(tx: Tx, seller: str) -> int:
    """Count the products that ran out."""
    return tx.execute(
        select(func.count())
        .select_from(products)
        .where(
            _sold_by(seller),
            products.c.active,
            exists().where(stock.c.sku == products.c.sku),
            ~exists().where(stock.c.sku == products.c.sku, stock.c.quantity > 0),
        )
    ).scalar_one()


def _sold_by(seller: str) -> ColumnElement[bool]:
    """Goods of this seller; of "" those that the shop sells itself."""
    return products.c.seller_id == seller if seller else products.c.seller_id.is_(None)


def _status_of_part(row: Row[Any], seller: str) -> str:
    """How far the seller's own goods of an order are."""
    part = next((s for s in row.shipments or [] if s.get("seller") == seller), None)
    return str(part["status"]) if part else str(row.status)
