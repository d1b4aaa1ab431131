"""Addresses as they are typed, with the phone number that stands in them."""

import pytest

from shop.reading.addresses import parse_address, parted_phone

PLACE = {"line": "12 MG Road", "city": "Pune", "postcode": "411001"}


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("12 MG Road, Pune 411001", ""),
        ("12 MG Road, Pune 411001, 9876543210", "9876543210"),
        ("12 MG Road, Pune, 9876543210, 411001", "9876543210"),
        ("12 MG Road, Pune 411001 98765 43210", "9876543210"),
        ("12 MG Road, Pune, phone no: 98765-43210, pin 411001", "9876543210"),
        ("12 MG Road, Pune 411001. my number is +91 98765 43210", "+919876543210"),
        ("send to 12 MG Road, Pune 411 001 call 09876543210", "09876543210"),
    ],
)
def test_a_phone_is_a_phone_and_no_town(typed: str, phone: str) -> None:
    assert parse_address(typed) == PLACE | ({"phone": phone} if phone else {})


@pytest.mark.parametrize("typed", ["411001", "order D-117324", "12 packets", "10000 pieces of 1234567", ""])
def test_other_numbers_are_none(typed: str) -> None:
    assert parted_phone(typed) == (typed, "")
