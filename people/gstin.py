"""Reads GSTINs, the tax numbers of businesses in India; the last sign checks the others."""

import re

_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FORM = re.compile(r"\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]")
_WRITTEN = re.compile(r"(?<![0-9A-Za-z])\d{2}(?:[ -]?[0-9A-Za-z]){13}(?![0-9A-Za-z])")


class WrongGstin(ValueError):
    """One of its signs is not right."""


def gstins_in(text: str) -> list[str]:
    """Find all that is written like a GSTIN in a text, right or not."""
    found = (re.sub(r"[ -]", "", one[0]).upper() for one in _WRITTEN.finditer(text))
    return [gstin for gstin in found if FORM.fullmatch(gstin)]


def check_gstin(gstin: str) -> None:
    """Raise WrongGstin unless it has the form, and its last sign fits the fourteen before it."""
    if not FORM.fullmatch(gstin):
        raise WrongGstin
    total = 0
    for place, sign in enumerate(gstin[:-1]):
        value = _SIGNS.index(sign) * (1 + place % 2)
        total += value // len(_SIGNS) + value % len(_SIGNS)
    if _SIGNS[-total % len(_SIGNS)] != gstin[-1]:
        raise WrongGstin
