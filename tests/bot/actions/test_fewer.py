"""Goods are taken out of an order that is not packed by saying so: shown, agreed to, done."""

import pytest

import bot.actions.carting
import bot.actions.checking_out
import bot.actions.following
import bot.actions.ordering
import bot.actions.talk  # noqa: F401  # they register their actions
from bot.dialogue.turn import Tools
from bot.reading.reader import Reader
from shop.orders.service.orders import Orders
from tests.bot.actions.speaking import Says, titles, with_goods, words
from tests.bot.test_shop_actions import with_address

pytestmark = pytest.mark.slow  # the reader may have to be fitted first


@pytest.fixture
def shop(tools: Tools, reader: Reader) -> Tools:
    with_address(tools)
    return with_goods(tools, reader)


def counts(shop: Tools) -> dict[str, int]:
    """What c0's newest order has."""
    return {line.sku: line.quantity for line in Orders(shop.db).of_customer("c0")[0].lines}


@pytest.fixture
def ordered(shop: Tools, says: Says) -> None:
    says("4 tata salt 1kg and 3 red label tea 250g")
    says("order it, cash on delivery")
    says("yes")
    assert counts(shop) == {"SALT-1": 4, "TEA-R": 3}


@pytest.mark.usefixtures("ordered")
@pytest.mark.parametrize(
    ("said", "shown", "left"),
    [
        ("please take the tea out of that order", "Out: 3 x Red Label Tea 250 g", {"SALT-1": 4}),
        ("salt 2 hi rakho us order me", "Tata Salt 1 kg: 2 instead of 4", {"SALT-1": 2, "TEA-R": 3}),
    ],
)
def test_it_is_shown_and_done_after_a_yes(
    shop: Tools, says: Says, said: str, shown: str, left: dict[str, int]
) -> None:
    assert shown in words(says(said))
    assert counts(shop) == {"SALT-1": 4, "TEA-R": 3}
    answer = says("yes")
    assert counts(shop) == left
    assert "Shall I" not in words(answer)


@pytest.mark.usefixtures("ordered")
def test_a_no_leaves_it(shop: Tools, says: Says) -> None:
    says("please take the tea out of that order")
    says("no")
    assert counts(shop) == {"SALT-1": 4, "TEA-R": 3}


@pytest.mark.usefixtures("ordered")
def test_all_of_it_is_a_cancelling(shop: Tools, says: Says) -> None:
    answer = says("remove the tea and the salt from that order")
    assert "Why shall I cancel it?" in words(answer)
    assert titles(answer)
    assert counts(shop) == {"SALT-1": 4, "TEA-R": 3}
