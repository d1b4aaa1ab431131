"""Columns from lines of orders."""

from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from insight.learning.history import Purchase, from_baskets, from_purchases

DAY = datetime(2026, 1, 1, tzinfo=UTC)
lines = st.builds(
    Purchase,
    customer=st.sampled_from("AB"),
    order=st.sampled_from("1234"),
    sku=st.sampled_from("xyz"),
    quantity=st.integers(-2, 9).map(float),
    at=st.integers(0, 50).map(lambda days: DAY + timedelta(days=days)),
)


@given(st.lists(lines))
def test_no_piece_that_was_bought_is_lost(bought: list[Purchase]) -> None:
    history = from_purchases(bought)
    assert history.lines.quantity.sum() == sum(line.quantity for line in bought if line.quantity > 0)


@given(st.lists(lines))
def test_baskets_of_a_customer_are_in_the_order_of_time_without_gaps(bought: list[Purchase]) -> None:
    found = from_purchases(bought).lines
    for row in range(found.rows):
        mine = found.row == row
        assert sorted(set(found.basket[mine].tolist())) == list(range(found.baskets()[row]))
        days = [found.day[mine & (found.basket == basket)].min() for basket in range(found.baskets()[row])]
        assert days == sorted(days)


def test_one_order_is_one_basket_although_its_lines_differ_by_seconds() -> None:
    history = from_purchases(
        [Purchase("A", "1", "x", 1, DAY), Purchase("A", "1", "y", 1, DAY + timedelta(seconds=5))]
    )
    assert history.lines.baskets().tolist() == [1]


def test_without_dates_the_next_basket_is_on_day_0() -> None:
    history = from_baskets({"A": [["x"], ["y"], ["x"]], "B": [["z"]]})
    assert history.lines.day.tolist() == [-3, -2, -1, -1]
    assert not history.dated


def test_the_last_baskets_can_be_taken_away_and_asked_for() -> None:
    found = from_baskets({"A": [["x"], ["y"], ["z"]], "B": [["z"]]}).lines
    assert found.until_last(1).item.tolist() == [0, 1]
    assert found.only_last(1).item.tolist() == [2, 2]
    assert found.only_last(2).item.tolist() == [1]


def test_rows_can_be_picked_in_any_order_and_unknown_ones_are_empty() -> None:
    found = from_baskets({"A": [["x"]], "B": [["y"], ["z"]]}).lines.of_rows(np.array([1, -1, 0]))
    assert found.row.tolist() == [0, 0, 2]
    assert found.item.tolist() == [1, 2, 0]


def test_only_the_newest_baskets_are_remembered() -> None:
    found = from_baskets({"A": [["x"], ["y"], ["z"]], "B": [["z"]]}).lines.newest(2)
    assert found.baskets().tolist() == [2, 1]
    assert found.item.tolist() == [1, 2, 2]
