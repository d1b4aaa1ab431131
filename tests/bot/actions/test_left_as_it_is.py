"""A no to a question about an order, in whatever words; what else is said is done."""

import pytest

import bot.actions.carting
import bot.actions.checking_out
import bot.actions.following
import bot.actions.looking
import bot.actions.ordering
import bot.actions.returning
import bot.actions.talk  # noqa: F401  # they register their actions
from bot.dialogue.turn import Tools
from bot.reading.reader import Reader
from bot.reading.refusing import lets_stay, refuses_to
from shop.history.service import RecordWrites
from shop.orders.service.orders import Orders
from tests.bot.actions.past_orders import line, with_past
from tests.bot.actions.speaking import Says, cart, titles, words


@pytest.fixture
def shop(tools: Tools, reader: Reader) -> Tools:
    """The past of c0, and an order that waits to be packed."""
    there = with_past(tools, reader)
    RecordWrites(there.db).orders(
        [
            line("D-500004", 20, "SALT-1", 5, 2800, "pending"),
            line("D-500004", 20, "TEA-R", 4, 14000, "pending"),
        ]
    )
    return there


@pytest.mark.slow
@pytest.mark.parametrize(
    "no",
    ["please don't cancel the order", "nahi cancel mat karna", "keep it the way it is", "rehne dijiye bhai"],
)
def test_an_order_stays_when_that_is_said(shop: Tools, says: Says, no: str) -> None:
    says("cancel order D-500004")
    told = words(says(no))
    assert "the order stays" in told or "order rahega" in told
    assert Orders(shop.db).view("D-500004").order.status == "pending"


@pytest.mark.slow
def test_what_is_asked_beside_the_no_is_answered(shop: Tools, says: Says) -> None:
    says("cancel order D-500004")
    told = words(says("don't cancel anything. where is it now"))
    assert "the order stays" in told
    assert "D-500004" in told


@pytest.mark.slow
def test_a_cancellation_said_again_is_no_refusal(shop: Tools, says: Says) -> None:
    says("cancel order D-500004")
    assert "Why shall I cancel it?" in words(says("cancel it"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wish", "shown"),
    [
        ("make the tea only 2", "Red Label Tea 250 g: 2 instead of 4."),
        ("take the salt out of it", "Out: 5 x Tata Salt 1 kg."),
    ],
)
def test_one_item_of_a_placed_order_never_goes_by_the_cart(
    shop: Tools, says: Says, wish: str, shown: str
) -> None:
    says("D-500004")
    told = says(wish)
    assert shown in words(told)
    assert "Yes, change it" in titles(told)
    assert not cart(shop)


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ("do not cancel that", True),
        ("cancel mat karo", True),
        ("cancel it, i do not want it", False),
        ("no, cancel it", False),
    ],
)
def test_a_no_belongs_to_what_stands_in_its_clause(said: str, refused: bool) -> None:
    assert refuses_to(said, lambda word: word == "cancel") is refused


@pytest.mark.parametrize(("said", "stays"), [("leave the order as it is", True), ("i don't need it", False)])
def test_what_stays_as_it_is(said: str, stays: bool) -> None:
    assert lets_stay(said) is stays
