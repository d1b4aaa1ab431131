"""Reading what lies before today: customers and the lines of their orders, for files and reports."""

from collections.abc import Iterator

from sqlalchemy import select

from people.customer import Customer
from people.tables import customers
from shop.history.writes import PastLine
from shop.money import Money
from shop.orders.tables import order_lines, orders
from storage.database import Database, unstamp


class Records:
    """All customers and all their orders, oldest first."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def customers(self) -> Iterator[Customer]:
        """Everybody who is known; visitors and those who turned out to be another are not."""
        query = (
            select(customers)
            .where(customers.c.kind == "customer", customers.c.merged_into == "")
            .order_by(customers.c.id)
        )
        with self.db.read() as tx:
            for row in tx.execute(query):
                yield Customer(
                    id=row.id,
                    name=row.name,
                    phone=row.phone,
                    email=row.email,
                    telegram_id=row.telegram_id,
                    group=row.price_group,
                    address=row.address,
                    city=row.city,
                    postcode=row.postcode,
                    locale=row.locale,
                )

    def order_lines(self) -> Iterator[PastLine]:
        """Every line of every order."""
        query = (
            select(orders, order_lines.c.sku, order_lines.c.quantity, order_lines.c.unit_price)
            .join(order_lines, order_lines.c.order_id == orders.c.id)
            .order_by(orders.c.at, orders.c.id, order_lines.c.line)
        )
        with self.db.read() as tx:
            for row in tx.execute(query).yield_per(5_000):
                price = Money(row.unit_price, row.currency)
                yield PastLine(
                    row.id, row.customer_id, unstamp(row.at), row.sku, row.quantity, price, row.status
                )
