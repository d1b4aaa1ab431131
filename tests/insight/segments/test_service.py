"""Segments over all applications, as of a moment; on SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest

from insight.segments.segment import Segment
from insight.segments.service import Segments
from people.customer import Customer
from shop.catalogue.product import Product
from shop.catalogue.service import CatalogueWrites
from shop.history.past import PastLine
from shop.history.service import RecordWrites
from shop.money import Money
from storage.database import Database
from tests.insight.journeys.logs import LATER, START, at, did, given

DAY = 24 * 60


def buy(day: float, customer: str, order: str = "", price: int = 10_000, quantity: int = 1) -> object:
    line = did("buy", day * DAY, customer=customer, order_id=order, price=price, quantity=quantity)
    return replace(line, id=f"{line.id} {order} {price}")


def test_nobody_bought(db: Database) -> None:
    given(db, did("view", 0))
    assert Segments(db).all(LATER) == []


def test_a_row_a_customer_who_bought(db: Database) -> None:
    lines = [
        buy(0, "B", "O1", 10_000, 2),
        buy(0, "B", "O1", 5_000),
        buy(10, "B", "O2", 2_550),
        buy(20, "B", "O3"),
        did("cancel", 21 * DAY, customer="B", order_id="O3"),
        buy(12.5, "A", "", 100, 3),
        buy(40, "Z", "O9"),
    ]
    given(db, did("view", 0, customer="D"), *lines)  # type: ignore[arg-type]
    rows = Segments(db).all(at(30 * DAY))
    # Few are known: orders after the first, by the days since, but at least 90.
    assert rows == [
        Segment("A", 17, 1, Decimal("3.00"), 5, 3, 3, "Potential Loyalists", "new", 0.0, Decimal(0)),
        Segment("B", 20, 2, Decimal("275.50"), 3, 5, 5, "Loyal Customers", "active", 1.0, Decimal("137.75")),
    ]
    (b,) = [row for row in Segments(db).all(at(20 * DAY + 1)) if row.customer == "B"]
    assert (b.frequency, b.monetary) == (3, Decimal("375.50"))


def test_our_own_orders_count_and_the_forgotten_do_not(db: Database) -> None:
    CatalogueWrites(db).products([Product("S1", "Salt", Money(2800))])
    records = RecordWrites(db)
    records.customers([Customer("C", "Ravi"), Customer("gone", "Asha")], START)
    order = PastLine("O1", "C", START, "S1", 2, Money(2800), "delivered")
    records.orders(
        [order, replace(order, order="O2", status="cancelled"), replace(order, order="O3", customer="gone")]
    )
    given(db, buy(1, "C", "F1", 1_000))  # type: ignore[arg-type]
    with db.write() as tx:
        tx.exec_driver_sql("update customers set kind = 'erased' where id = 'gone'")
    (row,) = Segments(db).all(LATER)
    assert (row.customer, row.frequency, row.monetary) == ("C", 2, Decimal("66.00"))


@pytest.mark.slow
def test_of_many_customers_models_tell_who_comes_again(db: Database) -> None:
    random = Random(3)
    lines = [
        buy(day + shop % 5, f"C{shop:03}", f"O{shop}-{day}", random.randint(5_000, 15_000))
        for shop in range(80)
        for day in range(0, 300 if shop % 2 else 40, 7 + shop % 11)
    ]
    given(db, *lines)  # type: ignore[arg-type]
    rows = Segments(db).all(START + timedelta(days=300))
    assert [row.customer for row in rows] == sorted(row.customer for row in rows)
    often = [row for number, row in enumerate(rows) if number % 2]
    stopped = [row for number, row in enumerate(rows) if not number % 2]
    assert min(row.expected_orders_90d for row in often) > 3
    assert max(row.expected_orders_90d for row in stopped) < 1
    assert all(row.expected_value_90d > 300 for row in often)
    assert {row.lifecycle for row in often} == {"active"}
    assert {row.lifecycle for row in stopped} == {"lost"}
