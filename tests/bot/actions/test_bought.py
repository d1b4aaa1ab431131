"""What was bought, asked about in words."""

import pytest

import bot.actions.following
import bot.actions.looking  # noqa: F401  # they register their actions
from bot.dialogue.turn import Tools
from bot.reading.reader import Reader
from tests.bot.actions.past_orders import with_past
from tests.bot.actions.speaking import Says, cart, speaker, words


@pytest.fixture
def says(tools: Tools, reader: Reader) -> Says:
    return speaker(with_past(tools, reader))


def test_goods_are_told_with_day_count_price_and_the_time_before(says: Says) -> None:
    told = words(says("when did i last buy tata salt"))
    assert "17 November" in told and "6 at Rs 27.10" in told
    assert "10 November" in told and "4 at Rs 26.50" in told
    assert "Today: Rs 28" in told


def test_the_time_before_is_that_of_the_goods_just_told(says: Says) -> None:
    says("pichli baar salt kis rate pe diya tha")
    told = words(says("aur usse pehle wali baar?"))
    assert told.startswith("Tata Salt 1 kg: 4, Rs 26.50")


def test_what_is_named_is_looked_for_in_the_order_on_the_table_first(says: Says) -> None:
    says("where is my order D-500003")
    told = words(says("how many red label tea are in it"))
    assert "2 x Red Label Tea 500 g" in told
    assert "250 g" not in told


def test_an_order_called_by_its_state_is_the_one_that_is_asked(says: Says) -> None:
    told = words(says("did i put salt in the order that is packed"))
    assert "no salt in order D-500003" in told
    assert "6 at Rs 27.10" in told  # where it was instead


def test_a_total_is_of_the_order_that_was_spoken_of(says: Says) -> None:
    says("what was in the order of 17 november")
    assert "Rs 718.60" in words(says("what was the total of it"))


def test_what_is_bought_most_is_told_by_orders(says: Says) -> None:
    told = words(says("which item do i buy the most"))
    assert "1. Tata Salt 1 kg: in 2 orders, 10 in all" in told


def test_a_question_about_the_past_changes_no_cart(tools: Tools, reader: Reader) -> None:
    shop = with_past(tools, reader)
    speaker(shop)("how many salt did i buy last time")
    assert cart(shop) == {}


def test_an_own_number_is_an_order_and_no_address(says: Says) -> None:
    assert "D-500002" in words(says("ok then mine, 500002"))
