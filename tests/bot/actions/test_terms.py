"""The terms of an order are taken when they are said, kept until they are needed, and asked for once."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.dialogue.turn import Answer, Tools
from bot.reading.reader import Reader
from people.store.customers import put_address
from shop.orders.service.orders import Orders
from tests.bot.actions.speaking import speaker
from tests.bot.test_shop_actions import words

pytestmark = pytest.mark.slow  # the reader may have to be fitted first

Says = Callable[[str], Answer]


@pytest.fixture
def says(tools: Tools, reader: Reader) -> Says:
    return speaker(replace(tools, extras={**tools.extras, "reader": reader}))


def orders(tools: Tools) -> list[str]:
    return [order.id for order in Orders(tools.db).of_customer("c0")]


def test_all_in_one_message_is_shown_once_and_ordered_on_a_yes(tools: Tools, says: Says) -> None:
    says("2 tata salt 1kg")
    whole = words(says("thats all. Lakshmi Traders, 9 Mill Road, Pune 411004, ph 9812345670, cash, any slot"))
    assert "Lakshmi Traders, 9 Mill Road, Pune, 411004, phone 9812345670" in whole
    assert "Shall I order this? You pay so: Cash on delivery" in whole
    assert "Ordered." in words(says("yes go ahead"))
    assert len(orders(tools)) == 1


@pytest.mark.parametrize("yes", ["yes order it", "haan ab order kar do", "yes correct, place the order"])
def test_a_yes_that_says_order_is_a_yes(tools: Tools, says: Says, yes: str) -> None:
    says("2 tata salt 1kg")
    says("9 Mill Road, Pune 411004, 9812345670, cod")
    says(yes)
    assert len(orders(tools)) == 1


def test_what_is_said_early_is_remembered(tools: Tools, says: Says) -> None:
    early = (
        "this is Lakshmi Traders, 9 Mill Road, Pune 411004, 9812345670, i always pay cash. 2 tata salt 1kg"
    )
    noted = words(says(early))
    assert "Lakshmi Traders, 9 Mill Road, Pune, 411004; 9812345670; cash on delivery" in noted
    says("make the salt 4")
    whole = words(says("ok order it, any slot"))
    assert "Lakshmi Traders, 9 Mill Road, Pune, 411004, phone 9812345670" in whole
    assert "You pay so: Cash on delivery" in whole
    says("yes")
    assert [line.quantity for line in Orders(tools.db).of_customer("c0")[0].lines] == [4]


def test_a_pin_code_is_corrected(tools: Tools, says: Says) -> None:
    says("2 tata salt 1kg")
    says("order. Lakshmi Traders, 9 Mill Road, Pune 411040. 9812345670. cash")
    assert "411004" in words(says("oops typo, pin is 411004 not 411040"))
    says("yes")
    assert Orders(tools.db).of_customer("c0")[0].address["postcode"] == "411004"


def test_an_address_waits_for_its_pin_code_through_a_pause(tools: Tools, says: Says) -> None:
    says("2 tata salt 1kg")
    asked = words(says("order. naam Deepak, flat 8 ganga apartment, purane bus stand ke samne, Pune"))
    assert "PIN code" in asked
    says("ek min ruko")
    whole = words(says("pin 411004 mob 9812345670 cash koi bhi slot"))
    assert "flat 8 ganga apartment" in whole
    assert "411004" in whole
    assert orders(tools) == []
    says("haan")
    assert len(orders(tools)) == 1


def test_a_way_to_pay_that_is_not_taken_is_said_with_the_whole(tools: Tools, says: Says) -> None:
    with tools.db.write() as tx:
        put_address(
            tx, "c0", {"line": "12 MG Road", "city": "Pune", "postcode": "411001", "phone": "9812345670"}
        )
    says("2 tata salt 1kg")
    whole = words(says("usual address, card payment, any slot"))
    assert "A card is not possible here." in whole
    assert "Shall I order this" in whole


def test_a_question_comes_between_and_orders_nothing(tools: Tools, says: Says) -> None:
    says("2 tata salt 1kg")
    says("9 Mill Road, Pune 411004, 9812345670, cod")
    says("delivery kab tak hogi?")
    assert orders(tools) == []


def test_one_way_of_delivery_is_agreed_to_by_a_yes(tools: Tools, says: Says) -> None:
    with tools.db.write() as tx:
        put_address(
            tx, "c0", {"line": "12 MG Road", "city": "Pune", "postcode": "411001", "phone": "9812345670"}
        )
    says("2 tata salt 1kg")
    says("how much is delivery?")
    assert "Shall I order this" in words(says("yes"))
    assert orders(tools) == []


def test_a_phone_number_in_a_question_for_the_seller_is_part_of_it(tools: Tools, says: Says) -> None:
    says("ask the seller if the carton is recyclable, my number is 98765 43210")
    says("2 tata salt 1kg")
    whole = words(says("order. 9 Mill Road, Pune 411004, cash"))
    assert "98765" not in whole


@pytest.mark.parametrize("said", ["ok leave it, do the cash on delivery", "rehne do, cod kar do"])
def test_a_way_to_pay_behind_a_sigh_is_the_answer_of_the_checkout(
    tools: Tools, says: Says, said: str
) -> None:
    says("2 tata salt 1kg")
    says("order. 9 Mill Road, Pune 411004, 9812345670")
    says(said)
    assert len(orders(tools)) == 1


def test_a_question_about_cash_notes_nothing(tools: Tools, says: Says) -> None:
    says("2 tata salt 1kg")
    told = words(says("what is the limit of cod, can i pay 50000 in cash"))
    assert "set no limit" in told and "Noted" not in told
    assert "Noted" not in words(says("ok forget cod. when do you deliver to 411004?"))


@pytest.mark.parametrize("said", ["the address is wrong, its 19 not 9", "pata galat hai, 9 nahi 19"])
def test_one_word_of_the_address_is_put_right(tools: Tools, says: Says, said: str) -> None:
    says("2 tata salt 1kg")
    says("9 Mill Road, Pune 411004, 9812345670, cod")
    assert "19 Mill Road" in words(says(said))
    assert not orders(tools)


def test_what_asks_about_a_pin_code_is_no_address(tools: Tools, says: Says) -> None:
    says("2 tata salt 1kg")
    says("checkout")
    assert "To: leave" not in words(says("leave it. delivery charge for 411038?"))


def test_a_go_ahead_beside_a_question_goes_on(tools: Tools, says: Says) -> None:
    says("2 tata salt 1kg")
    told = words(says("ok please place the order. can i pay by card?"))
    assert "card" in told.lower()
    assert "I need the address" in told


def test_a_sentence_is_no_street(tools: Tools, says: Says) -> None:
    says("2 tata salt 1kg")
    says("checkout")
    assert "temple" not in words(says("there is a big temple behind my shop, when will you come?"))


def test_a_yes_with_the_street_of_a_known_town_orders(tools: Tools, says: Says) -> None:
    with tools.db.write() as tx:
        put_address(tx, "c0", {"line": "Pune", "city": "", "postcode": "411004"})
    says("2 tata salt 1kg")
    says("checkout")
    says("yes cash. Deepak Stores, 4 Canal Road, phone 9812345670")
    placed = Orders(tools.db).of_customer("c0")[0]
    assert placed.address["line"] == "Deepak Stores, 4 Canal Road"


def test_how_an_old_order_was_paid_is_no_term_of_a_new_one(tools: Tools, says: Says) -> None:
    assert "Noted for your order" not in words(says("how many days does a refund take? i pay cash"))


def test_a_pin_code_that_was_asked_for_is_taken(tools: Tools, says: Says) -> None:
    assert "PIN code" in words(says("how much is delivery?"))
    assert "411004" in words(says("411004 jaldi batao"))


@pytest.mark.parametrize("title", ["चेकआउट करें", "Checkout karein", "check out"])
def test_the_title_of_a_button_is_a_tap_on_it(tools: Tools, says: Says, title: str) -> None:
    says("2 tata salt 1kg")
    says("what does delivery cost?")
    assert "PIN" in words(says(title))


def test_a_message_does_not_agree_to_what_it_has_not_seen(tools: Tools, says: Says) -> None:
    says("2 tata salt 1kg")
    says("9 Mill Road, Pune 411004, 9812345670")
    says("when does it come?")
    whole = words(
        says("express is ok but is before 8 am possible or not? pls write it on the order. yes do it")
    )
    assert "Ordered" not in whole
    assert not orders(tools)
    says("express, cash")
    says("yes order it")
    assert len(orders(tools)) == 1
