"""One word of a known address is put right by naming it."""

import pytest

from bot.dialogue.address_mended import mended

THERE = {"name": "Lakshmi Traders", "line": "Shop 47, Green Park, opposite Old Mill", "city": "Nagpur"}


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("the address is wrong, it is shop 74 not 47", "Shop 74, Green Park, opposite Old Mill"),
        ("47 nahi 74 hai", "Shop 74, Green Park, opposite Old Mill"),
        ("galat likha hai, 47 ki jagah 74", "Shop 74, Green Park, opposite Old Mill"),
        ("Green Garden not Green Park", "Shop 47, Green Garden, opposite Old Mill"),
    ],
)
def test_the_word_that_is_named_is_put_right(said: str, line: str) -> None:
    assert mended(said, THERE)["line"] == line


@pytest.mark.parametrize(
    "said", ["cod not upi", "no not that", "12 not 10", "near temple, not old mill", "ok"]
)
def test_what_names_no_word_of_it_leaves_it(said: str) -> None:
    assert mended(said, THERE) == {}
