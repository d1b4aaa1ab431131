"""What was bought, product by product."""

from datetime import UTC, datetime

from shop.history.bought import most_bought, purchases
from shop.money import Money
from shop.orders.order import Line, Order
from shop.orders.status import Status


def order(name: str, status: Status, *lines: Line) -> Order:
    return Order(name, "c1", datetime(2026, 11, 1, tzinfo=UTC), status, lines)


SALT, SOAP, RICE = (
    Line("S", "Salt", 2, Money(2000)), Line("P", "Soap", 5, Money(3000)), Line("R", "Rice", 1, Money(90000)),
)  # fmt: skip
ORDERS = [
    order("C", "delivered", SALT, SOAP),
    order("B", "cancelled", RICE, RICE, RICE),
    order("A", "delivered", SALT, RICE),
]


def test_each_time_of_a_product_is_given_the_newest_first() -> None:
    found = purchases(ORDERS, {"S", "R"})
    assert [one.order.id for one in found["S"]] == ["C", "A"]
    assert "P" not in found


def test_the_most_bought_was_in_most_orders_and_what_was_cancelled_does_not_count() -> None:
    assert [(one.sku, one.times, one.pieces) for one in most_bought(ORDERS, 2)] == [("S", 2, 4), ("R", 1, 1)]
