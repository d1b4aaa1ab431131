"""Titles of the shop, typed word for word, are goods, numbers in them included."""

import pytest

from bot.reading.titles import Titles
from bot.reading.tokens import spelt, tokens_of

TITLES = Titles(
    ["Maggi 2-Minute Masala Noodles 70 g", "Good knight Activ+ Refill 45 ml", "Tata Salt 1 kg", "Salt"]
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("6 maggi 2 minute masala noodles 70g", ["maggi 2 minute masala noodles 70g"]),
        ("6 maggi 2 minute masala noodles", ["maggi 2 minute masala noodles"]),
        ("show maggi 2 minute noodles", ["maggi 2 minute"]),
        ("GOOD KNIGHT ACTIV REFILL 45 ML 10 add karo", ["good knight activ refill 45 ml"]),
        ("tata salt 10", ["tata salt"]),
        ("salt 10", []),
    ],
)
def test_titles_are_found_however_they_are_typed(said: str, found: list[str]) -> None:
    text = spelt(said)
    tokens = tokens_of(text)
    assert [text[tokens[a].start : tokens[b - 1].end] for a, b in TITLES.found(tokens)] == found


def test_the_marks_of_varieties_are_found_with_and_without_a_hyphen() -> None:
    titles = Titles(["Loose Rice PR-64 25 kg", "Loose Cashew W320 1 kg"])
    for said, spans in (("4 pr 64", [(1, 3)]), ("pr-64 and w320", [(0, 3), (4, 6)]), ("rs 64, w 20", [])):
        assert titles.marks(tokens_of(spelt(said))) == spans


def test_other_names_of_several_words_belong_together_without_being_titles() -> None:
    called = Titles(["Cedar Groundnut Oil 1 L"], called=["seed tel"])
    assert called.of_one_name("seed", "tel")
    assert called.of_one_name("groundnut", "oil")
    assert not called.together("seed", "tel")
    assert called.found(tokens_of(spelt("seed tel 5 litre"))) == []
