"""What a file says of stock reaches the warehouses without taking back what orders took."""

from dataclasses import replace

import pytest
from sqlalchemy import insert, select, update

from shop.catalogue.faq import Faq
from shop.catalogue.product import Product, Seller
from shop.catalogue.service import Catalogue, CatalogueWrites
from shop.money import Money
from shop.stock.tables import stock
from storage.database import Database
from storage.upsert import Counts

SALT = Product("A1", "Tata Salt 1 kg", Money(2800), stock=100)


def shelves(db: Database) -> dict[str, int]:
    with db.read() as tx:
        rows = tx.execute(select(stock.c.warehouse, stock.c.quantity).where(stock.c.sku == "A1"))
        return {row.warehouse: row.quantity for row in rows}


@pytest.fixture
def writes(db: Database) -> CatalogueWrites:
    CatalogueWrites(db).products([SALT])
    with db.write() as tx:
        tx.execute(insert(stock).values(sku="A1", warehouse="pune", quantity=30))
    return CatalogueWrites(db)


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (200, {"main": 170, "pune": 30}),
        (130, {"main": 100, "pune": 30}),
        (30, {"main": 0, "pune": 30}),
        (12, {"main": 12, "pune": 0}),  # never below zero anywhere
        (0, {"main": 0, "pune": 0}),
    ],
)
def test_the_warehouses_add_up_to_what_was_said(
    db: Database, writes: CatalogueWrites, total: int, expected: dict[str, int]
) -> None:
    writes.products([replace(SALT, stock=total)])
    assert shelves(db) == expected


def test_a_price_list_does_not_touch_stock(db: Database, writes: CatalogueWrites) -> None:
    with db.write() as tx:
        tx.execute(update(stock).where(stock.c.warehouse == "main").values(quantity=40))
    dearer = replace(SALT, price=Money(2900))
    assert writes.products([dearer], frozenset({"sku", "title", "price"})) == Counts(0, 1, 0)
    assert shelves(db) == {"main": 40, "pune": 30}
    found = Catalogue(db).product("A1")
    assert found is not None
    assert (found.price, found.stock) == (Money(2900), 70)


def test_nothing_at_all_is_no_fault(db: Database) -> None:
    writes = CatalogueWrites(db)
    assert writes.products([]) == writes.sellers([]) == writes.faqs([]) == Counts()


def test_sellers_and_faqs_by_their_key(db: Database) -> None:
    writes = CatalogueWrites(db)
    first = Seller("S1", "Gupta Traders", "Karnal", 4.5, 2)
    assert writes.sellers([first]) == Counts(1, 0, 0)
    assert writes.sellers([replace(first, city="Delhi"), replace(first, id="S2")]) == Counts(1, 1, 0)
    assert writes.faqs([Faq("Why?", "So.", ("a",))]) == Counts(1, 0, 0)
    assert writes.faqs([Faq("Why?", "So.", ("a",))]) == Counts(0, 0, 1)
    assert writes.faqs([Faq("Why?", "Thus.", ("a",))]) == Counts(0, 1, 0)
