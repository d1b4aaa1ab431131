"""A plan by talking: what is needed, changed by a word, and put into the cart with one more."""

from collections.abc import Callable
from dataclasses import replace

import pytest

import bot.actions.recommending  # noqa: F401  # which puts a plan into the cart
from bot.dialogue.turn import Answer, Tools
from bot.reading.reader import Reader
from shop.cart.pricing import Rules
from shop.cart.requests import AddToCart, Item, TakeOut
from shop.cart.service.carts import Carts
from shop.money import Money
from tests.bot.actions.speaking import cart, speaker, with_goods
from tests.storage.shop_for_tests import NOW, SALT

pytestmark = pytest.mark.slow  # the reader may have to be fitted first

POHA = replace(SALT, sku="POHA", title="Birch Poha 1 kg", brand="Birch", pack="1 kg", price=Money(9000),
               subcategory="Flours", moq=1, multiple=1, stock=900)  # fmt: skip
PEANUT = replace(POHA, sku="NUTS", title="Cedar Peanut 500 g", brand="Cedar", pack="500 g", price=Money(8000),
                 subcategory="Nuts")  # fmt: skip


@pytest.fixture
def says(tools: Tools, reader: Reader) -> Callable[[str], Answer]:
    return speaker(with_goods(tools, reader, POHA, PEANUT))


def test_a_plan_is_told_changed_and_taken(tools: Tools, says: Callable[[str], Answer]) -> None:
    told = says("poha for 80 people, what do i need").replies[0].text
    assert "5 x Birch Poha 1 kg" in told and "2 x Cedar Peanut 500 g" in told  # 4.8 kg and 640 g
    assert "onion" in told  # from the market, not from us
    assert "10 x Birch Poha 1 kg" in says("for 160 people").replies[0].text
    without = says("without peanut").replies[0].text
    assert "10 x Birch Poha 1 kg" in without and "Peanut" not in without
    says("haan sab daal do")
    assert cart(tools) == {"POHA": 10, "SALT-1": 1}


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("poha for 0 people", "For nobody"),
        ("poha for 10000000 people", "up to 10,000"),
        ("blorptika for 20 people", "no quantities"),
        ("chai ki tapri kholni hai", "kitne rupaye"),
    ],
)
def test_what_cannot_be_planned_is_said(says: Callable[[str], Answer], said: str, answer: str) -> None:
    assert answer in says(said).replies[0].text


def test_a_budget_that_is_too_small_says_for_how_many_it_is_enough(says: Callable[[str], Answer]) -> None:
    reply = says("poha for 80 people within 200 rs").replies[0]
    assert "above Rs 200" in reply.text
    assert "For 16 people" in [option.title for option in reply.options]


def test_the_cart_follows_the_plan_that_was_put_in(tools: Tools, says: Callable[[str], Answer]) -> None:
    says("poha for 80 people, what do i need")
    says("put that whole plan in my cart")
    assert cart(tools)["POHA"] == 5
    raised = says("guests are 160 now, not 80")
    assert cart(tools)["POHA"] == 10
    assert any("new need" in reply.text for reply in raised.replies)
    says("only 80 people are coming")
    assert cart(tools)["POHA"] == 5


def test_a_line_of_the_plan_that_is_named_is_put_in_as_planned(
    tools: Tools, says: Callable[[str], Answer]
) -> None:
    says("poha for 80 people, what do i need")
    says("you forgot the poha, add it")
    assert cart(tools) == {"POHA": 5}
    says("put the whole plan in")  # what is there already is not put in twice
    assert cart(tools)["POHA"] == 5 and cart(tools)["NUTS"] == 2


def test_the_rest_of_the_plan_follows_what_was_put_in(tools: Tools, says: Callable[[str], Answer]) -> None:
    says("poha for 80 people, what do i need")
    says("put the peanut in")
    assert cart(tools) == {"NUTS": 2}
    says("and the rest")
    assert cart(tools)["NUTS"] == 2 and cart(tools)["POHA"] == 5


def test_who_refuses_a_thing_of_the_plan_gets_none(tools: Tools, says: Callable[[str], Answer]) -> None:
    says("poha for 80 people, what do i need")
    assert "Aapke kehne par chhoda: peanut" in says("peanut mat lena").replies[0].text
    assert not cart(tools)


def test_a_plan_is_put_in_without_what_is_refused(tools: Tools, says: Callable[[str], Answer]) -> None:
    says("poha for 80 people, what do i need")
    says("add the whole list without the peanut")
    assert cart(tools)["POHA"] == 5 and "NUTS" not in cart(tools)


def test_the_plan_is_gone_back_to_and_begun_anew(says: Callable[[str], Answer]) -> None:
    says("poha for 80 people for 3 days, what do i need")
    says("without peanut")
    assert "80 people and 3 days: poha" in says("go back to the plan please").replies[0].text
    assert "3 days: poha, tea" in says("and tea for them too").replies[0].text
    anew = says("forget it, start fresh: poha for 20 people").replies[0].text
    assert "For 20 people: poha" in anew and "Left out" not in anew


def test_what_was_taken_out_of_the_cart_is_not_put_back(tools: Tools, says: Callable[[str], Answer]) -> None:
    says("poha for 80 people, what do i need")
    says("poora plan daal do")
    Carts(tools.db, Rules()).take_out(TakeOut("c0", "NUTS"), NOW)
    told = says("160 people are coming now")
    assert cart(tools)["POHA"] == 10 and "NUTS" not in cart(tools)
    assert "peanut" in told.replies[-1].text


def test_the_last_plan_is_shown_again_and_more_is_said_of_it(says: Callable[[str], Answer]) -> None:
    says("poha for 80 people, what do i need")
    assert "For 80 people: poha" in says("show me the plan again").replies[0].text
    assert "sheera" in says("and halwa too, you left it out").replies[0].text
    assert "Left out, as you said: peanut" in says("no peanut please").replies[0].text


def test_what_is_left_of_the_money(tools: Tools, says: Callable[[str], Answer]) -> None:
    Carts(tools.db, Rules()).add(AddToCart("c0", (Item("POHA", 2),)), NOW)
    assert "Rs 820" in says("how much is left of 1000").replies[0].text
    assert "Rs 80" in says("100 me se kitna bacha").replies[0].text  # above it


def test_packs_for_so_many_of_what_is_shown(says: Callable[[str], Answer]) -> None:
    says("birch poha")
    reply = says("how many packs for 40 kids").replies[0]
    assert "3 x Birch Poha 1 kg" in reply.text  # 60 g each


SMALL = replace(POHA, sku="POHA-S", title="Rowan Poha 250 g", brand="Rowan", pack="250 g", price=Money(3000))
SACK = replace(POHA, sku="POHA-L", title="Rowan Poha 5 kg", brand="Rowan", pack="5 kg", price=Money(20000))


@pytest.fixture
def says_of_packs(tools: Tools, reader: Reader) -> Callable[[str], Answer]:
    return speaker(with_goods(tools, reader, POHA, PEANUT, SMALL, SACK))


def test_one_line_is_bought_otherwise_and_only_that_is_told(says_of_packs: Callable[[str], Answer]) -> None:
    assert "1 x Rowan Poha 5 kg" in says_of_packs("poha for 80 people, what do i need").replies[0].text
    told = says_of_packs("5 kg poha is too big, a smaller bag").replies[0].text
    assert "5 x Birch Poha 1 kg" in told and "Peanut" not in told
    told = says_of_packs("take rowan for the poha instead of birch").replies[0].text
    assert "20 x Rowan Poha 250 g" in told


def test_all_but_one_thing_is_taken(tools: Tools, says: Callable[[str], Answer]) -> None:
    says("poha for 80 people, what do i need")
    says("add all of it except the peanut")
    assert "POHA" in cart(tools) and "NUTS" not in cart(tools)


@pytest.mark.parametrize(
    "said",
    [
        "meri nayi dukan hai, 9000 budget, kya kya rakhu",
        "मेरी नई दुकान है, 9000 का बजट, क्या क्या रखूं",
        "i am opening a new store with 9,000, what should i stock",
        "dukan ke liye 9000 me poha namak moongphali sab chahiye",
    ],
)
def test_a_new_shop_is_stocked_and_nobody_is_counted(says: Callable[[str], Answer], said: str) -> None:
    told = says(said).replies[0]
    assert "Birch Poha 1 kg" in told.text
    assert any(option.command.intent == "recommend" for option in told.options)


def test_who_sells_is_not_asked_for_people_again(says: Callable[[str], Answer]) -> None:
    assert "Kitne logon" in says("mujhe poha banana hai, plan batao kitna saman lagega").replies[0].text
    assert "kitne rupaye" in says("log nahi, dukan me bechne ke liye").replies[0].text
