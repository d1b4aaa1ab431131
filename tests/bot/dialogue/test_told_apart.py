"""An answer names what one of the things offered has and the others have not."""

from dataclasses import replace

import pytest

from bot.dialogue.told_apart import by_its_number, says_a_size, told_apart
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


PENS = [
    replace(SALT, sku=sku, title=f"Zed Pen {pack}", brand="Zed", pack=pack, price=Money(price))
    for sku, pack, price in (("1", "1 pc", 680), ("5", "5 pcs", 3250), ("C", "5 pcs x 100", 310000))
]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("1 pc wala", ["1"]),
        ("the 7 rs wala 24", ["1"]),  # what is left of a price without its paise
        ("rs 3100 ka", ["C"]),
        ("32 wali", ["5"]),
        ("24 packets", []),
        ("99 wala", []),
    ],
)
def test_a_number_with_wala_is_a_size_or_a_price_of_what_is_offered(said: str, found: list[str]) -> None:
    assert [p.sku for p in by_its_number(said, PENS)] == found


def test_a_number_that_a_name_has_is_no_price() -> None:
    assert says_a_size("the 100 wali peti, but only 1", PENS)
    assert not says_a_size("31 wali", PENS)


def test_the_plain_one_is_what_is_called_so_in_another_word() -> None:
    crackers = [
        replace(SALT, sku=name, title=f"Zed Cracker {name} 60 g", brand="Zed", pack="60 g")
        for name in ("Classic", "Pepper")
    ]
    assert [p.sku for p in told_apart("the plain one", crackers)] == ["Classic"]
    assert told_apart("sada wala", TEA) == []  # none of them is plainer than the others
