"""What names a line of a bank's statement, and how much of it an order takes."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from shop.money import Money
from shop.orders.order import UPI, Line, Order, Payment
from shop.payments.bank import Credit, Split, split

DAY = date(2026, 11, 20)
CAME = Credit(DAY, Money(10000), "UPI/CR/412345678901/RAHUL/Order D4ABCDEFG", "000412345678901")
ORDER = Order(
    "D4ABCDEFG", "c0", datetime(2026, 11, 20, tzinfo=UTC), "pending",
    (Line("SALT-1", "Salt", 1, Money(10000)),), to_pay_by=UPI,
)  # fmt: skip


def paid(minor: int) -> Order:
    return replace(ORDER, payments=(Payment("payment", Money(minor), UPI),))


def test_a_line_is_called_by_its_utr_or_by_all_that_it_says() -> None:
    assert CAME.id == CAME.utr == "412345678901"
    assert replace(CAME, ref="0000412345678901").utr == "412345678901"
    assert replace(CAME, ref="").utr == "412345678901"
    bare = replace(CAME, ref="", narration="BY CASH")
    assert bare.utr == "" and bare.id.startswith("line-")
    assert replace(bare, line=7).id == bare.id
    others = [replace(bare, balance="1"), replace(bare, place=1), replace(bare, amount=Money(1))]
    assert len({one.id for one in [bare, *others]}) == 4


def test_of_two_numbers_in_a_narration_neither_names_the_line() -> None:
    two = replace(CAME, ref="", narration="UPI/412345678901/919876543210@ybl/D4ABCDEFG")
    assert two.utr == ""
    assert two.utrs == ["412345678901", "919876543210"]


@pytest.mark.parametrize(
    ("order", "came", "wanted"),
    [
        (ORDER, 10000, Split(Money(10000), Money(0))),
        (ORDER, 4000, Split(Money(4000), Money(0))),
        (ORDER, 12000, Split(Money(10000), Money(2000), "over")),
        (paid(10000), 10000, Split(Money(0), Money(10000), "twice")),
        (paid(4000), 10000, Split(Money(6000), Money(4000), "over")),
        (replace(ORDER, status="cancelled"), 10000, Split(Money(0), Money(10000), "cancelled")),
        (replace(ORDER, to_pay_by=""), 10000, Split(Money(0), Money(10000), "twice")),
    ],
)  # fmt: skip
def test_an_order_takes_what_is_open_of_it(order: Order, came: int, wanted: Split) -> None:
    assert split(order, Money(came)) == wanted
