"""Why delivery is charged is told of the order, with the amount from which it is free."""

from dataclasses import replace

import pytest

import bot.actions.carting
import bot.actions.checking_out
import bot.actions.delivering
import bot.actions.following
import bot.actions.ordering
import bot.actions.people
import bot.actions.talk  # noqa: F401  # they register their actions
from bot.dialogue.turn import Tools
from bot.reading.reader import Reader
from demo.delivery import RATES
from shop.delivery.service import Delivery
from shop.money import Money
from shop.orders.order import Line, Order
from shop.orders.service.orders import Orders
from tests.bot.actions.speaking import Says, with_goods, words
from tests.storage.shop_for_tests import ADDRESS, NOW, SALT

pytestmark = pytest.mark.slow  # the reader may have to be fitted first
FEE = Money(4000)


@pytest.fixture
def shop(tools: Tools, reader: Reader) -> Tools:
    """c0's order of 3 salt has come with Rs 40 for its delivery to Pune."""
    Delivery(tools.db).set_rates(RATES)
    lines = (Line(SALT.sku, SALT.title, 3, SALT.price),)
    Orders(tools.db).place(replace(Order("D-700001", "c0", NOW, "pending", lines, ADDRESS), charges=FEE), NOW)
    return with_goods(tools, reader)


@pytest.mark.parametrize(
    "said",
    [
        "why is there a delivery charge of 40",
        "40 kyu joda bhai",
        "delivery ke paise kyun liye",
        "why 40 more",
    ],
)
def test_the_fee_is_told_with_what_the_goods_were(shop: Tools, says: Says, said: str) -> None:
    told = words(says(said))
    assert "D-700001" in told
    assert all(amount in told for amount in ("Rs 40", "Rs 84", "Rs 124", "Rs 5,000"))


@pytest.mark.parametrize("said", ["why is my delivery late", "why was it not delivered yet", "40 salt"])
def test_other_questions_are_not_of_the_fee(shop: Tools, says: Says, said: str) -> None:
    assert "Rs 84" not in words(says(said))


def test_where_it_was_free_it_is_said_so(shop: Tools, says: Says) -> None:
    lines = (Line(SALT.sku, SALT.title, 2, SALT.price),)
    Orders(shop.db).place(Order("D-700002", "c0", NOW, "pending", lines, ADDRESS), NOW)
    assert "delivery is free" in words(says("why did you charge delivery on D-700002"))
