"""How an order stands, and when it comes."""

import pytest

import bot.actions.carting
import bot.actions.delivering
import bot.actions.following
import bot.actions.ordering  # noqa: F401  # they register their actions
from bot.dialogue.turn import Answer, Tools
from bot.reading.reader import Reader
from demo.delivery import RATES
from people.store.customers import put_address
from shop.delivery.service import Delivery
from tests.bot.actions.past_orders import with_past
from tests.bot.actions.speaking import Says, cart, speaker, titles, words

pytestmark = pytest.mark.slow  # the reader may have to be fitted first

GOODS = "Red Label Tea 500 g"  # of the order that is packed


@pytest.fixture
def shop(tools: Tools, reader: Reader) -> Tools:
    Delivery(tools.db).set_rates(RATES)
    return with_past(tools, reader)


def at_home(shop: Tools) -> None:
    with shop.db.write() as tx:
        put_address(tx, "c0", {"line": "12 MG Road", "city": "Mumbai", "postcode": "400001"})


@pytest.mark.parametrize("said", ["where is my order", "mera order kahan tak pahuncha", "order status"])
def test_the_state_and_the_day_are_told_without_the_goods(shop: Tools, said: str) -> None:
    at_home(shop)  # an order of before has no address of its own
    answer = speaker(shop)(said)
    first, second = words(answer).splitlines()
    assert "D-500003" in first and ("packed" in first or "pack ho gaya" in first)
    assert "November" in second
    assert GOODS not in words(answer)
    assert {"What is in it", "Isme kya hai"} & set(titles(answer))


@pytest.mark.parametrize("said", ["i want to see all orders of mine", "mere saare order dikhao"])
def test_all_of_them_are_listed_also_behind_one_that_was_spoken_of(shop: Tools, said: str) -> None:
    says = speaker(shop)
    says("D-500003")
    told = words(says(said))
    assert all(number in told for number in ("D-500003", "D-500002", "D-500001"))


def test_only_those_that_are_as_far_as_is_said_are_listed(shop: Tools) -> None:
    told = words(speaker(shop)("which orders of mine were delivered? not packed ones"))
    assert "D-500002" in told and "D-500001" in told
    assert "D-500003" not in told


@pytest.mark.parametrize(
    "said",
    ["19 november wale order me jo chai hai woh cancel ho sakti hai?", "cancel the tea of 19 november"],
)
def test_an_order_that_is_named_by_its_day_is_told_whether_it_can_be_cancelled(
    shop: Tools, said: str
) -> None:
    says = speaker(shop)
    says("D-500002")
    told = words(says(said))
    assert "D-500003" in told
    assert "cancel" in told


def test_the_goods_are_told_when_they_are_asked_for(shop: Tools) -> None:
    at_home(shop)
    says = speaker(shop)
    says("where is my order")
    assert GOODS in words(says("what was in order D-500003"))
    assert GOODS in words(says("D-500003"))


@pytest.mark.parametrize("said", ["just tell me the date it comes", "on which day will my order reach me"])
def test_who_asks_for_the_day_is_told_the_day(shop: Tools, said: str) -> None:
    at_home(shop)
    says = speaker(shop)
    says("where is my order")
    told = words(says(said))
    assert told.startswith("D-500003: It ") and len(told.splitlines()) == 1


def test_where_no_day_can_be_known_it_is_said_and_a_colleague_offered(shop: Tools) -> None:
    answer = speaker(shop)("when will my order come")
    assert "packed" in words(answer) and "I can't see" in words(answer)
    assert titles(answer)[0] == "Talk to a person"


def test_nothing_joins_an_order_that_was_placed(shop: Tools) -> None:
    at_home(shop)
    answer = speaker(shop)("add 5 tata salt 1kg to order D-500003")
    assert "Nothing can be added to order D-500003" in words(answer)
    assert cart(shop) == {"SALT-1": 5}


def test_whether_goods_come_along_with_an_order_is_answered(shop: Tools) -> None:
    at_home(shop)
    says: Says = speaker(shop)
    says("5 tata salt 1kg")
    says("where is my order")
    answer: Answer = says("can it come along with that order?")
    assert "Nothing can be added to order D-500003" in words(answer)
    assert "Delivery to 400001" in words(answer)


@pytest.mark.parametrize("said", ["can it be brought on sunday instead", "can you deliver it on thursday"])
def test_the_day_of_an_order_is_not_moved(shop: Tools, said: str) -> None:
    at_home(shop)
    says = speaker(shop)
    says("where is my order")
    answer = says(said)
    assert "D-500003: It " in words(answer)
    assert "I can't move the day" in words(answer) or "late" in words(answer)
    assert not cart(shop)


def test_goods_of_the_order_on_the_table_are_not_of_the_cart(shop: Tools) -> None:
    at_home(shop)
    says = speaker(shop)
    says("where is my order")
    told = words(says("cancel the red label tea please"))
    assert "D-500003" in told
    assert "cart" not in told


def test_whom_the_courier_calls_is_told(shop: Tools) -> None:
    with shop.db.write() as tx:
        put_address(tx, "c0", {"line": "12 MG Road", "postcode": "400001", "phone": "9812345670"})
    says = speaker(shop)
    says("where is my order")
    assert "9812345670" in words(says("will the courier call before delivery?"))
