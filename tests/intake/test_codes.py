"""Codes and phones as people write them, and one cart of two."""

import pytest

from intake.codes import code_in, merged_quantities, new_code, same_phone, shown


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("LINK ABCDE-23456", "ABCDE23456"),
        ("link abcde 23456.", "ABCDE23456"),
        ("/start l-ABCDE23456", "ABCDE23456"),
        ("please link my account", ""),
        ("link everything now", ""),
    ],
)
def test_codes_as_people_write_them(written: str, code: str) -> None:
    assert code_in(written) == code


def test_own_codes_are_read_back() -> None:
    code = new_code()
    assert code_in(f"LINK {shown(code)}") == code


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+91 98000-00001", "9800000001", True),
        ("919800000001", "+919800000001", True),
        ("9800000001", "9800000002", False),
        ("449800000001", "919800000001", False),
        ("", "", False),
    ],
)
def test_phones(one: str, other: str, same: bool) -> None:
    assert same_phone(one, other) is same


def test_the_larger_quantity_counts() -> None:
    assert merged_quantities({"A": 2, "B": 1}, {"A": 5, "C": 3}) == {"A": 5, "B": 1, "C": 3}
