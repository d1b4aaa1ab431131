"""The terms of an order are read out of whatever stands around them."""

from dataclasses import replace

import pytest

from bot.dialogue.terms_said import TermsSaid, terms_said
from bot.dialogue.turn import Tools, Turn
from bot.reading.reader import Reader
from tests.storage.shop_for_tests import NOW

pytestmark = pytest.mark.slow  # the reader may have to be fitted first


def read(said: str, tools: Tools, reader: Reader) -> TermsSaid:
    turn = Turn("t", "w_1", "c0", "web", "en", "", said, "inform", 0.9, {}, {}, NOW, said=said)
    return terms_said(turn, replace(tools, extras={"reader": reader}), asked=False)


@pytest.mark.parametrize(
    ("said", "address", "phone", "pay", "way", "rest"),
    [
        (
            "checkout. Saffron Cafe, 7 Hill Road, Nashik 422005",
            "Saffron Cafe, 7 Hill Road, Nashik 422005",
            "",
            (),
            "",
            "checkout.",
        ),
        (
            "Lakshmi Traders, 9 Mill Road Karnal 132001, ph 9812345670, cash on delivery, any slot is fine",
            "Lakshmi Traders, 9 Mill Road Karnal 132001",
            "9812345670",
            ("cash",),
            "any slot is fine",
            "",
        ),
        (
            "order karo. Mohan Store 12 station road Jhansi 284001 mob 9812345670 cod koi bhi slot",
            "Mohan Store 12 station road Jhansi 284001",
            "9812345670",
            ("cash",),
            "koi bhi slot",
            "order karo.",
        ),
        ("i always pay cash. 2 tata salt 1kg", "", "", ("cash",), "", "2 tata salt 1kg"),
        ("delivery charge kitna hai?", "", "", (), "", "delivery charge kitna hai?"),
        ("do you deliver to 411001?", "", "", (), "", "do you deliver to 411001?"),
        ("whats the cod limit", "", "", (), "", "whats the cod limit"),
        ("ok forget cod", "", "", (), "", "ok forget cod"),
        ("is there a ceiling on cash on delivery", "", "", (), "", "is there a ceiling on cash on delivery"),
        ("cod rehne do", "", "", (), "", "cod rehne do"),
        ("can i pay by cash?", "", "", (), "", "can i pay by cash?"),
    ],
)
def test_each_term_is_found_and_the_rest_is_left(
    tools: Tools, reader: Reader, said: str, address: str, phone: str, pay: tuple[str], way: str, rest: str
) -> None:
    found = read(said, tools, reader)
    assert (found.address, found.phone, found.pay, found.way, found.rest) == (address, phone, pay, way, rest)


@pytest.mark.parametrize(
    "said", ["sorry, pin is 422005 not 422050", "pin code 422005 hai", "oops its 422005"]
)
def test_a_pin_code_alone_is_no_address(tools: Tools, reader: Reader, said: str) -> None:
    found = read(said, tools, reader)
    assert (found.pin, found.address) == ("422005", "")


def test_an_address_may_lack_its_pin_code(tools: Tools, reader: Reader) -> None:
    found = read(
        "order. naam Deepak, flat 8 ganga apartment, purane bus stand ke samne, Satna", tools, reader
    )
    assert found.street == "Deepak, flat 8 ganga apartment, purane bus stand ke samne, Satna"


def test_a_way_to_pay_that_is_not_wanted_is_none(tools: Tools, reader: Reader) -> None:
    found = read("no, make it cash, not on account", tools, reader)
    assert (found.pay, found.refused) == (("cash",), True)


@pytest.mark.parametrize(
    "said", ["tata salt 1kg, red label tea 250g", "order 2 tata salt 1kg, 3 red label tea 250g"]
)
def test_goods_are_no_street(tools: Tools, reader: Reader, said: str) -> None:
    assert not read(said, tools, reader).any


@pytest.mark.parametrize(
    "said", ["2 tata salt 1kg normal wala", "how fast can you send to 411001", "any sugar free? any one"]
)
def test_how_it_comes_is_not_heard_in_other_wishes(tools: Tools, reader: Reader, said: str) -> None:
    assert read(said, tools, reader).way == ""
