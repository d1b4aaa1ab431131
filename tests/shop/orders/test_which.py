"""Which order words mean."""

from datetime import UTC, date, datetime

import pytest

from shop.orders.order import Order
from shop.orders.status import Status
from shop.orders.which import before, of_day, of_state, without_limits

TODAY = date(2026, 11, 30)


def order(name: str, month: int, day: int, status: Status = "delivered") -> Order:
    return Order(name, "c1", datetime(2026, month, day, 12, tzinfo=UTC), status, ())


ORDERS = [
    order("E", 11, 27, "pending"),
    order("D", 11, 24, "packed"),
    order("C", 11, 20, "cancelled"),
    order("B", 11, 3),
    order("A", 10, 24),
]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("24 tarikh wala", ["D"]),  # of the newest month that has one
        ("the one of the 20th", ["C"]),
        ("jo 27 ko diya tha", ["E"]),
        ("send 24 packets", []),
        ("will it come before the 3rd", []),  # by when it is to come, and no order's day
        ("3 tarikh tak aa jayega", []),
        ("on the 9th", []),  # there was none
    ],
)
def test_a_day_of_the_month_means_the_order_of_that_day(said: str, found: list[str]) -> None:
    assert [one.id for one in of_day(said, ORDERS, TODAY, UTC)] == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("the packed one", ["D"]),
        ("jo order cancel hua tha", ["C"]),
        ("my pending order", ["E"]),
        ("cancel the order please", []),  # a wish
        ("the shipped one", []),  # none is
        ("is it packed", []),  # asked of one that is known
    ],
)
def test_an_order_is_called_by_how_far_it_is(said: str, found: list[str]) -> None:
    assert [one.id for one in of_state(said, ORDERS)] == found


def test_the_one_before_is_the_next_older() -> None:
    assert before("D", ORDERS) == ORDERS[2]
    assert before("A", ORDERS) is None
    assert before("unknown", ORDERS) is None


def test_a_limit_is_taken_out_and_nothing_else() -> None:
    assert without_limits("the order of 24th by 3rd dec").split() == ["the", "order", "of", "24th", "dec"]
