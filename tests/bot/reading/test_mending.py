"""Labels put right by what numbers in their places can only be."""

import pytest

from bot.reading.filling import (
    DENIED,
    GOODS,
    NUMBER,
    ORDER,
    OTHER,
    PIN,
    POINTS,
    PRICE,
    QUALITY,
    SELLER,
    SIZE,
    UNIT,
)
from bot.reading.mending import _or_that_size, _priced, mend
from bot.reading.reader import nothing_known
from bot.reading.titles import Titles
from bot.reading.tokens import spelt, tokens_of

TITLES = Titles({"Loose Rice 1187 Steam 25 kg", "Amber Salt 1 kg"}, ["Amber", "Loose"])
G, IN_G, R = f"B-{GOODS}", f"I-{GOODS}", f"B-{POINTS}"


@pytest.mark.parametrize(
    ("said", "read", "mended"),
    [
        ("1187 wala", [ORDER, OTHER], [R, OTHER]),
        ("rice ka 1187", [G, OTHER, ORDER], [G, OTHER, QUALITY]),
        ("1187 rice", [ORDER, G], [G, IN_G]),
        ("order 2026", [OTHER, ORDER], [OTHER, ORDER]),  # goods are called so nowhere
        ("amber salt 10", [SELLER, OTHER, NUMBER], [G, IN_G, NUMBER]),
        ("from amber and salt", [OTHER, SELLER, OTHER, OTHER], [OTHER, SELLER, OTHER, OTHER]),
        ("bada wala do", [R, IN_G, NUMBER], [R, IN_G, OTHER]),
        ("bada wala do packet", [R, IN_G, NUMBER, UNIT], [R, IN_G, NUMBER, UNIT]),
        ("salt 1 hi peti", [G, NUMBER, OTHER, OTHER], [G, NUMBER, UNIT, UNIT]),
        ("rice 10 10 kg wale", [G, NUMBER, SIZE, SIZE, OTHER], [G, OTHER, SIZE, SIZE, OTHER]),
        ("rice 18 , salt 6", [G, NUMBER, OTHER, OTHER, NUMBER], [G, NUMBER, OTHER, G, NUMBER]),
        ("amber ka salt", [G, OTHER, G], [G, IN_G, IN_G]),
        ("rice ka salt", [G, OTHER, G], [G, OTHER, G]),  # two things
        ("salt 1 kg amber 6", [G, SIZE, SIZE, OTHER, NUMBER], [G, SIZE, SIZE, QUALITY, NUMBER]),
        ("salt make it 192", [G, OTHER, OTHER, PIN], [G, OTHER, OTHER, NUMBER]),
        ("salt bhi dal dena", [G, OTHER, G, OTHER], [G, OTHER, OTHER, OTHER]),  # put in
        ("5 ka salt packet 6", [NUMBER, OTHER, G, UNIT, NUMBER], [PRICE, PRICE, G, UNIT, NUMBER]),
        ("1 lakh 55 thousand", [NUMBER, OTHER, NUMBER, OTHER], [OTHER] * 4),
        ("send to 411001", [OTHER, OTHER, PIN], [OTHER, OTHER, PIN]),
        ("12 nahi 10 litre", [NUMBER, OTHER, DENIED, DENIED], [DENIED, OTHER, NUMBER, UNIT]),
        ("5 nahi , 10 nahi", [NUMBER, OTHER, OTHER, DENIED, OTHER], [NUMBER, OTHER, OTHER, DENIED, OTHER]),
        ("means 25 pcs", [OTHER, OTHER, UNIT], [OTHER, NUMBER, UNIT]),
    ],
)
def test_what_words_of_the_shop_and_places_of_numbers_settle(
    said: str, read: list[str], mended: list[str]
) -> None:
    text = spelt(said)
    labels = list(read)
    mend(text, tokens_of(text), labels, lambda word: word in ("rice", "salt", "steam"), TITLES)
    assert labels == mended


def test_of_equal_numbers_only_the_one_in_the_price_is_one() -> None:
    said = spelt("5 box 5 rs wala, 12 sugar, 5 kg atta")
    tokens = tokens_of(said)
    labels = [OTHER] * len(tokens)
    _priced(said, tokens, labels)
    priced = [(token.text, tokens[i + 1].text) for i, token in enumerate(tokens) if labels[i] == PRICE]
    assert priced == [("5", "rs")]


def test_what_is_said_for_another_size_counts_nothing() -> None:
    tokens = tokens_of(spelt("cola 200ml ya 160"))
    labels = [f"B-{GOODS}", SIZE, SIZE, OTHER, NUMBER]
    _or_that_size(tokens, labels)
    assert labels[-1] == OTHER
    tokens = tokens_of(spelt("cola 200ml ya 160 tea"))
    labels = [f"B-{GOODS}", SIZE, SIZE, OTHER, NUMBER, f"B-{GOODS}"]
    _or_that_size(tokens, labels)
    assert labels[4] == NUMBER


def test_what_is_to_be_written_down_is_no_two_of_it() -> None:
    tokens = tokens_of("zorbin 10 kg 5 katte likh do aur quendle 3")
    labels = ["B-G", "S", "S", "N", "U", "-", "N", "-", "B-G", "N"]
    mend("", tokens, labels, nothing_known, None)
    assert labels[6] == "-"
    assert labels[3] == "N"


def test_of_two_prices_the_one_that_is_not_called_money_counts() -> None:
    tokens = tokens_of("340 lunga 7 rupaye me")
    labels = ["P", "-", "P", "P", "-"]
    mend("", tokens, labels, nothing_known, None)
    assert labels[0] == "N"
    assert labels[2] == "P"
