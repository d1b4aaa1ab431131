"""Puts the small town of tests.insight.shops into a real database."""

from people.customer import Customer
from shop.catalogue.product import Seller
from shop.catalogue.service import CatalogueWrites
from shop.history.past import PastLine
from shop.history.service import RecordWrites
from shop.money import Money
from storage.database import Database
from tests.insight.shops import NOW, PRODUCTS, purchases


def stock(db: Database, shops: int = 12) -> None:
    """Sellers, products, customers with cities, and their past orders."""
    goods = CatalogueWrites(db)
    goods.sellers([Seller(f"S{number}", f"Seller {number}") for number in range(4)])
    goods.products(PRODUCTS)
    past = RecordWrites(db)
    past.customers(
        [
            Customer(f"C{number:03}", f"Shop {number}", city="Pune", group="gold" if number % 2 else "")
            for number in range(shops)
        ],
        NOW,
    )
    lines = []
    for one in purchases(shops):
        assert one.at is not None
        lines.append(
            PastLine(one.order, one.customer, one.at, one.sku, int(one.quantity), Money(1000), "delivered")
        )
    past.orders(lines)
