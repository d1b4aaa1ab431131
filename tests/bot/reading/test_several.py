"""Where one wish ends and the next begins, of sentences put together and of others."""

import random

import pytest

from bot.reading.filling import Filler, copies
from bot.reading.reader import Reader
from bot.reading.several import alone, composed, written
from bot.reading.ways import ways

pytestmark = pytest.mark.slow  # the reader may have to be fitted first


def parts(reader: Reader, said: str) -> list[str]:
    reading = reader.read(said)
    return [reading.text[start:end].strip(" ,.") for start, end in reading.parts]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("please show my cart. when will it come", ["please show my cart", "when will it come"]),
        ("cart dikhao aur batao delivery kab hogi", ["cart dikhao", "aur batao delivery kab hogi"]),
        ("3 kilo besan 2 packet salt aur 5 litre tel", ["3 kilo besan 2 packet salt aur 5 litre tel"]),
        ("checkout", ["checkout"]),
    ],
)
def test_where_wishes_begin(reader: Reader, said: str, wanted: list[str]) -> None:
    assert parts(reader, said) == wanted


def test_composed_messages_carry_their_labels() -> None:
    said = copies(random.Random(1).sample(list(ways()), 400), 5, {"*": 1})
    made = composed(said, 5, 60)
    assert len(made) == 60
    for one in made:
        assert len(one.said.tokens) == len(one.said.labels) == len(one.begins)
        assert one.begins[0]
    assert made[0] == composed(said, 5, 60)[0]  # the same seed, the same messages
    assert all(one.begins.count(True) == 1 for one in alone(said))


def test_what_is_written_as_several_wishes_is_filled() -> None:
    lines = ["[cart]", "remove_from_cart: {goods} hatao || view_cart: ab total bolo"]
    (made,) = written(lines, Filler(1))
    assert (made.said.when, made.begins.count(True), made.said.text.split()[-3:]) == (
        "cart",
        2,
        ["ab", "total", "bolo"],
    )
    assert "B-G" in made.said.labels
