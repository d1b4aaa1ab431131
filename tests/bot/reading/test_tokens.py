"""A message is taken apart the same way whatever letters, signs and spellings it comes in."""

import pytest

from bot.reading.tokens import LONGEST, as_written, kind, spelt, tokens_of
from shop.reading.sounds import sound


def test_numbers_and_units_are_parted_and_known_to_be_glued() -> None:
    assert [(t.text, t.glued) for t in tokens_of(spelt("10KG चीनी, 1/2 l"))] == [
        ("10", False), ("kg", True), ("chini", False), (",", True), ("1/2", False), ("l", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "spellings",
    [
        ("chahiye", "chahie", "chaiye"),
        ("chini", "cheeni", "cheenee"),
        ("atta", "aata"),
        ("dikhao", "dikhaao"),
        ("kacha", "kachcha"),
    ],
)
def test_spellings_of_one_sound_are_one(spellings: tuple[str, ...]) -> None:
    assert len({sound(word) for word in spellings}) == 1


def test_words_that_sound_apart_stay_apart() -> None:
    assert len({sound(word) for word in ("dal", "tel", "namak", "pen", "pin", "soap", "soup", "rice")}) == 8


@pytest.mark.parametrize(
    ("word", "sort"),
    [
        ("12", "number2"),
        ("411001", "pin"),
        ("kg", "measure"),
        ("peti", "unit"),
        ("teen", "numeral"),
        ("dal", "word"),
    ],
)
def test_the_kind_of_a_word(word: str, sort: str) -> None:
    assert kind(word) == sort


def test_what_is_too_long_is_read_at_its_beginning() -> None:
    assert len(spelt("a " * LONGEST)) <= LONGEST


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("tata salt ek kilo wala bees packet", "tata salt 1 kilo wala 20 packet"),
        ("पनीर दो सौ ग्राम", "panir 200 gram"),
        ("born vita seven fifty gram six", "born vita 750 gram six"),
        ("parle g dhai sau packet", "parle g 250 packet"),
        ("aadha kilo jeera, dedh litre tel", "0.5 kilo jeera, 1.5 litre tel"),
        ("20 kar do packet bhej do", "20 kar do packet bhej do"),  # here `do` gives
        ("the blue one, other one no", "the blue one, other one no"),
        ("modern pav packet", "modern pav packet"),  # bread
    ],
)
def test_numbers_that_count_something_are_read_in_digits(said: str, written: str) -> None:
    assert spelt(said) == written


def test_where_some_words_stand_as_they_were_written() -> None:
    said = "मिल रोड, पुणे। दस किलो दाल"
    read = "mil rod, pune. 10 kilo dal"
    start = read.index("10")
    found = as_written(said, read, start, len(read))
    assert found is not None
    assert said[slice(*found)] == "दस किलो दाल"
    assert as_written("dhai sau dal", "250 dal", 0, 3) is None
