"""Answers to questions over a small made world: figures, comparisons, who stopped, and why it changed."""

import pytest

from insight.questions.service import Answer, Questions
from insight.questions.taking_apart import Sold, taken_apart
from insight.questions.understood import CannotTell
from storage.database import Database
from tests.insight.figures.made import NOW, Made, at, opened, ordered


@pytest.fixture
def shop(db: Database) -> Database:
    opened(db)
    ordered(
        db,
        Made("O1", "A", at(2, 9, 2), {"OIL": (4, 15_000)}),
        Made("O2", "B", at(3, 9, 2), {"OIL": (2, 15_000), "MAGGI": (10, 10_000)}),
        Made("O3", "B", at(5), {"OIL": (1, 16_000)}),
        Made("O4", "C", at(19), {"MAGGI": (5, 9_000)}),
        Made("O5", "C", at(20, 9), {"GHEE": (1, 60_000)}, "cancelled"),
    )
    return db


def ask(db: Database, text: str, seller: str = "") -> Answer:
    return Questions(db).answer(text, NOW, seller=seller)


def test_a_figure_with_its_sentence(shop: Database) -> None:
    found = ask(shop, "sales of oil in Pune this month")
    assert (found.total, found.rows) == (160.0, ())
    assert "Rs 160" in found.says
    assert "in March 2026 so far" in found.says
    by_brand = ask(shop, "top 1 brands by units")
    assert [(row.key, row.value) for row in by_brand.rows] == [("Maggi", 15)]
    assert by_brand.total == 22
    assert ask(shop, "csat this month").says.endswith("there is nothing to divide by.")


def test_one_time_against_another(shop: Database) -> None:
    found = ask(shop, "sales this month against last month")
    assert [(row.key, row.value) for row in found.rows] == [
        ("2026-03-01/2026-03-31", 610.0),
        ("2026-02-01/2026-02-28", 1900.0),
    ]
    assert found.says.endswith("down 67.9 %.")


def test_who_stopped_buying(shop: Database) -> None:
    found = ask(shop, "which customers stopped buying oil")
    assert [(row.key, row.name, row.value) for row in found.rows] == [("A", "Shop A", 600.0)]
    assert found.total == 1
    with pytest.raises(CannotTell, match="shop alone"):
        ask(shop, "which customers stopped buying oil", "S2")


def test_why_it_changed(shop: Database) -> None:
    found = ask(shop, "why did AOV fall in March")
    parts = {row.key: row.value or 0 for row in found.rows}
    assert sum(parts.values()) == pytest.approx(305.0 - 950.0, abs=0.02)
    sales = ask(shop, "why did sales fall this month")
    assert sum(row.value or 0 for row in sales.rows) == pytest.approx(610.0 - 1900.0, abs=0.03)
    assert "fell from Rs 1,900 in February 2026 to Rs 610" in sales.says


def test_parts_of_a_change_that_are_known_by_hand() -> None:
    then = Sold(10, {"a": 1000.0, "b": 1000.0}, {"a": 100.0, "b": 50.0})
    dearer = Sold(10, {"a": 1100.0, "b": 1000.0}, {"a": 100.0, "b": 50.0})
    assert taken_apart(then, dearer, "aov") == {"price": 10.0, "quantity": 0.0, "mix": 0.0}
    more = Sold(10, {"a": 2000.0, "b": 2000.0}, {"a": 200.0, "b": 100.0})
    assert taken_apart(then, more, "aov") == {"quantity": 200.0, "price": 0.0, "mix": 0.0}
    other = Sold(10, {"b": 3000.0}, {"b": 150.0})
    assert taken_apart(then, other, "aov") == {"mix": 100.0, "price": 0.0, "quantity": 0.0}
    fewer = Sold(5, {"a": 500.0, "b": 500.0}, {"a": 50.0, "b": 25.0})
    assert taken_apart(then, fewer, "sales")["orders"] == -1000.0
    assert taken_apart(Sold(0, {}, {}), Sold(0, {}, {}), "sales")["orders"] == 0.0


def test_a_seller_is_answered_of_own_goods(shop: Database) -> None:
    assert ask(shop, "total sales", "S2").total == 1060.0
    for text in ("csat this month", "sales by segment", "top customers"):
        with pytest.raises(CannotTell):
            ask(shop, text, "S2")


def test_an_empty_shop_answers(db: Database) -> None:
    assert Questions(db).answer("sales today", NOW).total == 0
    assert Questions(db).answer("why did sales fall in January", NOW).total == 0
    with pytest.raises(CannotTell):
        Questions(db).answer("sales in Pune", NOW)
