"""Labels put right by what numbers in their places can only be."""

from bot.reading.filling import GOODS, NUMBER, OTHER, PRICE, SIZE
from bot.reading.mending import _or_that_size, _priced
from bot.reading.tokens import spelt, tokens_of


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
