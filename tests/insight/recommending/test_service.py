"""What recommendations read and write, on SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

import pytest

from insight.recommending.event import Event, Outcome
from insight.recommending.service import RecommendationRecords as Records
from shop.catalogue.service import CatalogueWrites
from shop.history.past import PastLine
from shop.history.service import RecordWrites
from shop.money import Money
from storage.database import Database
from tests.insight.shops import NOW, product, purchases
from tests.insight.stocked import stock

SHOWN = Event("C001", "impression", "P001", "turn-1", NOW, "basket", "basket", "learned", "due", 12)


@pytest.fixture
def store(db: Database) -> Records:
    stock(db)
    return Records(db)


def order(store: Records, name: str, sku: str, at_days: float, status: str = "pending") -> None:
    line = PastLine(name, "C001", NOW + timedelta(days=at_days), sku, 5, Money(1000), status)
    RecordWrites(store.db).orders([line])


def test_every_line_that_was_bought_is_read_and_cancelled_ones_are_not(store: Records) -> None:
    order(store, "no", "P001", 0, "cancelled")
    found = sorted(store.purchases())
    assert found == sorted((p.customer, p.order, p.sku, p.quantity, p.at) for p in purchases(12))


def test_what_was_bought_since_is_read_for_one_customer(store: Records) -> None:
    order(store, "new", "P001", 1)
    assert store.bought_since("C001", NOW) == [("C001", "new", "P001", 5.0, NOW + timedelta(days=1))]
    assert store.bought_since("nobody", None) == []


def test_an_event_of_a_turn_that_runs_again_is_kept_once(store: Records) -> None:
    store.record([SHOWN])
    store.record([SHOWN, replace(SHOWN, sku="P002")])
    assert sum(row["n"] for row in store.counts(NOW)) == 2


def test_what_was_shown_and_led_to_nothing_is_ignored(store: Records) -> None:
    store.record([SHOWN, replace(SHOWN, ref="turn-2"), replace(SHOWN, sku="P002")])
    store.came_of_it("C001", "add", ["P002"], "turn-3", NOW + timedelta(hours=1))
    assert store.ignored("C001", NOW + timedelta(hours=2)) == {"P001": 2}
    assert store.ignored("C001", NOW + timedelta(days=30)) == {}
    assert store.ignored("C002", NOW) == {}


def test_a_refusal_holds_for_weeks_and_not_for_ever(store: Records) -> None:
    store.came_of_it("C001", "refusal", ["P009"], "turn-1", NOW)
    assert store.refused("C001", NOW + timedelta(days=30)) == {"P009"}
    assert store.refused("C001", NOW + timedelta(days=90)) == frozenset()


def test_a_purchase_is_owed_to_what_was_shown_before_it(store: Records) -> None:
    store.record([SHOWN])
    order(store, "after", "P001", 2)
    order(store, "late", "P001", 20)
    order(store, "other", "P002", 2)
    assert store.note_purchases(NOW) == 1
    store.note_purchases(NOW)
    bought = [row for row in store.counts(NOW) if row["kind"] == "purchase"]
    assert bought == [
        {
            "experiment": "basket",
            "arm": "learned",
            "place": "basket",
            "reason": "due",
            "kind": "purchase",
            "n": 1,
        }
    ]


def test_outcomes_count_orders_within_the_week_after_the_first_impression(
    store: Records,
) -> None:
    store.record([SHOWN, replace(SHOWN, ref="turn-2", at=NOW + timedelta(days=3))])
    order(store, "in", "P001", 2)
    order(store, "in", "P002", 2)
    order(store, "out", "P001", 8)
    order(store, "before", "P001", -0.1)
    assert store.outcomes("basket", NOW - timedelta(days=1)) == [Outcome("C001", "learned", 1, 2, 10_000)]


def test_products_that_come_later_are_new_and_the_first_are_not(store: Records) -> None:
    assert store.note_arrivals(NOW) == 0
    assert store.arrived(NOW) == {}
    CatalogueWrites(store.db).products([product(900)])
    assert store.note_arrivals(NOW + timedelta(days=1)) == 1
    assert store.note_arrivals(NOW + timedelta(days=2)) == 0
    assert store.arrived(NOW + timedelta(days=4)) == {"P900": 3}
    assert store.arrived(NOW + timedelta(days=40)) == {}


def test_city_and_price_group_are_known(store: Records) -> None:
    assert store.cohorts("C001") == [("city", "Pune"), ("group", "gold")]
    assert store.cohorts("C002") == [("city", "Pune")]
    assert store.cohorts("nobody") == []
    assert len(store.all_cohorts()) == 12
