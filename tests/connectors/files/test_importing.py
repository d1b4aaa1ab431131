"""Importing into a real store: new, changed, unchanged by key; what a file does not say stays."""

from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from connectors.files.exporting import export_file
from connectors.files.importing import import_file
from connectors.files.outcome import Fault, Outcome
from connectors.files.reading import BadFile
from people.customer import Customer
from people.store.customers import customer_for
from shop.catalogue.product import UNCOUNTED, Product, Tier
from shop.catalogue.service import Catalogue, CatalogueWrites
from shop.delivery.service import Delivery
from shop.delivery.ways import Rate
from shop.history.service import Records
from shop.money import Money
from storage.database import Database
from storage.upsert import Counts
from tests.fresh import ready

NOW = datetime(2026, 3, 31, 9, 0, tzinfo=UTC)
PRODUCTS = (
    "sku,title,price,stock,tiers\nA1,Tata Salt 1 kg,28,500,10:27.50;50:27\nA2,Loose Sugar 50 kg,2100,7,\n"
)
CUSTOMERS = "id,name,phone\nC1,Gupta Kirana,+91 10000-00001\nC2,Rao Stores,\n"


def brought(db: Database, tmp_path: Path, kind: str, content: str, *, dry_run: bool = False) -> Outcome:
    path = tmp_path / f"{kind}.csv"
    path.write_text(content, encoding="utf-8")
    return import_file(db, kind, path, NOW, lambda _done, _of: None, dry_run=dry_run)


def test_the_key_decides(db: Database, tmp_path: Path) -> None:
    assert brought(db, tmp_path, "products", PRODUCTS).counts == Counts(2, 0, 0)
    assert brought(db, tmp_path, "products", PRODUCTS).counts == Counts(0, 0, 2)
    dearer = PRODUCTS.replace("2100", "2150") + "A3,Tea,90,5,\n"
    assert brought(db, tmp_path, "products", dearer).counts == Counts(1, 1, 1)
    salt, sugar, tea = Catalogue(db).all()
    assert salt.tiers == (Tier(10, Money(2750)), Tier(50, Money(2700)))
    assert (sugar.price, sugar.stock, tea.title) == (Money(215000), 7, "Tea")


def test_only_what_changed_gets_a_new_version(db: Database, tmp_path: Path) -> None:
    brought(db, tmp_path, "products", PRODUCTS)
    before = Catalogue(db).version()
    brought(db, tmp_path, "products", PRODUCTS)
    assert Catalogue(db).version() == before
    brought(db, tmp_path, "products", PRODUCTS.replace("500", "499"))
    assert [product.sku for product in Catalogue(db).all(since=before)] == ["A1"]


def test_a_dry_run_counts_and_changes_nothing(db: Database, tmp_path: Path) -> None:
    said = brought(db, tmp_path, "products", PRODUCTS + ",,\n,no sku,5,,\n", dry_run=True)
    assert said.counts == Counts(2, 0, 0)
    assert said.faults == [Fault(5, "sku is empty")]
    assert list(Catalogue(db).all()) == []
    for kind, content in [("customers", CUSTOMERS), ("faqs", "question,answer\nWhy?,So.\n")]:
        assert brought(db, tmp_path, kind, content, dry_run=True).counts.new > 0
    assert list(Records(db).customers()) == []
    assert Catalogue(db).faqs() == []


def test_a_column_that_is_not_there_leaves_what_is_stored(db: Database, tmp_path: Path) -> None:
    brought(db, tmp_path, "products", PRODUCTS)
    prices = "sku,title,price\nA1,Tata Salt 1 kg,27.20\n"
    assert brought(db, tmp_path, "products", prices).counts == Counts(0, 1, 0)
    salt = Catalogue(db).product("A1")
    assert salt is not None
    assert (salt.price, salt.stock) == (Money(2720), 500)
    assert salt.tiers == (Tier(50, Money(2700)),)  # the other one would now cost more than a single piece

    emptied = "sku,title,price,stock,tiers\nA1,Tata Salt 1 kg,27.20,,\n"
    brought(db, tmp_path, "products", emptied)
    salt = Catalogue(db).product("A1")
    assert salt is not None
    assert (salt.stock, salt.tiers) == (UNCOUNTED, ())


def test_a_withdrawn_product_stays_withdrawn(db: Database, tmp_path: Path) -> None:
    gone = Product("A1", "Tata Salt 1 kg", Money(2800), active=False)
    CatalogueWrites(db).products([gone])
    brought(db, tmp_path, "products", PRODUCTS)
    salt = Catalogue(db).product("A1")
    assert salt is not None
    assert (salt.active, salt.stock) == (False, 500)


def test_a_file_withdraws_products_and_brings_them_back(db: Database, tmp_path: Path) -> None:
    def said(cell: str) -> Outcome:
        return brought(db, tmp_path, "products", f"sku,title,price,active\nA1,Tata Salt 1 kg,28,{cell}\n")

    brought(db, tmp_path, "products", PRODUCTS)
    for cell, sold in (("no", False), ("YES", True), ("0", False), ("1", True), ("False", False), ("", True)):
        assert said(cell).counts.changed == 1
        salt = Catalogue(db).product("A1")
        assert salt is not None
        assert (salt.active, salt.stock) == (sold, 500)
    assert said("perhaps").faults == [Fault(2, "active must be yes or no, not 'perhaps'")]
    said("no")
    path = tmp_path / "out.jsonl"
    assert export_file(db, "products", path) == 2
    assert '"active": "no"' in path.read_text()
    path.write_text('{"sku": "A1", "title": "Tata Salt 1 kg", "price": 28, "active": true}\n')
    assert import_file(db, "products", path, NOW, lambda _done, _of: None).counts == Counts(0, 1, 0)


def test_goods_of_which_no_stock_is_said_are_sold_without_a_count(db: Database, tmp_path: Path) -> None:
    said = brought(db, tmp_path, "products", "sku,title,price\nA1,Salt,28\nA2,Tea,90\n")
    assert (said.uncounted, said.own) == (2, 2)
    assert [product.stock for product in Catalogue(db).all()] == [UNCOUNTED, UNCOUNTED]
    assert brought(db, tmp_path, "products", "sku,title,price\nA1,Salt,29\n").uncounted == 0
    brought(db, tmp_path, "products", "sku,title,price,stock\nA1,Salt,29,0\nA2,Tea,90,7\n")
    assert [product.stock for product in Catalogue(db).all()] == [0, 7]


def test_a_shop_has_one_currency(db: Database, tmp_path: Path) -> None:
    said = brought(
        db, tmp_path, "products", "sku,title,price,currency\nA1,Salt,28,INR\nA2,Tea,3,USD\nA3,Dal,60,INR\n"
    )
    assert said.counts.new == 2
    assert said.faults == [Fault(3, "currency is USD, in line 2 it is INR: a shop has one")]


def test_what_a_file_says_has_to_go_with_what_is_stored(db: Database, tmp_path: Path) -> None:
    brought(db, tmp_path, "products", "sku,title,price,mrp,currency\nA1,Salt,28,30,USD\n")
    said = brought(db, tmp_path, "products", "sku,title,price\nA1,Salt,29\n")
    assert said.faults == [Fault(2, "A1 is sold in USD: name it in a column currency")]
    said = brought(db, tmp_path, "products", "sku,title,price,currency\nA1,Salt,31,USD\n")
    assert said.faults == [Fault(2, "price 31.00 is above the MRP of 30.00 that it has")]


def test_a_bad_rating_leaves_the_stored_one(db: Database, tmp_path: Path) -> None:
    brought(db, tmp_path, "products", "sku,title,price,rating\nA1,Salt,28,4.5\n")
    said = brought(db, tmp_path, "products", "sku,title,price,rating\nA1,Salt,29,very good\n")
    assert (said.counts.changed, said.faults, said.left_out[0].line) == (1, [], 2)
    salt = Catalogue(db).product("A1")
    assert salt is not None
    assert (salt.price, salt.rating) == (Money(2900), 4.5)


def test_a_seller_that_is_only_named_is_taken_on_once(db: Database, tmp_path: Path) -> None:
    rows = "sku,title,price,seller\nA1,Salt,28,Gupta Traders\nA2,Tea,90,Gupta Traders\n"
    brought(db, tmp_path, "products", rows)
    (seller,) = Catalogue(db).sellers()
    assert (seller.id, seller.name) == ("Gupta Traders", "Gupta Traders")


def test_customers(db: Database, tmp_path: Path) -> None:
    assert brought(db, tmp_path, "customers", CUSTOMERS).counts == Counts(2, 0, 0)
    assert brought(db, tmp_path, "customers", "id,name\nC1,Gupta & Sons\n").counts == Counts(0, 1, 0)
    assert list(Records(db).customers()) == [
        Customer("C1", "Gupta & Sons", phone="+911000000001"),
        Customer("C2", "Rao Stores"),
    ]
    bad = brought(db, tmp_path, "customers", "id,name,phone,email\nC3,X,call me,\nC4,,,\nC5,Y,,no-mail\n")
    assert [fault.line for fault in bad.faults] == [2, 3, 4]


def test_a_customer_of_the_books_is_known_on_telegram(db: Database, tmp_path: Path) -> None:
    brought(db, tmp_path, "customers", "id,name,telegram_id\nC1,Gupta,4711\nC2,Rao,\n")
    brought(db, tmp_path, "customers", "id,name,telegram_id\nC9,Somebody else,4711\n")
    with db.write() as tx:
        assert customer_for(tx, "telegram", "4711", "en-IN", NOW) == "C1"


ORDERS = (
    "order_id,customer,at,sku,quantity,unit_price,status\n"
    "O1,C1,2026-03-01T10:00:00Z,A1,10,27.50,delivered\n"
    "O2,C2,2026-03-02T10:00:00Z,A1,2,28.00,pending\n"
    "O1,C1,2026-03-01T10:00:00Z,A2,1,2100.00,delivered\n"
)


@pytest.fixture
def shop(db: Database, tmp_path: Path) -> Database:
    brought(db, tmp_path, "products", PRODUCTS)
    brought(db, tmp_path, "customers", CUSTOMERS)
    return db


def test_orders(shop: Database, tmp_path: Path) -> None:
    assert brought(shop, tmp_path, "orders", ORDERS, dry_run=True).counts == Counts(3, 0, 0)
    assert brought(shop, tmp_path, "orders", ORDERS).counts == Counts(3, 0, 0)
    assert brought(shop, tmp_path, "orders", ORDERS).counts == Counts(0, 0, 3)
    more = ORDERS.replace("A1,2,28.00,pending", "A1,3,28.00,pending").replace("delivered", "returned")
    assert brought(shop, tmp_path, "orders", more).counts == Counts(0, 3, 0)
    lines = [(line.order, line.sku, line.quantity, line.status) for line in Records(shop).order_lines()]
    assert lines == [("O1", "A1", 10, "returned"), ("O1", "A2", 1, "returned"), ("O2", "A1", 3, "pending")]


def test_orders_of_nobody_or_of_nothing_or_of_two_minds(shop: Database, tmp_path: Path) -> None:
    brought(shop, tmp_path, "products", "sku,title,price\nA3,Tea,90\n")
    head, first, *_ = ORDERS.splitlines()
    rows = [
        head,
        first,
        first.replace("A1", "A9"),
        first.replace("O1,C1", "O3,C9"),
        first.replace("C1", "C2").replace("A1", "A2"),
        first.replace("03-01", "03-05").replace("A1", "A3"),
        first,
    ]
    said = brought(shop, tmp_path, "orders", "\n".join(rows))
    assert said.counts == Counts(1, 0, 0)
    assert said.faults == [
        Fault(3, "there is no product A9; import the products first"),
        Fault(4, "there is no customer C9; import the customers first"),
        Fault(5, "customer of order O1 is another than in line 2"),
        Fault(6, "at of order O1 is another than in line 2"),
        Fault(7, "O1 A1 stood in line 2 already"),
    ]


def test_faqs_keep_their_tags_when_none_are_said(db: Database, tmp_path: Path) -> None:
    brought(db, tmp_path, "faqs", "question,answer,tags\nDo you deliver?,Yes.,delivery;cost\n")
    said = brought(db, tmp_path, "faqs", "question,answer\nDo you deliver?,Mostly.\nWho are you?,A shop.\n")
    assert said.counts == Counts(1, 1, 0)
    assert Catalogue(db).faqs() == [
        ("Do you deliver?", "Mostly.", ("delivery", "cost")),
        ("Who are you?", "A shop.", ()),
    ]


def test_what_the_store_has_comes_out_and_goes_into_an_empty_one(shop: Database, tmp_path: Path) -> None:
    brought(shop, tmp_path, "orders", ORDERS)
    brought(shop, tmp_path, "faqs", "question,answer,tags\nDo you deliver?,=Yes.,a;b\n")
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    ready(other)
    for kind, lines in (("products", 2), ("customers", 2), ("orders", 3), ("faqs", 1)):
        path = tmp_path / f"out-{kind}.csv.gz"
        assert export_file(shop, kind, path) == lines
        outcome = import_file(other, kind, path, NOW, lambda _done, _of: None)
        assert (outcome.counts, outcome.faults) == (Counts(lines, 0, 0), [])
    assert list(Catalogue(other).all()) == list(Catalogue(shop).all())
    assert list(Records(other).customers()) == list(Records(shop).customers())
    assert list(Records(other).order_lines()) == list(Records(shop).order_lines())
    assert Catalogue(other).faqs() == Catalogue(shop).faqs()
    other.close()


def test_more_lines_than_one_batch(db: Database, tmp_path: Path) -> None:
    rows = "".join(f"A{number},Thing {number},{number}\n" for number in range(1, 1_203))
    told: list[tuple[int, int]] = []
    path = tmp_path / "products.csv"
    path.write_text("sku,title,price\n" + rows, encoding="utf-8")
    outcome = import_file(db, "products", path, NOW, lambda done, of: told.append((done, of)))
    assert outcome.counts == Counts(1202, 0, 0)
    assert told[-1] == (path.stat().st_size, path.stat().st_size)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_place_that_can_t_be_written(db: Database, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="can't be written: No such file or directory"):
        export_file(db, "faqs", tmp_path / "none" / "faqs.csv")
    with pytest.raises(BadFile, match="must end in"):
        export_file(db, "faqs", tmp_path / "faqs.xlsx")


DELIVERY = (
    "zone,postcodes,way,name,charge,days,free_from,cut_off,clock,closed\n"
    "town,411;412,standard,By van,40,1,5000,14:30,,\n"
    'rest,*,standard,,"Rs. 1,150/-",5,,,Asia/Kolkata,saturday;sunday\n'
)


def test_ways_of_delivery_are_set_changed_and_withdrawn(db: Database, tmp_path: Path) -> None:
    assert brought(db, tmp_path, "delivery", DELIVERY, dry_run=True).counts == Counts(2, 0, 0)
    assert rates(db) == ()
    assert brought(db, tmp_path, "delivery", DELIVERY).counts == Counts(2, 0, 0)
    assert brought(db, tmp_path, "delivery", DELIVERY).counts == Counts(0, 0, 2)
    town, rest = rates(db)
    assert (town.postcodes, town.charge, town.free_from, town.cut_off) == (
        ("411", "412"),
        4_000,
        500_000,
        time(14, 30),
    )
    assert (rest.name, rest.charge, rest.closed) == ("Standard", 115_000, (5, 6))
    out = tmp_path / "out.csv"
    assert export_file(db, "delivery", out) == 2
    assert import_file(db, "delivery", out, NOW, lambda _done, _of: None).counts == Counts(0, 0, 2)
    gone = "zone,postcodes,way,charge,days,active\nrest,*,standard,0,0,no\n"
    assert brought(db, tmp_path, "delivery", gone).counts == Counts(0, 1, 1)
    assert [rate.zone for rate in rates(db)] == ["town"]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("town,,standard,40,1,,,", "postcodes must name what they begin with"),
        ("town,4*,standard,40,1,,,", "postcodes must be beginnings of postcodes"),
        ("town,411,standard,,1,,,", "charge is empty"),
        ("town,411,standard,$4,1,,,", "charge is in USD"),
        ("town,411,standard,40,soon,,,", "days must be a whole number"),
        ("town,411,standard,40,1,noon,,", "cut_off must be a time like 15:00"),
        ("town,411,standard,40,1,,Mars/Base,", "clock must be a time zone"),
        ("town,411,standard,40,1,,../../etc,", "clock must be a time zone"),
        ("town,411,standard,40,1,,,caturday", "closed must be days"),
    ],
)
def test_what_can_be_wrong_with_a_way_of_delivery(
    db: Database, tmp_path: Path, cells: str, reason: str
) -> None:
    head = "zone,postcodes,way,charge,days,cut_off,clock,closed\n"
    (fault,) = brought(db, tmp_path, "delivery", f"{head}{cells}\n").faults
    assert reason in fault.reason
    assert rates(db) == ()


def rates(db: Database) -> tuple[Rate, ...]:
    return Delivery(db).ways().rates
