"""Puts products and ways to pay into an empty store, for imports and benches."""

from datetime import datetime

from sqlalchemy import Connection, insert

from people.tables import customers
from shop.catalogue.product import Product
from shop.catalogue.tables import products
from shop.orders.order import Method
from shop.payments.tables import payment_methods
from shop.stock.tables import stock
from storage.database import Database, stamp


def put_product(tx: Connection, product: Product) -> None:
    """One new product with its stock in one warehouse."""
    tx.execute(
        insert(products).values(
            sku=product.sku,
            title=product.title,
            brand=product.brand,
            category=product.category,
            subcategory=product.subcategory,
            currency=product.price.currency,
            price=product.price.minor,
            moq=product.moq,
            multiple=product.multiple,
            attributes=dict(product.attributes),
            aliases=list(product.aliases),
            active=product.active,
            version=1,
        )
    )
    tx.execute(insert(stock).values(sku=product.sku, warehouse="main", quantity=product.stock))


def put_method(tx: Connection, db: Database, customer: str, method: Method, now: datetime) -> None:
    """One more way in which this customer pays; a new customer is made known."""
    tx.execute(
        db.insert(customers)
        .values(id=customer, kind="customer", created_at=stamp(now))
        .on_conflict_do_nothing()
    )
    tx.execute(
        insert(payment_methods).values(
            customer_id=customer,
            id=method.id,
            kind=method.kind,
            label=method.label,
            balance=method.balance.minor if method.balance else None,
            currency=method.balance.currency if method.balance else "INR",
        )
    )
