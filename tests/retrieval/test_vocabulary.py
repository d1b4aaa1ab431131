"""Spelling: what is wrong is corrected, what is right is left alone."""

import pytest

from retrieval import words
from retrieval.vocabulary import Vocabulary

NAMES = [
    "Maggi Masala Noodles",
    "Tata Salt",
    "Surf Excel Detergent Powder",
    "Basmati Rice",
    "Colgate Toothpaste",
    "Room Freshener",
    "Tier Rack",
    "Shoe Tier Rack",
]
ENGLISH = {"umbrella", "tear", "salad", "rise"}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary([words.raw_words(n) for n in NAMES], ENGLISH.__contains__)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("magi noodels", "maggi noodles"),
        ("detrgent powdr", "detergent powder"),
        ("basmti rice", "basmati rice"),
        ("colagte toothpsate", "colgate toothpaste"),
        ("shoe teir rack", "shoe tier rack"),
        ("roomfreshener", "room freshener"),
    ],
)
def test_a_slip_is_corrected(vocabulary: Vocabulary, typed: str, meant: str) -> None:
    assert " ".join(vocabulary.understand(typed).words) == meant


@pytest.mark.parametrize("right", ["tata salt", "noodle", "5 kg rice", "umbrella", "salad", "sc-141"])
def test_a_right_word_stays(vocabulary: Vocabulary, right: str) -> None:
    assert not vocabulary.understand(right).changed


def test_a_word_that_may_be_a_slip_is_only_added(vocabulary: Vocabulary) -> None:
    understood = vocabulary.understand("tear rack")
    assert understood.words == ("tear", "rack")
    assert "tier" in dict(understood.besides)


def test_what_nobody_knows_is_told(vocabulary: Vocabulary) -> None:
    assert vocabulary.understand("zzqqkx").unknown == ("zzqqkx",)
