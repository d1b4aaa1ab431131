"""An answer names what one of the things offered has and the others have not."""

from dataclasses import replace

import pytest

from bot.dialogue.told_apart import told_apart
from shop.money import Money
from tests.storage.shop_for_tests import SALT

RICE = [
    replace(SALT, sku=sku, title=title, brand="Loose", pack="25 kg")
    for sku, title in (("64", "Loose Rice PR-64 25 kg"), ("11", "Loose Rice PR-11 25 kg"))
]
TEA = [
    replace(SALT, sku=sku, title=f"Zed Tea {name} 1 kg", brand="Zed", pack="1 kg", price=Money(price))
    for sku, name, price in (("S", "Strong", 200), ("P", "Premium", 300), ("R", "Royal", 400))
]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("pr64 wala", ["64"]),
        ("arre pr-11 ki do bori", ["11"]),
        ("25 kg wala", []),
        ("2 chahiye", []),
    ],
)
def test_a_variety_is_called_by_its_mark(said: str, found: list[str]) -> None:
    assert [p.sku for p in told_apart(said, RICE)] == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("premum", ["P"]),
        ("strong wala nahi, royal", ["R"]),
        ("not the strong one", ["P", "R"]),
        ("strong and royal", []),
        ("zed tea", []),
    ],
)
def test_what_all_have_tells_nothing_and_what_is_refused_goes(said: str, found: list[str]) -> None:
    assert [p.sku for p in told_apart(said, TEA)] == found


def test_what_was_read_as_refused_is_not_it() -> None:
    assert [p.sku for p in told_apart("the other, royal", TEA, ["premium"])] == ["R"]
    assert [p.sku for p in told_apart("the others", TEA, ["premium"])] == ["S", "R"]
