"""Changes of mind in a cart, as people say them: "no wait make it 7", "the last one", "double it"."""

from datetime import timedelta

import pytest

import bot.actions.bargaining
import bot.actions.checking_out
import bot.actions.talk  # noqa: F401  # they register their actions
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn
from bot.routing.dispatch import perform
from shop.cart.pricing import Rules
from shop.cart.service.carts import Carts
from shop.reading.instead import parted_instead
from tests.bot import test_finding_actions as finding
from tests.bot.test_finding_actions import Talk

encoder, tools, talk = finding.encoder, finding.tools, finding.talk  # fixtures


def held(tools: Tools) -> dict[str, int]:
    return dict(Carts(tools.db, Rules()).get("c1").quantities)


@pytest.mark.parametrize(
    ("said", "quantity"),
    [
        ("no wait make it 7", 7),
        ("no, 8 not 5", 8),
        ("actually 9", 9),
        ("wait, 6", 6),
        ("sorry i meant 4", 4),
        ("only 3 please", 3),
        ("10 kar do", 10),
        ("nahi 8 kar do", 8),
        ("make it double", 10),
        ("isko 2 karo", 2),
        ("make the last one 6", 6),
        ("change the second one to 6", 6),
        ("salt 8", 8),
    ],
)
def test_a_correction_is_of_what_was_added_last(talk: Talk, tools: Tools, said: str, quantity: int) -> None:
    talk("add_to_cart", sku="F1", quantity=2)
    talk("add_to_cart", sku="T1", quantity=5)
    talk("update_cart", said)
    assert held(tools) == {"F1": 2, "T1": quantity}


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("remove the last one", {"F1"}),
        ("remove the first one", {"T1"}),
        ("hata do", {"F1"}),
        ("take it out", {"F1"}),
        ("remove the oil", {"T1"}),
        ("dusra wala hata do", {"F1"}),
    ],
)
def test_taking_out_by_place_or_name(talk: Talk, tools: Tools, said: str, left: set[str]) -> None:
    talk("add_to_cart", sku="F1", quantity=2)
    talk("add_to_cart", sku="T1", quantity=5)
    talk("remove_from_cart", said)
    assert set(held(tools)) == left


@pytest.mark.parametrize(
    ("said", "parted"),
    [
        ("instead of that give me 3 bournvita", ("", "3 bournvita")),
        ("uski jagah red label 2 packet daal do", ("", "red label 2 packet")),
        ("horlicks ki jagah bournvita", ("horlicks", "bournvita")),
        ("replace the horlicks with 2 bournvita", ("horlicks", "2 bournvita")),
        ("bournvita instead of horlicks", ("horlicks", "bournvita")),
        ("20 instead of 12", None),
        ("red label 5 ki jagah 8 kar do", None),
        ("change it from 5 to 8", None),
        ("change the salt to 20", None),
        ("show me salt", None),
    ],
)
def test_one_thing_in_the_place_of_another(said: str, parted: tuple[str, str] | None) -> None:
    assert parted_instead(said) == parted


def test_what_comes_takes_the_place_of_what_goes_and_one_undo_takes_it_back(talk: Talk, tools: Tools) -> None:
    talk("add_to_cart", sku="T1", quantity=5)
    talk("update_cart", "instead of that give me 3 saffola gold oil 1 l")
    assert held(tools) == {"S1": 3}
    talk("undo", "undo")
    assert held(tools) == {"T1": 5}
    talk("update_cart", "replace the salt with saffola gold oil 1 l")
    assert held(tools) == {"S1": 5}


def plainly(tools: Tools, said: str, intent: str, minute: int = 60) -> Answer:
    """Through everything that comes before an action; unsure of itself, as words often are."""
    turn = Turn(
        said, "w1", "c1", "web", "en", "", said, intent, 0.6, {}, {},
        finding.NOW + timedelta(minutes=minute), (("faq", 0.1),)
    )  # fmt: skip
    return perform(ACTIONS[f"action_{intent}"], turn, tools)


@pytest.mark.parametrize(
    ("said", "intent", "left"),
    [
        ("galti ho gayi, undo", "search_product", {"F1": 2}),
        ("make the salt 12", "search_product", {"F1": 2, "T1": 12}),
        ("aur salt 3 nahi 5 karo", "out_of_scope", {"F1": 2, "T1": 5}),
        ("15 kar do", "search_product", {"F1": 2, "T1": 15}),
        ("add 2 more of the salt", "add_to_cart", {"F1": 2, "T1": 7}),
        ("and 6 of the 5 l", "search_product", {"F1": 2, "T1": 5}),  # salt has no such
        ("oil but not fortune", "remove_from_cart", {"F1": 2, "T1": 5}),
    ],
)
def test_a_correction_counts_whatever_it_was_taken_for(
    talk: Talk, tools: Tools, said: str, intent: str, left: dict[str, int]
) -> None:
    talk("add_to_cart", sku="F1", quantity=2)
    talk("add_to_cart", sku="T1", quantity=5)
    plainly(tools, said, intent)
    assert held(tools) == left


@pytest.mark.parametrize("said", ["ok take 6 then", "ok make it 6", "acha theek hai 6 kar do", "6", "no, 6"])
def test_a_number_answers_the_question_how_many(talk: Talk, tools: Tools, said: str) -> None:
    assert "from 6 pieces on" in finding.words(talk("add_to_cart", "2 maggi masala noodles 70 g"))
    plainly(tools, said, "search_product", minute=5)
    assert held(tools) == {"M70": 6}


def test_five_kilos_of_what_was_shown_are_five_packs(talk: Talk, tools: Tools) -> None:
    talk("product_details", sku="T1")
    talk("add_to_cart", "5 kilo dedo")
    assert held(tools) == {"T1": 5}


def test_a_better_price_for_many_is_asked_not_put_into_the_cart(talk: Talk, tools: Tools) -> None:
    talk("product_details", sku="T1")
    asked = finding.words(plainly(tools, "i need 400 of these, can i get a better price?", "add_to_cart"))
    assert "price on 400 x Tata Salt 1 kg" in asked
    again = finding.words(plainly(tools, "ask if they can do 24 each", "update_cart", minute=61))
    assert "Rs 24 each on 400 x Tata Salt" in again
    assert held(tools) == {}


def test_what_is_only_looked_for_is_not_put_in(talk: Talk, tools: Tools) -> None:
    shown = plainly(tools, "fortune sunflower oil 5 l wala", "order_list")
    assert finding.skus(shown)[0] == "F5"
    assert held(tools) == {}
    plainly(tools, "2 fortune sunflower oil 5 l", "order_list", minute=61)
    assert held(tools) == {"F5": 2}


def test_an_address_that_is_asked_for_can_be_left(talk: Talk, tools: Tools) -> None:
    talk("add_to_cart", sku="T1", quantity=5)
    talk("checkout")
    plainly(tools, "aur salt 5 nahi 8 karo", "update_cart", minute=4)
    assert held(tools) == {"T1": 8}
    assert "12 MG Road" in finding.words(plainly(tools, "12 MG Road, Pune 411001", "inform", minute=6))
