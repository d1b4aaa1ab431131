"""What was bought after looking where, and what was looked at and not bought: a case for each rule."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from insight.journeys.rows import Bought, Searched
from insight.journeys.service import Journeys
from shop.catalogue.product import Product
from shop.catalogue.service import CatalogueWrites
from shop.money import Money
from storage.database import Database
from tests.insight.journeys.logs import LATER, START, at, did, given

DAY = 24 * 60
HOUR = timedelta(minutes=60)


def checked(db: Database) -> list[str]:
    """Of each purchase, where else the product was looked at."""
    return [row.applications_checked for row in Journeys(db).bought(LATER)]


def runs(db: Database, minutes: float | None = None) -> list[Searched]:
    """The runs of looks without a purchase, as of so many minutes after the start."""
    return Journeys(db).searched(LATER if minutes is None else at(minutes))


def sold(db: Database, *products: tuple[str, str]) -> None:
    """The shop sells these: SKU and title."""
    CatalogueWrites(db).products([Product(sku, title, Money(2800)) for sku, title in products])


# Bought


def test_a_purchase_is_told_as_it_was_told(db: Database) -> None:
    told = {"category": "Staples", "sub_category": "Salt", "colour": "white", "size": "1 kg"}
    buy = did("buy", 10, "Flipkart", quantity=3, price=2850, payment_mode="upi", order_id="O1", **told)
    given(db, did("view", 0, "Amazon", category="Else"), buy)
    assert Journeys(db).bought(LATER) == [
        Bought(
            customer="C",
            product="Salt",
            **told,
            quantity=3,
            application_used="Flipkart",
            applications_checked="Amazon",
            time=at(10),
            payment_mode="upi",
            final_price=Decimal("85.50"),
        )
    ]


def test_what_is_not_told_of_a_purchase_is_empty(db: Database) -> None:
    given(db, did("buy", 0, quantity=3), did("buy", 1, price=100), did("buy", 2, product=""))
    assert [(row.quantity, row.final_price) for row in Journeys(db).bought(LATER)] == [
        (3, None), (None, None), (None, None),
    ]  # fmt: skip


def test_other_applications_in_the_order_of_the_first_look(db: Database) -> None:
    looks = [did("view", 0, "B"), did("search", 1, "A"), did("add", 2, "B"), did("add", 3, "Telegram")]
    given(db, *looks, did("view", 4, "D"), did("buy", 5, "Telegram"))
    assert checked(db) == ["B;A;D"]


def test_only_looks_that_name_the_product_count(db: Database) -> None:
    others = [
        did("search", 0, "A", product="", query="salt"),
        did("view", 1, "B", product="Sugar"),
        did("view", 2, "D", customer="Another"),
        replace(did("view", 3, "E"), event="Product Removed"),
        replace(did("view", 4, "F"), event="Checkout Started"),
    ]
    given(db, *others, did("buy", 5))
    assert checked(db) == [""]


def test_a_look_in_the_moment_of_the_purchase_counts_and_a_later_one_does_not(db: Database) -> None:
    given(db, did("view", 5, "A"), did("view", 5.01, "B"), did("buy", 5))
    assert checked(db) == ["A"]


def test_looks_before_the_previous_purchase_of_it_are_of_that_one(db: Database) -> None:
    given(
        db,
        did("view", 0, "A"),
        did("buy", 10),
        did("view", 10, "B"),
        did("view", 11, "D"),
        did("buy", 15, product="Sugar"),
        did("buy", 20),
        did("buy", 30),
    )
    assert checked(db) == ["A;B", "", "D", ""]


def test_a_cancelled_purchase_is_none_and_leaves_its_looks_to_the_next(db: Database) -> None:
    given(
        db,
        did("view", 0, "A"),
        did("buy", 10, order_id="O1"),
        did("view", 20, "B"),
        did("buy", 30, order_id="O2"),
        did("cancel", 40, "Elsewhere", order_id="O1"),
        did("cancel", 41, order_id="O9"),
        did("cancel", 42, order_id="O2", customer="Another"),
        did("cancel", 43),
    )
    assert checked(db) == ["A;B"]


def test_all_lines_of_a_cancelled_order_are_cancelled(db: Database) -> None:
    given(
        db,
        did("buy", 0, order_id="O1"),
        did("buy", 1, order_id="O1", product="Sugar"),
        did("buy", 2, order_id=""),
        did("cancel", 3, order_id="O1"),
    )
    assert [row.time for row in Journeys(db).bought(LATER)] == [at(2)]


def test_before_it_was_cancelled_it_was_a_purchase(db: Database) -> None:
    given(db, did("buy", 10, order_id="O1"), did("cancel", 40, order_id="O1"))
    assert [len(Journeys(db).bought(at(minute))) for minute in (9, 10, 39, 40)] == [0, 1, 1, 0]


@pytest.mark.parametrize(("back", "found"), [(30 * DAY, "A"), (30 * DAY + 1, "")])
def test_looks_of_thirty_days_back_count(db: Database, back: float, found: str) -> None:
    given(db, did("view", 0, "A"), did("buy", back))
    assert checked(db) == [found]


def test_two_lines_of_one_moment_share_their_looks(db: Database) -> None:
    red, blue = (replace(did("buy", 10, colour=colour), id=colour) for colour in ("red", "blue"))
    given(db, did("view", 0, "A"), red, blue)
    assert [(row.colour, row.applications_checked) for row in Journeys(db).bought(LATER)] == [
        ("blue", "A"), ("red", "A"),
    ]  # fmt: skip


def test_the_oldest_purchase_is_first_and_then_the_lower_id(db: Database) -> None:
    rows = [("b", 10, "Z"), ("B", 10, "A"), ("a", 11, "A"), ("z", 5, "A")]
    given(db, *(replace(did("buy", minute, customer=who), id=name) for name, minute, who in rows))
    assert [(row.time, row.customer) for row in Journeys(db).bought(LATER)] == [
        (at(5), "A"), (at(10), "A"), (at(10), "Z"), (at(11), "A"),
    ]  # fmt: skip


# Which product


@pytest.mark.parametrize("name", ["SALT", "  Sált ", "salt\u00a0", "sa\u0301lt"])
def test_a_name_is_the_same_in_other_letters(db: Database, name: str) -> None:
    given(db, did("view", 0, "A", product=name), did("buy", 1))
    assert checked(db) == ["A"]


def test_a_sku_is_its_own_where_the_shop_does_not_know_it(db: Database) -> None:
    given(db, did("view", 0, "A", sku="S1"), did("view", 0, "B", sku="S1", product="Rock"), did("buy", 1))
    assert checked(db) == [""]
    given(db, did("buy", 2, sku="S1", product=""))
    assert checked(db) == ["", "A;B"]


def test_a_sku_and_its_title_are_one_product(db: Database) -> None:
    sold(db, ("S1", "Salt"))
    given(db, did("view", 0, "A", sku="S1", product=""), did("view", 1, "B"), did("buy", 2, product="SALT "))
    assert checked(db) == ["A;B"]
    given(db, did("view", 3, "A", sku="S1", product=""))
    assert [row.product for row in runs(db)] == ["Salt"]


def test_a_title_of_two_products_tells_neither(db: Database) -> None:
    sold(db, ("S1", "Salt"), ("S2", "salt"))
    given(db, did("view", 0, "A", sku="S1"), did("view", 1, "B"), did("buy", 2), did("buy", 3, sku="S1"))
    assert checked(db) == ["B", "A"]


def test_where_there_is_only_a_sku_that_is_the_name(db: Database) -> None:
    given(db, did("view", 0, sku="S7", product=""))
    assert [row.product for row in runs(db)] == ["S7"]


# Searched


def test_a_run_is_told_by_its_last_look_and_its_last_quantity(db: Database) -> None:
    given(
        db,
        did("view", 0, "A", category="Old", quantity=5, price=900),
        did("add", 1, "B", quantity=2, price=2850),
        did("search", 2, "A", product="SALT", category="Staples", sub_category="Fine", colour="white"),
        did("view", 3, "D", product="salt ", size="1 kg", price=1),
    )
    assert runs(db) == [
        Searched(
            customer="C",
            product="salt ",
            category="",
            sub_category="",
            colour="",
            size="1 kg",
            quantity=2,
            price=Decimal("28.50"),
            applications_checked="A;B;D",
            times=4,
            first_at=at(0),
            last_at=at(3),
            bought_later_at=None,
            bought_later_in="",
        )
    ]


def test_of_no_quantity_there_is_no_price(db: Database) -> None:
    given(db, did("view", 0, price=2850), did("view", 1, product="Sugar", quantity=1))
    assert [(row.quantity, row.price) for row in runs(db)] == [(None, None), (1, None)]


@pytest.mark.parametrize(("after", "rows"), [(0, 0), (59, 0), (60, 0), (60.01, 1)])
def test_a_purchase_within_the_window_leaves_no_row(db: Database, after: float, rows: int) -> None:
    given(db, did("view", 0, "A"), did("buy", after, "B"))
    assert len(runs(db)) == rows


def test_a_purchase_after_the_window_is_told(db: Database) -> None:
    given(db, did("view", 0, "A"), did("view", 5, "B"), did("buy", 500, "D"), did("buy", 600, "E"))
    (row,) = runs(db)
    assert (row.applications_checked, row.times, row.bought_later_at, row.bought_later_in) == (
        "A;B", 2, at(500), "D",
    )  # fmt: skip


def test_gaps_do_not_end_a_run_and_a_purchase_does(db: Database) -> None:
    given(
        db,
        did("view", 0),
        did("view", 90 * DAY),
        did("buy", 91 * DAY),
        did("buy", 91 * DAY, product="Sugar"),
        did("view", 92 * DAY),
    )
    assert [(row.times, row.first_at, row.last_at, row.bought_later_at) for row in runs(db)] == [
        (2, at(0), at(90 * DAY), at(91 * DAY)),
        (1, at(92 * DAY), at(92 * DAY), None),
    ]


def test_a_purchase_that_is_cancelled_ends_no_run(db: Database) -> None:
    given(db, did("view", 0), did("buy", 5, order_id="O"), did("view", 9), did("cancel", 20, order_id="O"))
    assert [row.times for row in runs(db)] == [2]
    assert [row.times for row in runs(db, 69)] == [2]
    assert runs(db, 19) == []


def test_someone_elses_purchase_and_another_product_leave_a_run(db: Database) -> None:
    given(db, did("view", 0), did("buy", 1, customer="D"), did("buy", 2, product="Sugar"))
    assert len(runs(db)) == 1


def test_a_run_whose_window_is_open_is_left_out(db: Database) -> None:
    given(db, did("view", 0), did("view", 30))
    assert [len(runs(db, minute)) for minute in (0, 30, 60, 89.99, 90, 91)] == [0, 0, 0, 0, 1, 1]
    assert [row.times for row in Journeys(db).searched(at(29), timedelta(minutes=20))] == [1]


def test_as_of_the_middle_nothing_later_is_known(db: Database) -> None:
    given(db, did("view", 0, "A"), did("buy", 100, "B"), did("view", 200, "D"))
    (row,) = runs(db, 99)
    assert (row.bought_later_at, row.bought_later_in) == (None, "")
    (row,) = runs(db, 100)
    assert (row.bought_later_at, row.bought_later_in) == (at(100), "B")
    assert Journeys(db).bought(at(99.99)) == []


def test_the_window_is_as_long_as_is_said(db: Database) -> None:
    given(db, did("view", 0), did("buy", 10))
    found = [len(Journeys(db).searched(LATER, timedelta(minutes=minutes))) for minutes in (0, 9, 10, 11)]
    assert found == [1, 1, 0, 0]


def test_a_window_of_nothing_closes_at_once(db: Database) -> None:
    given(db, did("view", 0), did("view", 7, product="Sugar"), did("buy", 7, product="Sugar"))
    assert [row.product for row in Journeys(db).searched(at(7), timedelta())] == ["Salt"]


def test_what_came_late_and_twice_is_where_it_belongs_once(db: Database) -> None:
    buy, first, last = did("buy", 300, "E"), did("view", 0, "A"), did("view", 20, "B")
    given(db, buy)
    given(db, last, replace(last, product="Sugar"), first)
    given(db, first, replace(last, application="F"))
    (row,) = runs(db)
    assert (row.product, row.applications_checked, row.times) == ("Salt", "A;B", 2)


def test_the_oldest_last_look_is_first_then_the_customer_then_the_product(db: Database) -> None:
    rows = [(5, "B", "Salt"), (5, "A", "Tea"), (5, "A", "Salt"), (1, "Z", "Tea"), (9, "A", "Rice")]
    given(
        db,
        *(
            replace(did("view", minute, customer=who, product=what), id=str(number))
            for number, (minute, who, what) in enumerate(rows)
        ),
    )
    assert [(row.customer, row.product) for row in runs(db)] == [
        ("Z", "Tea"), ("A", "Salt"), ("A", "Tea"), ("B", "Salt"), ("A", "Rice"),
    ]  # fmt: skip


# Customers


def test_a_row_a_customer(db: Database) -> None:
    given(
        db,
        did("view", 0, customer="B", product="Tea"),
        did("view", 1, customer="B"),
        did("view", 2, customer="B"),
        did("buy", 500, customer="B"),
        did("view", 600, customer="B"),
        did("view", 700, customer="A", product="Rice"),
        did("view", 800, customer="D"),
        did("buy", 801, customer="D"),
    )
    rows = Journeys(db).customers(LATER)
    assert [(row.customer, row.products, row.times, row.first_at, row.last_at) for row in rows] == [
        ("A", "Rice", 1, at(700), at(700)),
        ("B", "Salt;Tea", 4, at(0), at(600)),
    ]
    assert [row.customer for row in Journeys(db).customers(at(400))] == ["B"]
    assert Journeys(db).customers(START - HOUR) == []
