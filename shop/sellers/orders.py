"""A seller's own side of the shop: orders to pack and ship, and what sells."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from people.tables import customers
from shop.catalogue.product import UNCOUNTED
from shop.catalogue.tables import price_tiers, products
from shop.orders.tables import order_facts, order_lines, orders
from shop.stock.tables import stock
from storage.database import Database, stamp

OPEN = ("pending", "changed", "packed", "shipped")
PAST = ("delivered", "cancelled", "return_requested", "returned", "exchange_requested", "exchanged")
PAGE = 30


class SellerOrders:
    """Reads; changes nothing. The seller "" is the shop itself: it sells what nobody else is named for."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def newest(
        self, seller: str, statuses: tuple[str, ...] = OPEN, words: str = "", page: int = 0
    ) -> tuple[list[dict[str, Any]], bool]:
        """A page of orders with goods of this seller, the newest first; and whether there are more.

        Words are of an order's number, or of the buyer's name.
        """
        query = self._of(seller).where(orders.c.status.in_(statuses))
        if words.strip():
            like = f"%{words.strip().replace('%', '').replace('_', '')}%"
            query = query.where(orders.c.id.ilike(like) | customers.c.name.ilike(like))
        query = query.order_by(orders.c.at.desc(), orders.c.id.desc()).limit(PAGE + 1).offset(page * PAGE)
        found = self._seen(seller, query)
        return found[:PAGE], len(found) > PAGE

    def order(self, seller: str, order: str) -> dict[str, Any] | None:
        """One order with goods of this seller, however old."""
        return next(iter(self._seen(seller, self._of(seller).where(orders.c.id == order))), None)

    def _of(self, seller: str) -> Select[Any]:
        """Orders with goods of this seller."""
        own = (
            select(order_lines.c.order_id)
            .join(products, products.c.sku == order_lines.c.sku)
            .where(_of(seller))
        )
        return (
            select(orders, customers.c.name, customers.c.city, order_facts.c.address, order_facts.c.shipments)
            .join(customers, customers.c.id == orders.c.customer_id)
            .outerjoin(order_facts, order_facts.c.order_id == orders.c.id)
            .where(orders.c.id.in_(own))
        )

    def _seen(self, seller: str, query: Select[Any]) -> list[dict[str, Any]]:
        """These orders with the seller's own lines alone."""
        with self.db.read() as tx:
            rows = tx.execute(query).all()
            lines: dict[str, list[dict[str, Any]]] = defaultdict(list)
            others: set[str] = set()
            ids = [row.id for row in rows]
            for line in tx.execute(
                select(order_lines, products.c.seller_id, products.c.pack)
                .outerjoin(products, products.c.sku == order_lines.c.sku)
                .where(order_lines.c.order_id.in_(ids))
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
                "status": _part(row, seller),
                "currency": row.currency,
                "to": row.name,
                "city": row.city,
                "address": dict(row.address or {}),
                "lines": lines[row.id],
                "total": sum(line["total"] for line in lines[row.id]),
                "whole": row.id not in others,  # all of it is this seller's
            }
            for row in rows
        ]

    def sells(self, seller: str, now: datetime, days: int = 30, limit: int = 10) -> list[dict[str, Any]]:
        """What sold best in these days: pieces, orders and turnover by product."""
        money = func.sum(order_lines.c.quantity * order_lines.c.unit_price)
        with self.db.read() as tx:
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
                .where(
                    _of(seller),
                    orders.c.at >= stamp(now - timedelta(days=days)),
                    orders.c.status != "cancelled",
                )
                .group_by(products.c.sku, products.c.title, products.c.currency)
                .order_by(money.desc())
                .limit(limit)
            ).all()
        return [dict(row._mapping) for row in rows]

    def products(self, seller: str, words: str = "", page: int = 0, size: int = 25) -> tuple[list[Any], bool]:
        """A seller's products with price and stock, what runs out first; and whether there are more."""
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
            .where(_of(seller))
            .order_by(func.coalesce(left, UNCOUNTED), products.c.title)
        )
        for word in words.split()[:6]:
            query = query.where(products.c.title.ilike(f"%{word}%") | products.c.sku.ilike(f"{word}%"))
        with self.db.read() as tx:
            rows = tx.execute(query.limit(size + 1).offset(page * size)).all()
        return [dict(row._mapping) for row in rows[:size]], len(rows) > size

    def figures(self, seller: str, now: datetime) -> dict[str, int]:
        """Turnover and orders of the last thirty days, and how many products ran out."""
        money = func.sum(order_lines.c.quantity * order_lines.c.unit_price)
        with self.db.read() as tx:
            row = tx.execute(
                select(
                    func.coalesce(money, 0).label("turnover"),
                    func.count(func.distinct(order_lines.c.order_id)).label("orders"),
                )
                .join(products, products.c.sku == order_lines.c.sku)
                .join(orders, orders.c.id == order_lines.c.order_id)
                .where(
                    _of(seller),
                    orders.c.at >= stamp(now - timedelta(days=30)),
                    orders.c.status != "cancelled",
                )
            ).one()
            out = tx.execute(
                select(func.count())
                .select_from(products)
                .where(
                    _of(seller),
                    products.c.active,
                    exists().where(stock.c.sku == products.c.sku),
                    ~exists().where(stock.c.sku == products.c.sku, stock.c.quantity > 0),
                )
            ).scalar_one()
        return {"turnover": int(row.turnover), "orders": row.orders, "out": out}


def _of(seller: str) -> ColumnElement[bool]:
    """Goods of this seller; of "" those that the shop sells itself."""
    return products.c.seller_id == seller if seller else products.c.seller_id.is_(None)


def _part(row: Any, seller: str) -> str:
    """How far the seller's own goods of an order are."""
    part = next((s for s in row.shipments or [] if s.get("seller") == seller), None)
    return str(part["status"]) if part else str(row.status)
