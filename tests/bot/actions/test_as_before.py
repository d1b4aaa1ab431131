"""Goods and orders wanted as before."""

import pytest

import bot.actions.repeating  # noqa: F401  # it registers its action
from bot.dialogue.turn import Tools
from bot.reading.reader import Reader
from tests.bot.actions.past_orders import with_past
from tests.bot.actions.speaking import Says, cart, words


@pytest.fixture
def shop(tools: Tools, reader: Reader) -> Tools:
    return with_past(tools, reader)


def test_goods_like_always_come_as_they_were_bought_last(shop: Tools, says: Says) -> None:
    says("salt like always")
    assert cart(shop) == {"SALT-1": 6}


def test_goods_that_are_always_taken_come_in_the_number_said(shop: Tools, says: Says) -> None:
    says("salt jo main hamesha leta hu 4 packet")
    assert cart(shop) == {"SALT-1": 4}


def test_goods_of_a_day_are_those_of_the_order_of_that_day(shop: Tools, says: Says) -> None:
    says("the red label tea that came on the 17th, same again")
    assert cart(shop) == {"TEA-R": 4}


def test_a_yes_with_a_change_takes_the_offered_order_with_it(shop: Tools, says: Says) -> None:
    assert "Add these" in words(says("repeat my order of 17 november"))
    says("yes all of it, only the salt make 2")
    assert cart(shop) == {"SALT-1": 2, "TEA-R": 4}


def test_what_is_not_wanted_is_left_out_of_the_order_again(shop: Tools, says: Says) -> None:
    offered = words(says("17 tarikh wala order repeat karo bas salt mat dalna"))
    assert "Salt" not in offered and "Red Label Tea 250 g" in offered
    says("haan")
    assert cart(shop) == {"TEA-R": 4}


def test_each_change_is_of_its_own_clause(shop: Tools, says: Says) -> None:
    offered = words(says("repeat my order of 17 november, half the tea and no salt"))
    assert "2 x Red Label Tea 250 g (then 4)" in offered
    assert "Salt 1 kg" not in offered


def test_what_the_order_never_had_is_said(shop: Tools, says: Says) -> None:
    assert "has no sugar" in words(says("repeat my order of 17 november but leave out the sugar"))
