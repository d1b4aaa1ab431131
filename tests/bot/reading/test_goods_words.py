"""Goods are said in the words of the shop, where it does not have the word that was typed."""

import pytest

from bot.reading.goods_words import as_sold, goods_words, hindi_for
from shop.reading.sounds import sound

SOLD = {sound(word) for word in ("sugar", "salt", "rice", "poha")}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("5 kg cheeni", "5 kg sugar"),
        ("chawal aur namak", "rice aur salt"),
        ("sakhar", "sugar"),
        ("besan", "besan"),  # sold by no name here
        ("poha", "poha"),  # the shop's own word stays
        ("sugar", "sugar"),
        ("sugaracha 5 kilo", "sugar 5 kilo"),
        ("sakharechi", "sugar"),
    ],
)
def test_words(said: str, meant: str) -> None:
    assert as_sold(said, SOLD) == meant


def test_the_glossary_is_whole() -> None:
    assert len(goods_words()) >= 1500
    assert sound("chini") in hindi_for(SOLD)
    assert sound("besan") not in hindi_for(SOLD)


def test_words_that_no_name_has_together_are_read_as_the_glossary_has_them() -> None:
    sold = {sound(word) for word in ("mustard", "oil", "sarson", "tel")}
    assert as_sold("sarson tel", sold) == "sarson tel"
    assert as_sold("sarson tel", sold, together=()) == "mustard oil"
    assert as_sold("sarson tel", sold, together={(sound("sarson"), sound("tel"))}) == "sarson tel"
