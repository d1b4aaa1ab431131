"""Of what is shown, the one that is meant by place, price, size or name."""

import pytest

from shop.catalogue.product import Product
from shop.finding.in_view import picked
from shop.money import Money

SHOWN = [
    Product(
        "A",
        "Lux Soft Touch Soap 100 g",
        Money(3200),
        brand="Lux",
        pack="100 g",
        attributes={"variant": "Rose"},
    ),
    Product("B", "Dove Cream Bar 50 g", Money(4500), brand="Dove", pack="50 g"),
    Product("C", "Dove Cream Bar 125 g", Money(7300), brand="Dove", pack="125 g"),
]


@pytest.mark.parametrize(
    ("words", "skus"),
    [
        ("the second one", "B"),
        ("pehla wala", "A"),
        ("the smaller one", "B"),
        ("badi wali", "C"),
        ("the cheaper one", "A"),
        ("sabse mehnga wala", "C"),
        ("125g wali", "C"),
        ("the 50 gram dove", "B"),
        ("lux wala", "A"),
        ("rose one", "A"),
        ("dove wali", "BC"),
        ("the smaller dove", "B"),
        ("it", ""),
        ("the toothpaste", ""),
        ("fourth one", ""),
    ],
)
def test_what_is_meant(words: str, skus: str) -> None:
    assert "".join(p.sku for p in picked(words, SHOWN)) == skus


def test_it_is_the_only_one_there_is() -> None:
    assert [p.sku for p in picked("it", SHOWN[:1])] == ["A"]
    assert picked("it", []) == []


def test_a_word_that_compares_names_what_is_called_so() -> None:
    shown = [
        Product(sku, title, Money(price), brand="Zed", pack="1 kg")
        for sku, title, price in (("P", "Zed Premium Tea 1 kg", 300), ("R", "Zed Royal Tea 1 kg", 400))
    ]
    assert [p.sku for p in picked("zed premium 1 kg", shown)] == ["P"]
    assert [p.sku for p in picked("the costlier one", shown)] == ["R"]
