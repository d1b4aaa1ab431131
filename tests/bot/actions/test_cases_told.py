"""Cases of goods that are sold by the piece: put in as pieces, told and priced by what one holds."""

from dataclasses import replace

import pytest

from bot.dialogue.cases_said import with_its_cases
from bot.dialogue.goods_said import ADD, LESS, MORE, SET, Said
from bot.dialogue.turn import Tools
from bot.reading.reader import Reader
from shop.catalogue.product import Tier
from shop.money import Money
from tests.bot.actions.speaking import Says, cart, titles, with_goods, words
from tests.storage.shop_for_tests import SALT

HOLDS = {"Pieces per case": "30"}
OIL = replace(
    SALT,
    sku="OIL",
    title="Birch Mustard Oil 1 L",
    brand="Birch",
    pack="1 L",
    price=Money(10_000),
    tiers=(Tier(30, Money(9500)), Tier(300, Money(9000))),
    moq=1,
    multiple=1,
    stock=5000,
    attributes=HOLDS,
)
STICKS = replace(OIL, sku="STICK", title="Dune Incense 25 g", brand="Dune", pack="25 g", moq=48, multiple=48)
BOWL = replace(OIL, sku="BOWL", title="Elm Steel Bowl 1 pc", brand="Elm", pack="1 pc", attributes={})
SOAP = replace(OIL, sku="SOAP", title="Amber Rose Soap 100 g", brand="Amber", pack="100 g")
SOAP_CASE = replace(
    SOAP, sku="SOAP-X", title="Amber Rose Soap 100 g x 24", pack="100 g x 24", price=Money(64_000), tiers=()
)
PASTE = replace(OIL, sku="PASTE", title="Fern Clove Paste 80 g", brand="Fern", pack="80 g")
PASTE_2 = replace(PASTE, sku="PASTE-2", title="Fern Mint Paste 80 g", attributes={"Case pack": "40"})


@pytest.fixture
def shop(tools: Tools, reader: Reader) -> Tools:
    goods = [OIL, STICKS, BOWL, SOAP, SOAP_CASE, PASTE, PASTE_2]
    return with_goods(tools, reader, *(replace(one, subcategory=one.brand) for one in goods))


@pytest.mark.slow
def test_cases_are_put_in_as_pieces_and_said(shop: Tools, says: Says) -> None:
    told = says("2 peti birch mustard oil 1 l")
    assert cart(shop) == {"OIL": 60}
    assert "2 cases of 30 = 60 pieces" in words(told)
    says("undo")
    assert cart(shop) == {}


@pytest.mark.slow
def test_cases_on_a_line_of_a_list_are_pieces(shop: Tools, says: Says) -> None:
    told = says("3 carton birch mustard oil 1 l\n5 elm steel bowl")
    assert cart(shop) == {"OIL": 90, "BOWL": 5}
    assert "Birch Mustard Oil 1 L: 3 cases of 30 = 90 pieces" in words(told)


@pytest.mark.slow
def test_a_line_of_the_cart_is_set_raised_and_lowered_by_cases(shop: Tools, says: Says) -> None:
    says("12 birch mustard oil 1 l")
    assert "3 cases of 30 = 90 pieces" in words(says("make it 3 cases"))
    assert cart(shop) == {"OIL": 90}
    says("2 more cases")
    assert cart(shop) == {"OIL": 150}
    says("1 peti kam karo")
    assert cart(shop) == {"OIL": 120}


@pytest.mark.slow
def test_which_one_is_asked_with_the_pieces_of_each(shop: Tools, says: Says) -> None:
    asked = says("2 peti fern paste 80 g")
    assert {title for title in titles(asked) if "Paste" in title} == {
        "60 x Fern Clove Paste 80 g",
        "80 x Fern Mint Paste 80 g",
    }
    assert "sold by the piece" not in words(asked)
    told = says("the mint one")
    assert cart(shop) == {"PASTE-2": 80}
    assert "2 cases of 40 = 80 pieces" in words(told)


@pytest.mark.slow
def test_how_many_is_answered_in_cases(shop: Tools, says: Says) -> None:
    assert "How many" in words(says("3 dune incense 25 g"))
    told = says("8 peti")
    assert cart(shop) == {"STICK": 240}
    assert "8 cases of 30 = 240 pieces" in words(told)


@pytest.mark.slow
def test_cases_come_in_the_steps_of_the_product(shop: Tools, says: Says) -> None:
    told = says("2 cases dune incense 25 g")
    assert cart(shop) == {"STICK": 48}
    assert "steps of 48" in words(told)


@pytest.mark.slow
def test_a_case_that_is_a_product_wins(shop: Tools, says: Says) -> None:
    says("2 peti amber rose soap 100 g")
    assert cart(shop) == {"SOAP-X": 2}


@pytest.mark.slow
def test_where_nothing_states_it_that_is_said_and_asked_about(shop: Tools, says: Says) -> None:
    told = says("2 peti elm steel bowl")
    assert cart(shop) == {}
    assert "sold by the piece" in words(told)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sku", "typed", "told"),
    [
        ("OIL", "how many in a case?", "is 30 pieces: Rs 95 each, Rs 2,850 in all"),
        ("OIL", "ek carton me kitne pc hote hai", "30 piece hote hain: Rs 95 ek ka, kul Rs 2,850"),
        ("OIL", "what is the rate of a case", "is 30 pieces: Rs 95 each, Rs 2,850 in all"),
        ("OIL", "how much for 10 cases?", "300 pieces: Rs 90 each, Rs 27,000 in all"),
        ("BOWL", "how many in a case?", "not by the case"),
    ],
)
def test_what_a_case_holds_and_costs_is_told_and_nothing_put_in(
    shop: Tools, says: Says, sku: str, typed: str, told: str
) -> None:
    says({"OIL": "1 birch mustard oil 1 l", "BOWL": "1 elm steel bowl 1 pc"}[sku])
    assert told in words(says(typed))
    assert cart(shop) == {sku: 1}


@pytest.mark.slow
def test_a_better_price_is_asked_on_the_pieces(shop: Tools, says: Says) -> None:
    assert "600 x Birch Mustard Oil" in words(says("best price for 20 cases of birch mustard oil 1 l"))


@pytest.mark.parametrize(
    ("typed", "how", "amount", "then"),
    [
        ("2 more cases", MORE, "2 carton", MORE),
        ("ek aur peti", SET, "1 carton", MORE),
        ("3 peti kar do", SET, "3 carton", SET),
        ("1 peti kam karo", LESS, "2", LESS),
        ("2 more packets", ADD, "2", ADD),
    ],
)
def test_the_number_and_the_cases_are_one_amount(typed: str, how: str, amount: str, then: str) -> None:
    (said,) = with_its_cases([Said("2", "", "2", how=how)], typed)
    assert (said.amount, said.how) == (amount, then)
