"""Whether what was said reaches an order's owner, and whether a code is the one that was sent."""

import pytest

from intake.order_codes import Owner, fits, is_reached_by, order_code_hash

ASHA = Owner("C1", "D7K2M9QX4", "asha@shop.example", "en", ("+91 98000 00001", "919800000002"))


@pytest.mark.parametrize(
    ("contact", "reached"),
    [
        ("Asha@Shop.example", True),
        ("ravi@shop.example", False),
        ("09800000001", True),
        ("9800000002", True),
        ("9800000003", False),
    ],
)
def test_who_is_reached(contact: str, reached: bool) -> None:
    assert is_reached_by(ASHA, contact) is reached


def test_a_code_fits_in_the_chat_that_asked_and_there_alone() -> None:
    stored = order_code_hash("c_1", "123456")
    assert fits(stored, "c_1", "123456")
    assert not fits(stored, "c_2", "123456")
    assert not fits(stored, "c_1", "123457")
