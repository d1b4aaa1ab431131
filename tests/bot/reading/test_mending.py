"""Labels put right by what numbers in their places can only be."""

from bot.reading.filling import OTHER, PRICE
from bot.reading.mending import _priced
from bot.reading.tokens import spelt, tokens_of


def test_of_equal_numbers_only_the_one_in_the_price_is_one() -> None:
    said = spelt("5 box 5 rs wala, 12 sugar, 5 kg atta")
    tokens = tokens_of(said)
    labels = [OTHER] * len(tokens)
    _priced(said, tokens, labels)
    priced = [(token.text, tokens[i + 1].text) for i, token in enumerate(tokens) if labels[i] == PRICE]
    assert priced == [("5", "rs")]
