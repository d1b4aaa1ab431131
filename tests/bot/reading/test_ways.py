"""Patterns are read as they are written, and filled so that every word knows what it is."""

from bot.reading.filling import Filler
from bot.reading.ways import WHENS, Part, acts, ways, ways_of


def test_a_pattern_is_parted_into_words_slots_and_references() -> None:
    (way,) = ways_of("add_to_cart", ["[shown]", "add {amount} of <the {brand} one>, not [{goods}]"])
    assert way.when == "shown"
    assert way.parts == (
        Part("add "),
        Part(slot="amount"),
        Part(" of "),
        Part("the ", points=1),
        Part(slot="brand", points=1),
        Part(" one", points=1),
        Part(", not "),
        Part(slot="goods", refused=True),
    )


def test_all_patterns_are_whole() -> None:
    slots = {*Filler(1).words, "goods", "amount", "n", "size", "price", "order", "pin"}
    wrong = [
        way.line
        for way in ways()
        if way.when not in WHENS
        or any(p.slot not in slots for p in way.parts if p.slot)
        or "{" in "".join(p.words for p in way.parts)
    ]
    assert wrong == []
    assert len(acts()) >= 50


def test_each_word_of_a_filled_pattern_is_labelled() -> None:
    (way,) = ways_of("order_list", ["please send {amount} {goods} and <that {quality} one>, not [{brand}]"])
    for seed in range(40):
        said = Filler(seed).said(way)
        assert len(said.tokens) == len(said.labels)
        by_kind = {label[2:] if label[1:2] == "-" else label for label in said.labels}
        assert {"N", "G", "R", "X"} <= by_kind
        assert said.labels.count("B-R") == 1, "what points is one, with the slot inside it"
        assert said.labels[0] == "-"


def test_amounts_that_a_pattern_writes_out_are_amounts() -> None:
    (way,) = ways_of("order_list", ["2 packet {goods}, ek ek peti {goods}"])
    said = Filler(3).said(way)
    labels = [
        label
        for token, label in zip(said.tokens, said.labels, strict=True)
        if token.text in ("2", "packet", "ek", "peti")
    ]
    assert labels == ["N", "U", "N", "N", "U"]
