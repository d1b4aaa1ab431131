"""A plan by talking: what is needed, changed by a word, and put into the cart with one more."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

import pytest

import bot.actions.recommending  # noqa: F401  # which puts a plan into the cart
from bot.dialogue.turn import Answer, Tools
from bot.reading.reader import Reader
from retrieval.engine import Search
from shop.cart.pricing import Rules
from shop.cart.service.carts import Carts
from shop.catalogue.service import CatalogueWrites
from shop.money import Money
from tests.bot.actions.speaking import speaker
from tests.bot.test_shop_actions import WordSearch
from tests.storage.shop_for_tests import SALT

pytestmark = pytest.mark.slow  # the reader may have to be fitted first

POHA = replace(SALT, sku="POHA", title="Birch Poha 1 kg", brand="Birch", pack="1 kg", price=Money(9000),
               subcategory="Flours", moq=1, multiple=1, stock=900)  # fmt: skip
PEANUT = replace(POHA, sku="NUTS", title="Cedar Peanut 500 g", brand="Cedar", pack="500 g", price=Money(8000),
                 subcategory="Nuts")  # fmt: skip


@pytest.fixture
def says(tools: Tools, reader: Reader) -> Callable[[str], Answer]:
    CatalogueWrites(tools.db).products([POHA, PEANUT])
    search = cast(Search, WordSearch(list(tools.catalogue.all())))
    return speaker(replace(tools, search=search, extras={**tools.extras, "reader": reader}))


def cart(tools: Tools) -> dict[str, int]:
    return dict(Carts(tools.db, Rules()).get("c0").quantities)


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
