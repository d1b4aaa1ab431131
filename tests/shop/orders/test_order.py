"""Orders: the table of moves, and what each change does."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.errors import NotAllowed
from shop.money import Money
from shop.orders import changes as order_changes
from shop.orders import order as orders
from shop.orders.changes import Swap, Variant
from shop.orders.order import Line, Method, Order, Payment
from shop.orders.status import MOVES

ORDER = Order(
    id="O1",
    customer="c1",
    at=datetime(2026, 11, 1, tzinfo=UTC),
    status="pending",
    lines=(Line("TEA-R", "Tea", 3, Money(1000)), Line("SALT", "Salt", 2, Money(500))),
    payments=(Payment("payment", Money(4000), "upi"),),
)
METHODS = {
    "upi": Method("upi", "upi"),
    "cash": Method("cash", "cash"),
    "credit": Method("credit", "store_credit", balance=Money(1500)),
}
VARIANTS = {
    "TEA-R": Variant("TEA-R", "tea", "Tea", Money(1000), True),
    "TEA-G": Variant("TEA-G", "tea", "Green tea", Money(1600), True),
    "TEA-X": Variant("TEA-X", "tea", "Black tea", Money(900), False),
    "SALT": Variant("SALT", "salt", "Salt", Money(500), True),
}


@given(st.lists(st.sampled_from(sorted({s for steps in MOVES.values() for s in steps})), max_size=12))
def test_no_sequence_of_steps_leaves_the_table(steps: list[orders.Step]) -> None:
    order = ORDER
    for step in steps:
        allowed = MOVES[order.status]
        try:
            after = orders.moved(order, step)
        except NotAllowed as refusal:
            assert step not in allowed
            assert str(refusal).endswith(".")
        else:
            assert after.status == allowed[step]
            order = after
    assert order.status in MOVES


def test_cancelling_gives_back_all_that_was_paid_once() -> None:
    switched = order_changes.change_payment(ORDER, "cash", METHODS).order
    cancelled = order_changes.cancel(switched, "no longer needed", METHODS).order
    assert cancelled.status == "cancelled"
    assert cancelled.paid == Money(0)
    assert cancelled.payments[-1] == Payment("refund", Money(4000), "cash")


def test_store_credit_comes_back_at_once() -> None:
    order = replace(ORDER, payments=(Payment("payment", Money(4000), "credit"),))
    assert order_changes.cancel(order, "ordered by mistake", METHODS).credit == {"credit": Money(4000)}


def test_items_are_changed_once_and_a_line_is_split() -> None:
    changed = order_changes.change_items(ORDER, [Swap("TEA-R", "TEA-G", 2)], "upi", METHODS, VARIANTS).order
    assert [(x.sku, x.quantity) for x in changed.lines] == [("TEA-R", 1), ("TEA-G", 2), ("SALT", 2)]
    assert changed.payments[-1] == Payment("payment", Money(1200), "upi")
    assert changed.paid == changed.total
    with pytest.raises(NotAllowed, match="once"):
        order_changes.change_items(changed, [Swap("TEA-R", "TEA-G")], "upi", METHODS, VARIANTS)
    with pytest.raises(NotAllowed, match="address"):
        order_changes.change_address(changed, {"city": "Pune"})


@pytest.mark.parametrize(
    ("swap", "method", "said"),
    [
        (Swap("TEA-R", "SALT"), "upi", "another kind of the same product"),
        (Swap("TEA-R", "TEA-X"), "upi", "in stock"),
        (Swap("TEA-R", "TEA-G", 4), "upi", "does not hold 4"),
        (Swap("TEA-R", "TEA-G", 0), "upi", "from 1 up"),
        (Swap("TEA-R", "TEA-G", 3), "credit", "does not cover"),
        (Swap("TEA-R", "TEA-G"), "card", "do not know"),
    ],
)
def test_a_change_that_is_not_allowed_says_why(swap: Swap, method: str, said: str) -> None:
    with pytest.raises(NotAllowed, match=said):
        order_changes.change_items(ORDER, [swap], method, METHODS, VARIANTS)


def test_a_return_goes_back_the_way_it_came_and_only_once() -> None:
    delivered = replace(ORDER, status="delivered")
    with pytest.raises(NotAllowed, match="the way you paid"):
        order_changes.ask_return(delivered, ["SALT"], "cash", METHODS)
    asked = order_changes.ask_return(delivered, ["SALT", "SALT"], "credit", METHODS).order
    with pytest.raises(NotAllowed, match="only once"):
        order_changes.ask_return(asked, ["SALT"], "upi", METHODS)
    back = order_changes.take_back(asked, METHODS)
    assert back.credit == {"credit": Money(1000)}
    assert back.order.status == "returned"


def test_a_return_before_delivery_is_refused_with_the_next_best_thing() -> None:
    with pytest.raises(NotAllowed, match="only a delivered order"):
        order_changes.ask_return(ORDER, ["SALT"], "upi", METHODS)
    with pytest.raises(NotAllowed, match="return it once it is delivered"):
        order_changes.cancel(replace(ORDER, status="shipped"), "no longer needed", METHODS)


def test_a_voucher_share_of_what_comes_back_is_not_paid_twice() -> None:
    bought = replace(ORDER, status="delivered", charges=Money(-400), discount=Money(400))
    assert order_changes.worth(bought, ["TEA-R"]) == Money(1000 - 100)
    everything = ["TEA-R"] * 3 + ["SALT"] * 2
    assert order_changes.worth(bought, everything) == bought.total
