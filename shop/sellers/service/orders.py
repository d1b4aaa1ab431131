"""Shows a seller their own side of the shop: orders to pack and ship, and what sells."""

from datetime import datetime, timedelta
from typing import Any

from shop.orders.status import UNDER_WAY
from shop.sellers.store import orders
from storage.database import Database

PAST = ("delivered", "cancelled", "return_requested", "returned", "exchange_requested", "exchanged")
PAGE = 30
FIGURES_OF = timedelta(days=30)


class SellerOrders:
    """Reads; changes nothing. The seller "" is the shop itself: it sells what nobody else is named for."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def newest(
        self, seller: str, statuses: tuple[str, ...] = UNDER_WAY, words: str = "", page: int = 0
    ) -> tuple[list[dict[str, Any]], bool]:
        """A page of orders with goods of this seller, the newest first; and whether there are more.

        Words are of an order's number, or of the buyer's name.
        """
        with self.db.read() as tx:
            found = orders.orders_page(tx, seller, statuses, words, page * PAGE, PAGE + 1)
        return found[:PAGE], len(found) > PAGE

    def order(self, seller: str, order: str) -> dict[str, Any] | None:
        """One order with goods of this seller, however old."""
        with self.db.read() as tx:
            return orders.one_order(tx, seller, order)

    def sells(self, seller: str, now: datetime, days: int = 30, limit: int = 10) -> list[dict[str, Any]]:
        """What sold best in these days: pieces, orders and turnover by product."""
        with self.db.read() as tx:
            return orders.best_sellers(tx, seller, now - timedelta(days=days), limit)

    def products(
        self, seller: str, words: str = "", page: int = 0, size: int = 25
    ) -> tuple[list[dict[str, Any]], bool]:
        """A seller's products with price and stock, what runs out first; and whether there are more."""
        with self.db.read() as tx:
            rows = orders.products_page(tx, seller, words, page * size, size + 1)
        return rows[:size], len(rows) > size

    def figures(self, seller: str, now: datetime) -> dict[str, int]:
        """Turnover and orders of the last thirty days, and how many products ran out."""
        with self.db.read() as tx:
            money, count = orders.turnover(tx, seller, now - FIGURES_OF)
            return {"turnover": money, "orders": count, "out": orders.count_sold_out(tx, seller)}
