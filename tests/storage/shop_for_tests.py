"""A small shop in a database: what the tests of carts, checkouts and orders start from."""

from datetime import UTC, datetime

from demo.delivery import RATES
from people.customer import Customer
from shop.cart.pricing import Rules
from shop.cart.service.carts import Carts
from shop.catalogue.product import Product
from shop.catalogue.service import CatalogueWrites
from shop.checkout.service.checkouts import Checkouts
from shop.delivery.service import Delivery
from shop.history.service import RecordWrites
from shop.money import Money
from shop.orders.order import Method
from shop.orders.service.orders import Orders
from storage.database import Database

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SALT = Product("SALT-1", "Tata Salt 1 kg", Money(2800), brand="Tata", stock=10)
TEA = Product("TEA-R", "Red Label Tea 250 g", Money(14000), stock=50, attributes={"variant_of": "tea"})
TEA_BIG = Product("TEA-B", "Red Label Tea 500 g", Money(27000), stock=50, attributes={"variant_of": "tea"})
ADDRESS = {"name": "Asha Stores", "line": "12 MG Road", "city": "Pune", "postcode": "411001"}


def open_shop(db: Database, customers: int = 1) -> Checkouts:
    """Products and customers c0, c1, ... with some store credit each, and goods brought as the demo's are."""
    Delivery(db).set_rates(RATES)
    CatalogueWrites(db).products([SALT, TEA, TEA_BIG])
    RecordWrites(db).customers([Customer(f"c{number}", "") for number in range(customers)], NOW)
    for number in range(customers):
        credit = Method(f"credit-{number}", "store_credit", balance=Money(50000))
        Orders(db).add_method(f"c{number}", credit)
    return Checkouts(db, Carts(db, Rules()))
