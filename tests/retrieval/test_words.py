"""Tokens: units, numbers and word forms in their one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval import words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 ltr", "1 L"),
        ("1 L", "1000ml"),
        ("1.50 kg", "1500 g"),
        ("half dozen eggs", "half dz egg"),
        ("6ft", "6 feet"),
        ('4"', "4 inches"),
        ("1,000 g", "1 kg"),
    ],
)
def test_a_measure_shares_a_token_with_its_other_spellings(one: str, other: str) -> None:
    shared = set(words.tokens(one)) & set(words.tokens(other))
    assert any(token[0].isdigit() or token in {"dz", "egg"} for token in shared)


def test_in_is_a_unit_only_behind_a_number() -> None:
    assert words.tokens("shade in white") == ["shade", "white"]
    assert words.tokens("18 in. shade") == ["18", "18in", "in", "shade"]


def test_a_size_is_its_numbers() -> None:
    assert words.raw_words("4*8 board") == words.raw_words("4 x 8 board")


def test_plurals_meet() -> None:
    assert words.tokens("noodles") == words.tokens("noodle")


@given(st.text(max_size=200))
def test_any_text_is_cut_without_an_error(text: str) -> None:
    assert all(words.tokens(text))
