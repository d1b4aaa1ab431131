"""What is learned: better than the obvious, the same again, and never an exception."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from bench.nextbasket import measure
from insight.learning.history import History, Purchase, from_baskets, from_purchases
from insight.learning.model import LONGEST_MEMORY, Model, fit
from insight.learning.ranker import learn_ranker
from tests.insight.shops import NOW, purchases

Town = tuple[History, dict[str, set[str]], list[float]]


@pytest.fixture(scope="module")
def town() -> Town:
    """Many shops without their last baskets, those, and the days they are of.

    In the tenth week what is bought every third week is due, and what is bought every second is not:
    to count is not enough.
    """
    history = from_purchases(purchases(shops=220, weeks=10, seed=3))
    last = history.lines.only_last(1)
    days = [float(last.day[last.row == row][0]) for row in range(last.rows)]
    wanted = {
        name: {history.items[item] for item in last.item[last.row == row]}
        for row, name in enumerate(history.customers)
    }
    return replace(history, lines=history.lines.until_last(1)), wanted, days


def test_it_predicts_better_than_what_each_bought_most(town: Town) -> None:
    history, wanted, days = town
    model = fit(history)
    assert model.ranker is not None
    shown = {
        name: [one.sku for one in ranked]
        for name, ranked in zip(history.customers, model.rank(history.customers, 10, days), strict=True)
    }
    most = {}
    for row, name in enumerate(history.customers):
        times = np.bincount(history.lines.item[history.lines.row == row], minlength=len(history.items))
        most[name] = [history.items[item] for item in np.argsort(-times, kind="stable")[:10]]
    assert measure(shown, wanted)["ndcg@10"] > measure(most, wanted)["ndcg@10"] + 0.01


def test_the_same_history_gives_the_same_model(town: Town) -> None:
    history, _, _ = town
    asked = history.customers[:20]
    assert fit(history).rank(asked, 10) == fit(history).rank(asked, 10)


def test_few_customers_are_ranked_by_the_blend() -> None:
    ranker, check = learn_ranker(from_purchases(purchases(shops=12, weeks=4)))
    assert ranker is None
    assert check.learned == 0


def test_nothing_at_all_is_a_history_too() -> None:
    assert fit(from_purchases([])).rank(["anybody"], 10) == [[]]


def test_nobody_asks_and_nobody_is_answered(model: Model) -> None:
    assert model.rank([], 10) == []


def test_an_unknown_customer_gets_what_many_buy(model: Model) -> None:
    found = model.rank(["nobody"], 5)[0]
    assert len(found) == 5
    assert all(model.crowd.buyers[model.item_of[one.sku]] > 2 for one in found)


def test_one_order_is_enough_to_be_answered() -> None:
    bought = [*purchases(), Purchase("new", "1", "P003", 2, NOW)]
    found = fit(from_purchases(bought)).rank(["new"], 10)[0]
    assert found[0].sku == "P003"


def test_what_only_one_customer_bought_is_shown_to_nobody_else() -> None:
    bought = [*purchases(), *(Purchase("C000", f"x{n}", "SECRET", 9, NOW) for n in range(9))]
    made = fit(from_purchases(bought))
    others = [f"C{shop:03}" for shop in range(1, 60)]
    assert all(one.sku != "SECRET" for ranked in made.rank([*others, "nobody"], 60) for one in ranked)
    assert any(one.sku == "SECRET" for one in made.rank(["C000"], 60)[0])


def test_a_customer_with_ten_thousand_orders_is_remembered_by_the_newest() -> None:
    many = [
        Purchase("busy", f"b{n}", f"P{n % 40:03}", 1, NOW - timedelta(minutes=10 * n)) for n in range(10_000)
    ]
    made = fit(from_purchases([*purchases(shops=20), *many]))
    assert made.history.lines.baskets()[made.row_of["busy"]] == LONGEST_MEMORY
    assert made.rank(["busy"], 10)[0]


def test_a_clock_set_back_is_answered(model: Model) -> None:
    assert model.rank(["C001"], 5, now=0.0)[0]


def test_baskets_without_dates_can_be_learned_from() -> None:
    made = fit(from_baskets({f"c{n}": [["a", "b"], ["a"], ["a", str(n % 7)]] for n in range(50)}))
    assert made.rank(["c1"], 1)[0][0].sku == "a"


def test_until_is_after_the_newest_order_and_before_the_next() -> None:
    at = datetime(2026, 2, 28, 9, 30, 0, 123456, tzinfo=UTC)
    made = fit(from_purchases([Purchase("a", "1", "x", 1, at)]))
    assert made.until is not None
    assert at < made.until < at + timedelta(seconds=1)
