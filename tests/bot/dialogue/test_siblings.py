"""Another size, variety or thing of the brand of what is spoken of."""

from dataclasses import replace
from typing import cast

import pytest

from bot.dialogue.siblings import leans, of_its_brand, siblings
from bot.dialogue.turn import Tools
from retrieval.engine import Search
from shop.catalogue.product import Product
from shop.catalogue.service import CatalogueWrites
from tests.bot.test_shop_actions import WordSearch
from tests.storage.shop_for_tests import SALT


def toy(sku: str, title: str, pack: str, brand: str = "Kavo") -> Product:
    return replace(SALT, sku=sku, title=title, pack=pack, brand=brand, subcategory="Toothpaste")


MINT, MINT_SMALL = toy("M2", "Kavo Paste Mint 200 g", "200 g"), toy("M1", "Kavo Paste Mint 100 g", "100 g")
CLOVE = toy("C2", "Kavo Paste Clove 200 g", "200 g")
CLOVE_SMALL, OTHERS = (
    toy("C1", "Kavo Paste Clove 100 g", "100 g"),
    toy("O2", "Rudo Sticks Clove 200 g", "200 g", "Rudo"),
)


@pytest.fixture
def shop(tools: Tools) -> Tools:
    others = replace(OTHERS, subcategory="Spices")
    CatalogueWrites(tools.db).products([MINT, MINT_SMALL, CLOVE, CLOVE_SMALL, others])
    return replace(tools, search=cast(Search, WordSearch(list(tools.catalogue.all()))))


@pytest.mark.parametrize(
    ("names", "raw", "found"),
    [
        ("clove", "clove bhi usi size me 4", ["C2"]),
        ("clove 100 g", "aur clove 100 gram 2", ["C1"]),
        ("chhota wala", "isi ka chhota wala 2", ["M1"]),
        ("bada wala", "iska bada wala", []),  # there is none
        ("jasmine", "jasmine wala 4", []),
    ],
)
def test_beside_the_mint_of_200_g(shop: Tools, names: str, raw: str, found: list[str]) -> None:
    assert [product.sku for product in siblings(names, raw, [MINT], shop)] == found


def test_what_says_the_thing_itself_leans_on_nothing(shop: Tools) -> None:
    assert leans("clove 100 g", shop)
    assert not leans("toothpaste clove", shop)


def test_the_same_company() -> None:
    assert of_its_brand("aur usi company ka soap", [MINT]) == "Kavo"
    assert of_its_brand("aur soap bhi", [MINT]) == ""
