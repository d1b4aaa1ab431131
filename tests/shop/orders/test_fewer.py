"""An order with fewer pieces: what it costs then, and what goes back."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.catalogue.product import Product, Tier
from shop.errors import NotAllowed
from shop.money import Money
from shop.orders.changes import fewer_lines, take_fewer
from shop.orders.order import Line, Method, Order, Payment

TEA = Product("TEA", "Tea", Money(1000), moq=2, multiple=2, tiers=(Tier(10, Money(900)),))
ORDER = Order(
    id="O1",
    customer="c1",
    at=datetime(2026, 11, 1, tzinfo=UTC),
    status="pending",
    lines=(Line("TEA", "Tea", 12, Money(900)), Line("SALT", "Salt", 3, Money(500))),
)
METHODS = {
    "upi-1": Method("upi-1", "upi"),
    "credit": Method("credit", "store_credit", balance=Money(0)),
}


def taken(order: Order, **left: int) -> Order:
    return take_fewer(order, fewer_lines(order, left, {"TEA": TEA}), METHODS).order


def test_fewer_than_earned_a_better_price_cost_what_so_many_cost() -> None:
    after = taken(ORDER, TEA=6)
    assert after.lines[0] == Line("TEA", "Tea", 6, Money(1000))
    assert after.total == Money(6 * 1000 + 1500)


def test_what_is_sold_in_steps_is_left_in_steps() -> None:
    with pytest.raises(NotAllowed, match="4 / 6"):
        taken(ORDER, TEA=5)


def test_more_is_a_new_order_and_nothing_left_is_to_be_cancelled() -> None:
    with pytest.raises(NotAllowed, match="new order"):
        taken(ORDER, SALT=4)
    with pytest.raises(NotAllowed, match="cancel"):
        taken(ORDER, SALT=0, TEA=0)
    with pytest.raises(NotAllowed, match="nothing can be taken out"):
        taken(replace(ORDER, status="packed"), SALT=0)


def test_what_was_paid_goes_back_the_ways_it_came() -> None:
    paid = (Payment("payment", Money(9000), "upi-1"), Payment("payment", Money(3300), "credit"))
    changed = take_fewer(replace(ORDER, payments=paid), fewer_lines(ORDER, {"TEA": 0}, {}), METHODS)
    assert changed.order.paid == changed.order.total == Money(1500)
    back = [(one.method, one.amount.minor) for one in changed.order.payments if one.kind == "refund"]
    assert back == [("upi-1", 9000), ("credit", 1800)]
    assert changed.credit == {"credit": Money(1800)}


@given(
    tea=st.sampled_from([0, 2, 4, 6, 8, 10, 12]),
    salt=st.integers(1, 3),
    off=st.integers(0, 3000),
    delivery=st.integers(0, 500),
)
def test_fewer_never_cost_more_and_all_that_was_paid_is_accounted_for(
    tea: int, salt: int, off: int, delivery: int
) -> None:
    order = replace(ORDER, charges=Money(delivery - off), discount=Money(off))
    order = replace(order, payments=(Payment("payment", order.total, "upi-1"),))
    after = taken(order, TEA=tea, SALT=salt)
    assert after.total.minor <= order.total.minor
    assert after.paid == after.total
    assert after.total.minor >= delivery
