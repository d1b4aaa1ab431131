"""Reads and writes customers as lines of a file."""

import re

from connectors.files.cells import name, text
from connectors.files.kind import BadLine, Kind, Row
from people.customer import Customer

COLUMNS = (
    "id",
    "name",
    "phone",
    "email",
    "telegram_id",
    "group",
    "address",
    "city",
    "postcode",
    "locale",
)


def read(row: Row) -> Customer:
    """The customer that a line describes."""
    return Customer(
        id=name(row, "id", 80),
        name=text(row, "name", 200, required=True),
        phone=_phone(text(row, "phone", 40)),
        email=_email(text(row, "email", 254)),
        telegram_id=_telegram(text(row, "telegram_id", 32)),
        group=text(row, "group", 40),
        address=text(row, "address", 500),
        city=text(row, "city", 120),
        postcode=text(row, "postcode", 16),
        locale=_locale(text(row, "locale", 16)),
    )


def write(customer: Customer) -> dict[str, str]:
    """A customer as the cells of a line."""
    return {column: getattr(customer, column) for column in COLUMNS}


CUSTOMERS = Kind("customers", COLUMNS, ("id", "name"), read, write, lambda c: (c.id,))


def _phone(written: str) -> str:
    """Digits with + before them: one way of writing, so that a caller is found again."""
    digits = re.sub(r"[\s().\-]", "", written)
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if written and not re.fullmatch(r"\+?\d{5,15}", digits):
        raise BadLine(f"phone must be a number like +919876500000, not {written!r}")
    return digits


def _email(written: str) -> str:
    if written and not re.fullmatch(r"[^@\s]+@[^@\s]+", written):
        raise BadLine(f"email must look like name@example.com, not {written!r}")
    return written


def _telegram(written: str) -> str:
    if written and not re.fullmatch(r"-?\d{1,20}", written):
        raise BadLine(f"telegram_id must be a number, not {written!r}")
    return written


def _locale(written: str) -> str:
    if written and not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", written):
        raise BadLine(f"locale must look like en-IN or hi, not {written!r}")
    return written
