"""What takes out, what refuses, and what leaves only one thing."""

import pytest

from bot.reading.refusing import leaves_only, lets_be, only_says_no, words_refused


@pytest.mark.parametrize(
    ("said", "leaves"),
    [
        ("remove everything except the salt", True),
        ("sab hata do bas namak rehne do", True),
        ("only the salt should stay", True),
        ("namak chhod ke baaki sab hatao", True),
        ("remove the salt", False),
        ("bas 3 hi rehne do", False),  # a count
        ("kitkat double hi rakhna", False),
        ("show me everything", False),
    ],
)
def test_all_but_one_goes(said: str, leaves: bool) -> None:
    assert leaves_only(said) is leaves


@pytest.mark.parametrize(
    ("said", "no"),
    [
        ("chawal abhi nahi chahiye", True),
        ("skip poha", True),
        ("nahi to cinthol dikha do", False),
        ("chawal chahiye", False),
    ],
)
def test_a_refusal_wants_nothing_in_its_place(said: str, no: bool) -> None:
    assert only_says_no(said) is no


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("gold wala nahi, agni", ["gold"]),
        ("not the gold one", ["gold"]),
        ("nahi agni", []),
        ("agni do, gold nahi", ["gold"]),
    ],
)
def test_the_words_that_a_no_stands_beside(said: str, found: list[str]) -> None:
    assert words_refused(said) == found


@pytest.mark.parametrize(
    ("said", "stays"),
    [
        ("namak theek hai, rehne do", True),
        ("the soap is fine, leave it", True),
        ("rehne do", False),
        ("theek hai", False),
        ("leave the soap", False),
    ],
)
def test_what_is_fine_and_left_stays(said: str, stays: bool) -> None:
    assert lets_be(said) is stays
    assert not (stays and only_says_no(said))
