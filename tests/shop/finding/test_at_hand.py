"""Few of many products at hand are weighed, and the right ones."""

from dataclasses import replace
from itertools import product as each

from shop.catalogue.product import Product
from shop.finding.at_hand import MISSPELT, proposing
from shop.finding.matching import PROPOSED, Weights
from shop.money import Money

MAKES, KINDS = [f"Make{chr(97 + n)}" for n in range(20)], [f"kind{chr(97 + n)}" for n in range(20)]
MANY = [
    Product(f"P{place}", f"{make} {kind} 1 kg", Money(100))
    for place, (make, kind) in enumerate(each(MAKES, KINDS))
]
SURF = Product("SURF", "Surf Excel 1 kg", Money(100), aliases=("washing powder",))
PROPOSE = proposing([*MANY, SURF], Weights.from_products([*MANY, SURF]))


def test_a_word_of_many_products_brings_no_more_than_the_search_would() -> None:
    assert [p.sku for p in PROPOSE("makec 1 kg")] == [f"P{place}" for place in (*range(40, 60), *range(20))]
    assert len(PROPOSE("1 kg")) == PROPOSED


def test_the_most_telling_words_count_and_may_be_misspelt_or_another_name() -> None:
    assert PROPOSE("makec kindd 1 kg")[0].title == "Makec kindd 1 kg"
    for words in ("surf excel", "srf excel 1 kg", "exel", "washing"):
        assert PROPOSE(words)[0] == SURF
    assert PROPOSE("xyzzy") == []


def test_no_more_words_than_a_person_misspells_are_compared_with_all() -> None:
    propose = proposing([SURF, replace(SURF, sku="TWO")], Weights.from_products([SURF]))
    for number in range(MISSPELT):
        assert propose(f"zzzz{chr(97 + number // 26)}{chr(97 + number % 26)}") == []
    assert propose("exel") == []
    assert [p.sku for p in propose("excel")] == ["SURF", "TWO"]
