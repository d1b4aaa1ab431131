"""Cases where cases were said, what puts right what was put in, minima, and one undo for one message."""

from dataclasses import replace

import pytest

from bot.actions.putting import as_sold
from bot.dialogue.cases_said import asks_of_cases, cases_wanted
from bot.dialogue.goods_said import Said
from bot.dialogue.turn import Tools
from bot.reading.reader import Reader
from shop.catalogue.service import CatalogueWrites
from shop.money import Money
from tests.bot.actions.speaking import Says, cart, with_goods, words
from tests.storage.shop_for_tests import SALT

SOAP = replace(SALT, sku="SOAP", title="Amber Rose Soap 100 g", brand="Amber", pack="100 g", stock=500)
SOAP_CASE = replace(
    SOAP, sku="SOAP-X", title="Amber Rose Soap 100 g x 24", pack="100 g x 24", price=Money(64000)
)
SOAP_SMALL = replace(SOAP, sku="SOAP-S", title="Amber Rose Soap 50 g", pack="50 g")
OIL = replace(SALT, sku="OIL", title="Birch Mustard Oil 1 L", brand="Birch", pack="1 L", stock=500)
MATCHES = replace(SALT, sku="MATCH", title="Cedar Matchbox 10 pcs", brand="Cedar", pack="10 pcs", moq=6)
STICKS = replace(SALT, sku="STICK", title="Dune Incense 25 g", brand="Dune", pack="25 g", moq=48, multiple=48)


@pytest.fixture
def shop(tools: Tools, reader: Reader) -> Tools:
    goods = [SOAP, SOAP_CASE, SOAP_SMALL, OIL, MATCHES, STICKS]
    return with_goods(tools, reader, *(replace(one, subcategory=one.brand) for one in goods))


@pytest.mark.slow
def test_cases_are_cases_where_the_piece_was_put_in_before(shop: Tools, says: Says) -> None:
    says("2 amber rose soap 100 g")
    assert cart(shop) == {"SOAP": 2}
    told = says("no, i said cases not pieces. 2 cases amber rose soap 100 g")
    assert cart(shop) == {"SOAP-X": 2}
    assert "in place of" in words(told)
    says("undo")
    assert cart(shop) == {"SOAP": 2}


@pytest.mark.slow
def test_what_is_not_sold_by_the_case_is_said_to_be_sold_by_the_piece(shop: Tools, says: Says) -> None:
    told = says("add 3 cases of birch mustard oil 1 l")
    assert cart(shop) == {}
    assert "sold by the piece" in words(told)
    says("30")
    assert cart(shop) == {"OIL": 30}


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ("do you sell the oil by the case or not", True),
        ("how many in one carton", True),
        ("ek peti me kitne aate hain", True),
        ("2 cases of oil", False),
        ("just in case the oil is late", False),
        ("send the oil by the case", False),
    ],
)
def test_a_question_about_cases_is_told_from_a_wish(typed: str, asks: bool) -> None:
    assert asks_of_cases(typed) is asks


@pytest.mark.slow
def test_another_size_that_puts_right_comes_in_place(shop: Tools, says: Says) -> None:
    says("5 amber rose soap 100 g")
    says("sorry i meant the 50 g one")
    assert cart(shop) == {"SOAP-S": 5}


@pytest.mark.slow
def test_less_than_the_minimum_is_raised_and_said_and_much_less_is_asked(shop: Tools, says: Says) -> None:
    told = says("2 cedar matchbox 10 pcs")
    assert cart(shop) == {"MATCH": 6}
    assert "sold from 6" in words(told)
    asked = says("3 dune incense 25 g")
    assert "How many" in words(asked)
    assert cart(shop) == {"MATCH": 6}


def test_the_nearest_that_is_sold_is_taken_and_nothing_is_taken_away() -> None:
    in_twelves = replace(SALT, multiple=12)
    assert as_sold(in_twelves, 12) == 12
    assert as_sold(in_twelves, 25) == 24
    assert as_sold(in_twelves, 31) == 36
    assert as_sold(in_twelves, 3, there=12) == 12  # to 24: with 12 there, none would be no answer
    assert as_sold(replace(SALT, moq=48), 1) == 0


@pytest.mark.slow
def test_all_that_one_message_changes_is_one_step_to_undo(shop: Tools, says: Says) -> None:
    says("10 amber rose soap 100 g, 12 birch mustard oil 1 l")
    before = cart(shop)
    assert before == {"SOAP": 10, "OIL": 12}
    says("5 less of each")
    assert cart(shop) == {"SOAP": 5, "OIL": 7}
    says("undo")
    assert cart(shop) == before


@pytest.mark.slow
def test_the_number_asked_for_is_taken_with_what_is_said_behind_it(shop: Tools, says: Says) -> None:
    says("4 birch mustard oil 1 l")
    says("1 dune incense 25 g")
    says("theek 48 kar do. mustard oil hata do")
    assert cart(shop) == {"STICK": 48}


@pytest.mark.slow
def test_empty_it_is_said_once_more_for_a_yes_or_with_what_comes_in_its_place(
    shop: Tools, says: Says
) -> None:
    says("4 birch mustard oil 1 l")
    says("empty my cart")
    assert cart(shop) == {"OIL": 4}
    says("yes all, empty it")
    assert cart(shop) == {}
    says("4 birch mustard oil 1 l")
    says("empty the cart and put 6 amber rose soap 100 g")
    assert cart(shop) == {"SOAP": 6}


@pytest.mark.slow
def test_what_is_spoken_of_goes_before_another_wish_is_done(shop: Tools, says: Says) -> None:
    says("4 birch mustard oil 1 l")
    says("bahut mehnga hai, hata do. amber rose soap 100 g 3 daal do")
    assert cart(shop) == {"SOAP": 3}


@pytest.mark.slow
def test_what_is_named_in_the_cart_is_changed_whatever_was_put_in_last(shop: Tools, says: Says) -> None:
    says("5 amber rose soap 100 g, 6 birch mustard oil 1 l")
    says("only the amber change to 20, rest as it is")
    assert cart(shop) == {"SOAP": 20, "OIL": 6}


def test_what_a_case_holds_is_no_count() -> None:
    said = Said("soap 100 g 1", "soap 100 g", "1", raw="soap 100 g x 24 wali peti, 1")
    wanted = cases_wanted(said)
    assert wanted
    assert (wanted.count, wanted.holds) == (1, 24)
    said = Said("soap 100 g x 24 carton", "soap 100 g x 24", "carton", raw="one soap 100 g x 24 carton")
    wanted = cases_wanted(said)
    assert wanted is None or wanted.count in (None, 1)


@pytest.mark.slow
def test_pieces_are_no_cases(shop: Tools, says: Says) -> None:
    says("amber rose soap 100 g 24 pcs")
    assert cart(shop) == {"SOAP": 24}


@pytest.mark.slow
def test_so_many_and_no_more_is_set_though_it_asks_why_it_was_made_more(shop: Tools, says: Says) -> None:
    says("7 birch mustard oil 1 l")
    says("oil kyu badhaya, 6 hi rakho")
    assert cart(shop) == {"OIL": 6}


@pytest.mark.slow
def test_how_much_is_put_right_by_an_amount_and_not_by_another_pack(shop: Tools, says: Says) -> None:
    CatalogueWrites(shop.db).products(
        [replace(OIL, sku="OIL-10", title="Birch Mustard Oil 10 L", pack="10 L")]
    )
    says("birch mustard oil 12 litre")
    says("12 nahi 10 litre hi")
    assert cart(shop) == {"OIL": 10}


@pytest.mark.slow
def test_what_is_only_asked_about_beside_an_order_is_not_put_in(shop: Tools, says: Says) -> None:
    says("6 birch mustard oil 1 l. aur soap sabse sasta?")
    assert cart(shop) == {"OIL": 6}


@pytest.mark.slow
@pytest.mark.parametrize(
    "typed",
    [
        "swap the 6 soap for one amber rose soap 100 g x 24 carton, like i told you",
        "replace the amber rose soap by 1 case of amber rose soap 100 g x 24",
    ],
)
def test_a_case_in_place_of_pieces_is_one_case(shop: Tools, says: Says, typed: str) -> None:
    says("6 amber rose soap 100 g")
    says(typed)
    assert cart(shop) == {"SOAP-X": 1}


@pytest.mark.slow
def test_a_size_in_place_of_the_one_that_is_named_is_no_amount(shop: Tools, says: Says) -> None:
    says("6 amber rose soap 100 g, 4 birch mustard oil 1 l")
    says("soap 50 g instead of 100")
    assert cart(shop) == {"SOAP-S": 6, "OIL": 4}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("soap should be 12, you put 8", {"SOAP": 12}),
        ("soap was 12, why 8, make it 12", {"SOAP": 12}),
        ("the amber soap, the carton of 24", {"SOAP-X": 1}),
    ],
)
def test_a_complaint_sets_what_should_be_there(
    shop: Tools, says: Says, said: str, left: dict[str, int]
) -> None:
    says("8 amber rose soap 100 g")
    says(said)
    assert cart(shop) == left
