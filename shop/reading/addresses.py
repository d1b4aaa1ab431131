"""Reads a postal address as it is typed in a chat, and checks one from a form."""

import re
from collections.abc import Mapping

from people.gstin import FORM
from shop.refusals import Refused

_SIX_DIGITS = re.compile(r"\b([1-9]\d{2})\s?(\d{3})\b")
# "order 117324", "#117324", "D-117324": before six digits these say that they number an order.
_NUMBERS_AN_ORDER = re.compile(r"(?:\border(?: (?:no|number|id))?[ .:]{0,3}|#|\b[a-z]{1,2}-)$", re.IGNORECASE)
# "pin code: 411001" names the number that follows; it is no part of the street.
_NAMED = re.compile(
    r"\b(?:(?:my|our|the|mera|and)\s+){0,3}pin\s*+(?:(?:code|no\.?)\s*+)?(?:(?:is|hai|:|-|=)\s*+)?$",
    re.IGNORECASE,
)
# A number of India, however it is spaced, or one with its country; and what people write before it.
PHONE = re.compile(
    r"(?<![\d+])(?:\+\d{1,3}[ -]?\d{2,5}[ -]?\d{3,5}(?:[ -]?\d{2,5})?|(?:0|91[ -]?)?[6-9]\d{4}[ -]?\d{5})"
    r"(?!\d)"
)
_CALLED = frozenset(
    (
        "phone",
        "mobile",
        "mob",
        "ph",
        "tel",
        "no",
        "number",
        "contact",
        "call",
        "is",
        "my",
        "hai",
        "and",
        "aur",
    )
)
_LEAD = re.compile(
    r"^(?>.*?\b(?:address|deliver(?:y)?|send|ship)\b).*?\b(?:to|is|as|:)\s+"
    r"|^(?:my\s+)?(?:new\s+)?address\s*+(?:is|:)?\s*+",
    re.IGNORECASE,
)


def pin_code(text: str) -> str:
    """The PIN code that is named; "" where there is none, as in the number of an order."""
    found = _pin(" ".join(text.split()))
    return found[1] + found[2] if found else ""


def _pin(words: str) -> re.Match[str] | None:
    found = _SIX_DIGITS.finditer(words)
    return next(
        (m for m in found if not _NUMBERS_AN_ORDER.search(words[max(0, m.start() - 20) : m.start()])), None
    )


def parse_address(text: str) -> dict[str, str]:
    """Line, city and postcode out of "12 MG Road, Pune 411001"; Refused says what is missing."""
    words, phone = parted_phone(" ".join(text.split()))
    words = " ".join(_LEAD.sub("", words, count=1).split())
    code = _pin(words)
    if code is None:
        raise Refused("no_pin_code")
    rest = (_NAMED.sub("", words[: code.start()]) + words[code.end() :]).strip(" ,.-")
    parts = [p.strip() for p in rest.split(",") if p.strip()]
    if len(rest) < 5:
        raise Refused("no_street")
    city = parts[-1] if len(parts) > 1 else ""
    line = ", ".join(parts[:-1]) if len(parts) > 1 else rest
    found = {"line": line, "city": city, "postcode": code[1] + code[2]}
    return found | ({"phone": phone} if phone else {})


def parted_phone(text: str) -> tuple[str, str]:
    """The text without its phone number, and the number; "" where there is none."""
    found = PHONE.search(text)
    if found is None:
        return text, ""
    before = text[: found.start()].split()
    while before and before[-1].lower().strip(".:,-") in _CALLED:
        before.pop()
    number = "".join(c for c in found[0] if c.isdigit() or c == "+")
    return " ".join([*before, *text[found.end() :].split()]), number


def checked(typed: Mapping[str, str]) -> dict[str, str]:
    """An address from a form; Refused names the field that is missing or can't be right."""
    address = {key: " ".join(value.split())[:200] for key, value in typed.items() if value.strip()}
    code = re.sub(r"\s", "", address.get("postcode", ""))
    if not re.fullmatch(r"[1-9]\d{5}", code):
        raise Refused("wrong_pin_code")
    if len(address.get("line", "")) < 5:
        raise Refused("no_house")
    phone = re.sub(r"[\s()-]", "", address.get("phone", ""))
    if phone and not re.fullmatch(r"\+?\d{8,15}", phone):
        raise Refused("wrong_phone")
    gstin = address.get("gstin", "").upper().replace(" ", "")
    if gstin and not FORM.fullmatch(gstin):
        raise Refused("wrong_gstin")
    found = {**address, "postcode": code, "phone": phone, "gstin": gstin}
    return {key: value for key, value in found.items() if value}


def spoken(address: object) -> str:
    """An address in one line."""
    if not isinstance(address, dict):
        return ""
    keys = ("name", "line", "address1", "address2", "city", "state", "postcode", "zip")
    return ", ".join(str(address[k]) for k in keys if address.get(k))
