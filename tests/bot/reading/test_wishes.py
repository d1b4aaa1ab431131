"""Where one wish ends and the next begins, of sentences put together and of others."""

import random

import pytest

from bot.reading.filling import copies
from bot.reading.reader import Reader
from bot.reading.ways import ways
from bot.reading.wishes import BEGINS, alone, composed

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
        assert one.begins[0] == BEGINS
    assert made[0] == composed(said, 5, 60)[0]  # the same seed, the same messages
    assert all(one.begins.count(BEGINS) == 1 for one in alone(said))
