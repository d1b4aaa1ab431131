"""Figures of a small made world against sums by hand, on SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from insight.figures.asked import NoFigure
from insight.figures.measures import DIMENSIONS, MEASURES
from insight.figures.words import why
from insight.segments.service import Segments
from shop.catalogue.service import CatalogueWrites
from storage.database import Database
from tests.insight.figures.made import (
    GOODS,
    NOW,
    Made,
    at,
    chatted,
    figures,
    opened,
    ordered,
    rows,
    scored,
)

ORDERS = (
    Made("O1", "A", at(2, 9), {"MAGGI": (10, 10_000), "GHEE": (1, 60_000)}),
    Made("O2", "A", at(2, 18), {"OIL": (2, 15_000)}, "shipped"),
    Made("O3", "B", at(8, 9), {"OIL": (1, 14_050)}, "returned"),
    Made("O4", "C", at(9, 9), {"MAGGI": (5, 9_000), "BAG": (3, 2_000)}, "packed"),
    Made("O5", "C", at(9, 10), {"GHEE": (7, 60_000)}, "cancelled"),
    Made("O6", "D", at(1, 9, 4), {"GONE-1": (1, 999)}),
)


@pytest.fixture
def shop(db: Database) -> Database:
    opened(db)
    ordered(db, *ORDERS)
    return db


def test_nothing_was_sold(db: Database) -> None:
    for measure, known in MEASURES.items():
        for by in ("", "day", "city"):
            found = figures(db, measure, by)
            assert found.rows == ()
            assert found.total == (0 if known.additive or known.unit == "count" else None), measure


def test_sales_are_lines_of_orders_that_were_not_cancelled(shop: Database) -> None:
    found = figures(shop, "sales", "day")
    assert rows(found) == {
        "2026-03-02": 1900.0,
        "2026-03-08": 140.5,
        "2026-03-09": 510.0,
        "2026-04-01": 9.99,
    }
    assert (found.total, found.currency, found.unit) == (2560.49, "INR", "money")
    assert "tax included" in found.definition


@pytest.mark.parametrize(
    ("measure", "total"),
    [
        ("sales", 2560.49),
        ("orders", 5),
        ("customers", 4),
        ("units", 23),
        ("aov", 512.1),
        ("lines_per_order", 1.4),
        ("returns", 1),
        ("return_rate", round(1 / 3, 4)),
        ("fill_rate", round(13 / 20, 4)),
        # Below the MRP: Maggi 10 x 10 + 5 x 20, ghee 60, oil 2 x 15 + 24.50; bags and what is gone have none.
        ("margin", 314.5),
        ("margin_rate", round(31450 / (15 * 11_000 + 66_000 + 3 * 16_500), 4)),
    ],
)
def test_each_measure_is_what_its_definition_says(shop: Database, measure: str, total: float) -> None:
    assert figures(shop, measure).total == total


def test_weeks_begin_on_monday_and_keys_are_of_the_calendar(shop: Database) -> None:
    assert rows(figures(shop, "orders", "week")) == {"2026-W10": 3, "2026-W11": 1, "2026-W14": 1}
    assert rows(figures(shop, "orders", "month")) == {"2026-03": 4, "2026-04": 1}


def test_days_are_those_of_the_shops_own_clock(db: Database) -> None:
    opened(db)
    ordered(db, Made("O1", "A", at(2, 0), {"BAG": (1, 100)}), Made("O2", "A", at(1, 23), {"BAG": (1, 100)}))
    assert rows(figures(db, "orders", "day")) == {"2026-03-01": 1, "2026-03-02": 1}


def test_the_end_of_a_period_is_not_in_it(shop: Database) -> None:
    assert figures(shop, "orders", since=at(2, 9), until=at(8, 9)).total == 2
    assert figures(shop, "orders", since=at(2, 10), until=at(8, 9) + timedelta(microseconds=1)).total == 2
    assert figures(shop, "orders", "day", since=at(1, 0, 5)).rows == ()


def test_by_goods(shop: Database) -> None:
    assert rows(figures(shop, "sales", "category")) == {
        "Noodles, Sauces & Ready Food": 1450.0,
        "Oil & Ghee": 1040.5,
        "not stated": 69.99,
    }
    assert rows(figures(shop, "orders", "category"))["Oil & Ghee"] == 3
    assert rows(figures(shop, "units", "brand"))["Maggi"] == 15
    assert rows(figures(shop, "sales", "seller")) == {"S1": 1450.0, "S2": 1040.5, "the shop itself": 69.99}
    named = {row.key: row.name for row in figures(shop, "units", "product").rows}
    assert named["OIL"] == "Fortune Sunflower Oil 1 L"
    assert named["GONE-1"] == "GONE-1"
    assert [row.key for row in figures(shop, "units", "product").rows][:2] == ["MAGGI", "BAG"]


def test_a_city_is_one_however_it_is_written(shop: Database) -> None:
    assert rows(figures(shop, "orders", "city")) == {"Pune": 3, "Delhi": 1, "not stated": 1}
    assert figures(shop, "orders", city="PUNE").total == 3
    assert figures(shop, "customers", city=("pune", "delhi")).total == 3


def test_filters_hold_together_and_each_is_one_of_its_values(shop: Database) -> None:
    assert figures(shop, "sales", category="oil & ghee", brand="amul").total == 600.0
    assert figures(shop, "sales", brand=("Amul", "fortune")).total == 1040.5
    assert figures(shop, "sales", seller="snack house").total == 1450.0
    assert figures(shop, "sales", seller="s1").total == 1450.0
    assert figures(shop, "sales", seller="The shop itself").total == 69.99
    assert figures(shop, "units", product="maggi").total == 15  # a SKU; case apart
    assert figures(shop, "units", product="oil sunflower").total == 3  # words of a title
    assert figures(shop, "units", "city", product="Amul Ghee 1 L").total == 1
    assert figures(shop, "orders", brand="not stated").total == 2


@pytest.mark.parametrize(
    ("field", "value", "near"),
    [("city", "Pume", "pune"), ("category", "Oil and Ghee", "oil & ghee"), ("product", "Kerosene", "")],
)
def test_a_name_that_nobody_knows_is_refused_and_not_nothing(
    shop: Database, field: str, value: str, near: str
) -> None:
    with pytest.raises(NoFigure) as refused:
        figures(shop, "sales", **{field: value})
    assert value in why(refused.value)
    assert near in why(refused.value)


def test_what_came_back_in_part_is_counted_for_its_goods_alone(shop: Database) -> None:
    asked = {"kind": "return", "skus": ["MAGGI"], "method": "cash", "new_skus": []}
    lines = {"MAGGI": (1, 100), "OIL": (1, 100)}
    ordered(shop, Made("O7", "A", at(10), lines, "returned", request=asked))
    assert rows(figures(shop, "returns", "product")) == {
        "MAGGI": 1,
        "OIL": 1,
        "BAG": 0,
        "GHEE": 0,
        "GONE-1": 0,
    }
    assert figures(shop, "returns").total == 2
    assert figures(shop, "returns", product="OIL").total == 1
    assert rows(figures(shop, "return_rate", "city"))["Pune"] == round(2 / 3, 4)


def test_margins_are_by_cost_where_the_shop_states_costs(shop: Database) -> None:
    below = figures(shop, "margin")
    assert "MRP" in below.definition
    assert "Known for 97.3 % of the sales" in below.definition
    CatalogueWrites(shop).products([replace(GOODS[0], attributes={"cost_minor": "8000"})])
    CatalogueWrites(shop).products([replace(GOODS[1], attributes={"cost_minor": "ask the boss"})])
    kept = figures(shop, "margin", "product")
    assert rows(kept)["MAGGI"] == 10 * 20.0 + 5 * 10.0
    assert kept.total == 250.0
    assert "cost the shop" in kept.definition
    assert "56.6 %" in kept.definition
    assert figures(shop, "margin_rate").total == round(250 / 1450, 4)


def test_no_margin_is_told_where_none_is_known(shop: Database) -> None:
    CatalogueWrites(shop).products([replace(one, mrp=None) for one in GOODS])
    with pytest.raises(NoFigure, match="no_margin"):
        figures(shop, "margin")
    assert figures(shop, "margin", since=at(1, 0, 5)).total == 0


def test_orders_are_of_the_chat_they_were_placed_in(shop: Database) -> None:
    chatted(shop, "c_1", "A", "whatsapp", at(2, 8))
    ordered(shop, Made("O8", "A", at(2, 9), {"BAG": (1, 100)}, conversation="c_1"))
    assert rows(figures(shop, "orders", "channel")) == {"whatsapp": 1, "not stated": 5}
    assert figures(shop, "sales", channel="WhatsApp").total == 1.0
    assert figures(shop, "sales", channel="telegram").total == 0


def test_conversion_is_the_share_of_visits_with_an_order(shop: Database) -> None:
    # A wrote on two days, twice on the first; B wrote once.
    chatted(shop, "c_1", "A", "whatsapp", at(2, 8), at(2, 20), at(9, 8))
    chatted(shop, "c_2", "B", "web", at(9, 8))
    ordered(
        shop,
        Made("P1", "A", at(2, 9), {"BAG": (1, 100)}, conversation="c_1"),
        Made("P2", "A", at(2, 21), {"BAG": (1, 100)}, conversation="c_1"),
        Made("P3", "B", at(9, 9), {"BAG": (1, 100)}, "cancelled", conversation="c_2"),
    )
    assert figures(shop, "conversion").total == round(1 / 3, 4)
    assert rows(figures(shop, "conversion", "day")) == {"2026-03-02": 1.0, "2026-03-09": 0.0}
    assert rows(figures(shop, "conversion", "week")) == {"2026-W10": 1.0, "2026-W11": 0.0}
    assert rows(figures(shop, "conversion", "channel")) == {"whatsapp": 0.5, "web": 0.0}
    assert rows(figures(shop, "conversion", "city")) == {"Pune": round(1 / 3, 4)}
    assert figures(shop, "conversion", channel="web").total == 0.0
    assert figures(shop, "conversion", since=at(1, 0, 4)).total is None


def test_csat_is_the_mean_of_the_answers(shop: Database) -> None:
    chatted(shop, "c_1", "A", "web", at(2))
    chatted(shop, "c_2", "C", "telegram", at(3))
    scored(shop, "c_1", (4, at(2)), (3, at(3)), (None, at(3)))
    scored(shop, "c_2", (1, at(9)))
    found = figures(shop, "csat", "week")
    assert (rows(found), found.total) == ({"2026-W10": 3.5, "2026-W11": 1.0}, round(8 / 3, 4))
    assert rows(figures(shop, "csat", "channel")) == {"web": 3.5, "telegram": 1.0}
    assert figures(shop, "csat", city="delhi").total == 1.0


def test_segments_are_those_of_the_export(shop: Database) -> None:
    ordered(shop, *(Made(f"Q{n}", "ABC"[n % 3], at(10, n), {"BAG": (n + 1, 100)}) for n in range(7)))
    known = {one.customer: one for one in Segments(shop).all(NOW)}
    expected: dict[str, Decimal] = {}
    for one in known.values():
        expected[one.rfm_segment] = expected.get(one.rfm_segment, Decimal(0)) + one.monetary
    found = figures(shop, "sales", "segment", until=NOW)
    assert rows(found) == {name: float(minor) for name, minor in expected.items()}
    for name, minor in expected.items():
        assert figures(shop, "sales", until=NOW, segment=name).total == float(minor)
    some = sorted(expected)[:2]
    both = figures(shop, "customers", segment=some).total
    assert both == sum(one.rfm_segment in some for one in known.values())
    with pytest.raises(NoFigure, match="value_unknown"):
        figures(shop, "sales", segment="Heroes")


def test_a_sellers_figures_are_of_own_goods(shop: Database) -> None:
    assert figures(shop, "sales", "category", own="S2").total == 1040.5
    assert rows(figures(shop, "orders", "seller", own="S2")) == {"S2": 3}
    assert figures(shop, "sales", own="S2", seller="S1").total == 0
    for measure, by in (("csat", ""), ("conversion", "day"), ("sales", "segment")):
        with pytest.raises(NoFigure):
            figures(shop, measure, by, own="S2")


def test_what_cannot_be_cut_is_refused_with_the_reason(shop: Database) -> None:
    for measure in ("csat", "conversion"):
        for by in ("category", "brand", "product", "seller"):
            with pytest.raises(NoFigure) as refused:
                figures(shop, measure, by)
            assert "cannot be told by" in why(refused.value)
        with pytest.raises(NoFigure, match="not_by"):
            figures(shop, measure, "day", brand="Amul")
    for measure, by in (("profit", "day"), ("sales", "weather"), ("", "")):
        with pytest.raises(NoFigure) as refused:
            figures(shop, measure, by)
        assert "there are" in why(refused.value)
    with pytest.raises(NoFigure, match="period_backwards"):
        figures(shop, "sales", since=at(2), until=at(1))


def test_every_measure_can_be_cut_by_all_that_it_allows(shop: Database) -> None:
    chatted(shop, "c_1", "A", "web", at(2))
    scored(shop, "c_1", (4, at(2)))
    for measure in MEASURES:
        for by in DIMENSIONS:
            try:
                found = figures(shop, measure, by)
            except NoFigure as err:
                assert err.code == "not_by"
            else:
                assert found.rows, (measure, by)


def test_orders_in_another_currency_are_left_out(shop: Database) -> None:
    with shop.write() as tx:
        tx.exec_driver_sql("update orders set currency = 'USD' where id = 'O1'")
    assert figures(shop, "sales").total == 960.49
