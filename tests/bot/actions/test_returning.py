"""What is said while a return is asked about goes into that return, and never into the cart."""

import pytest

import bot.actions.carting
import bot.actions.checking_out
import bot.actions.delivering
import bot.actions.finding
import bot.actions.following
import bot.actions.looking
import bot.actions.ordering
import bot.actions.returning
import bot.actions.talk  # noqa: F401  # they register their actions
from bot.dialogue.turn import ACTIONS, Tools, Turn
from bot.reading.reader import Reader
from shop.orders.service.orders import Orders
from tests.bot.actions.past_orders import with_past
from tests.bot.actions.speaking import Says, cart, words
from tests.storage.shop_for_tests import NOW

pytestmark = pytest.mark.slow  # the reader may have to be fitted first


@pytest.fixture
def shop(tools: Tools, reader: Reader) -> Tools:
    return with_past(tools, reader)


SALT, TEA = "x Tata Salt 1 kg", "x Red Label Tea 250 g"


@pytest.mark.parametrize(
    "more", ["and the salt was torn, all 6", "the 6 salt too", "salt bhi phata hua tha", "6 salt bhi kharab"]
)
def test_more_of_the_same_order_goes_into_the_open_return(shop: Tools, says: Says, more: str) -> None:
    says("return 2 red label tea of order D-500002")
    asked = words(says(more))
    assert f"2 {TEA}" in asked
    assert f"6 {SALT}" in asked
    assert not cart(shop)


def test_what_stays_after_all_leaves_the_return(shop: Tools, says: Says) -> None:
    says("return 2 red label tea and 3 salt of order D-500002")
    asked = words(says("not the tea"))
    assert f"3 {SALT}" in asked
    assert TEA not in asked


def test_the_last_thing_that_stays_ends_the_return(shop: Tools, says: Says) -> None:
    says("return 2 red label tea of order D-500002")
    assert "nothing is returned" in words(says("not the tea"))


def test_a_count_said_anew_is_the_count(shop: Tools, says: Says) -> None:
    says("return 2 red label tea and 3 salt of order D-500002")
    assert f"1 {SALT}" in words(says("salt only 1"))


def test_what_comes_behind_a_return_is_of_it(shop: Tools, says: Says) -> None:
    asked = words(says("return 2 red label tea and 3 tata salt"))
    assert f"2 {TEA}" in asked
    assert f"3 {SALT}" in asked
    assert not cart(shop)


def test_a_question_that_comes_back_brings_its_own_buttons(shop: Tools, says: Says) -> None:
    says("return 2 red label tea of order D-500002")
    back = says("add 5 tata salt 1kg to my cart please")  # whose cart has buttons of its own
    again = next(reply for reply in back.replies if "Back to my question" in reply.text)
    assert again.options[0].title.startswith("Yes, refund to")


def test_when_the_money_comes_is_told_with_its_way(shop: Tools, says: Says) -> None:
    asked = says("return 2 red label tea of order D-500002")
    tapped = next(o.command for r in asked.replies for o in r.options if o.command and "Cash" in o.title)
    given = {name: [value] for name, value in tapped.entities.items()}
    tap = Turn("tap", "w_1", "c0", "web", "en", "", "", "return_order", 1.0, given, {}, NOW)
    ACTIONS["action_return_order"](tap, shop)
    assert Orders(shop.db).view("D-500002").order.status == "return_requested"
    told = words(says("when do i get my money back"))
    assert "Rs 278" in told
    assert "Cash" in told
    assert "Rs 278" in words(says("and what about cash?"))


def test_a_return_is_taken_up_again_after_something_else(shop: Tools, says: Says) -> None:
    says("return 2 red label tea of order D-500002")
    says("add 5 tata salt 1kg to my cart please")
    says("show my cart")
    asked = words(says("yes refund the 2 tea"))
    assert f"Return 2 {TEA}" in asked


def test_one_of_several_alike_is_the_one_that_is_asked_about(shop: Tools, says: Says) -> None:
    says("return 3 salt of order D-500002")
    assert f"1 {SALT}" in words(says("ok refund for one salt packet"))


def test_what_is_asked_of_a_return_is_not_answered_from_payments(shop: Tools, says: Says) -> None:
    says("return 2 red label tea of order D-500002")
    told = words(says("and when do i get the money, i had paid cash?"))
    assert "What comes back for this order comes as: Cash" in told
    assert f"Return 2 {TEA}" in told


def test_goods_of_an_order_that_is_changed_are_not_bought(shop: Tools, says: Says) -> None:
    asked = words(says("exchange the tea of order D-500002"))
    assert "For what shall I exchange" in asked
    says("the same one again, 4 red label tea 250 g")
    assert not cart(shop)
