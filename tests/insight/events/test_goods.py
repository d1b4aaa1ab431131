"""A name is the same in other letters; a SKU and the shop's title of it are one product."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.events.goods import Goods, folded
from tests.insight.journeys.logs import did


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Salt", "salt"),
        ("  SALT\t1\n kg ", "salt 1 kg"),
        ("Crème Brûlée", "creme brulee"),
        ("cre\u0300me", "creme"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("salt\u00a01", "salt 1"),
        ("", ""),
    ],
)
def test_folded(name: str, plain: str) -> None:
    assert folded(name) == plain


def test_vowels_of_indian_scripts_are_no_accents() -> None:
    assert folded("पत्ता") != folded("पतता")
    assert folded("चाय") == "चाय"
    assert folded("\u0958") == folded("\u0915\u093c")  # written in one letter or in two


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert folded(folded(name)) == folded(name)


def test_what_names_no_product_is_none() -> None:
    goods = Goods({"S1": "Salt", "S2": ""})
    assert goods.key(did("search", 0, product="")) is None
    assert goods.key(did("search", 0, product=" \u0301 ")) is None
    assert goods.key(did("view", 0, product="SALT")) == goods.key(did("view", 0, sku="S1", product="Else"))
    assert goods.key(did("view", 0, product="s1")) != goods.key(did("view", 0, sku="s1"))
