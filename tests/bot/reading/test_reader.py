"""The fitted reader, asked in sentences that stand in no pattern."""

# a list of words reads best as words

import pytest

from bot.reading.reader import Reader, nothing_known
from bot.reading.titles import Titles
from shop.reading.sounds import sound

pytestmark = pytest.mark.slow  # it may have to be fitted first

SOLD = {
    sound(w)
    for w in [
        "sugar",
        "besan",
        "salt",
        "tea",
        "rice",
        "oil",
        "dal",
        "toor",
        "maggi",
        "noodles",
        "soap",
        "lux",
        "atta",
        "biscuits",
        "butter",
    ]
}
TITLES = Titles(["Maggi 2-Minute Masala Noodles 70 g", "Tata Salt 1 kg", "Lux Soft Soap 100 g"])


def act(reader: Reader, said: str, *states: str) -> str:
    acts = reader.read(said, states, lambda w: "in" if sound(w) in SOLD else "", TITLES).acts
    return max(acts, key=lambda name: acts[name])


def lines(reader: Reader, said: str) -> list[str]:
    read = reader.read(said, (), lambda w: "in" if sound(w) in SOLD else "", TITLES)
    return [line.words for line in read.lines]


@pytest.mark.parametrize(
    ("said", "states", "wanted"),
    [
        ("do you have besan", (), "search_product"),
        ("sugar", (), "search_product"),
        ("12 packets of salt please", (), "add_to_cart"),
        ("cart", (), "view_cart"),
        ("what is in my cart right now", (), "view_cart"),
        ("how long does this last", ("card",), "ask_attribute"),
        ("isme anda to nahi hai", ("card",), "ask_attribute"),
        ("my order did not reach yet", (), "track_order"),
        ("let me speak to your manager", (), "human_agent"),
        ("more", ("shown",), "show_more"),
        ("rice under 90 rupees", (), "search_product"),
    ],
)
def test_what_a_message_is(reader: Reader, said: str, states: tuple[str, ...], wanted: str) -> None:
    assert act(reader, said, *states) == wanted


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("bhai 3 kilo besan 2 packet salt bhej dena", ["3 kilo besan", "2 packet salt"]),
        ("6 maggi 2 minute masala noodles 70 g", ["6 maggi 2 minute masala noodles 70 g"]),
        ("rice 10 kg, oil 5 litre, tea 2 packet", ["rice 10 kg", "oil 5 litre", "tea 2 packet"]),
    ],
)
def test_which_lines_it_names(reader: Reader, said: str, wanted: list[str]) -> None:
    assert lines(reader, said) == wanted


def test_nothing_is_refused_where_nothing_is_denied(reader: Reader) -> None:
    assert reader.read("suniye besan aur oil dena").refused == ()


def test_numbers_that_count_nothing_are_no_amounts(reader: Reader) -> None:
    for said in ("give me 90% off on tea", "my order of 14 nov", "party for 30 kids"):
        assert "A" not in {span.kind for span in reader.read(said).spans}


def test_confidences_are_probabilities_and_blanks_are_nothing(reader: Reader) -> None:
    assert sum(reader.read("hello").acts.values()) == pytest.approx(1.0, abs=1e-3)
    assert reader.read("   ").acts == {}


def test_what_was_read_is_kept_for_one_state_of_the_shop(reader: Reader) -> None:
    before, after = Titles({"Zorbin Quick 70 g"}), Titles({"Quendle 1 kg"})

    def sold(word: str) -> bool:
        return word == "zorbin"

    first = reader.read("3 zorbin quick", (), sold, before)
    assert reader.read("3 zorbin quick", (), sold, before) is first
    assert reader.read("3 zorbin quick", (), nothing_known, after) is not first
    assert reader.read("3 zorbin quick", (), sold) is not first  # of a shop that is not known nothing is kept
