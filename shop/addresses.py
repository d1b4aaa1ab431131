"""Reads a postal address as it is typed in a chat."""

import re

from shop.errors import NotAllowed

_POSTCODE = re.compile(r"\b([1-9]\d{2})\s?(\d{3})\b")
_LEAD = re.compile(
    r"^.*?\b(?:address|deliver(?:y)?|send|ship)\b.*?\b(?:to|is|as|:)\s+|^(?:my\s+)?(?:new\s+)?address\s*(?:is|:)?\s*",
    re.IGNORECASE,
)


def parse_address(text: str) -> dict[str, str]:
    """Line, city and postcode out of "12 MG Road, Pune 411001"; NotAllowed says what is missing."""
    words = " ".join(_LEAD.sub("", " ".join(text.split()), count=1).split())
    code = _POSTCODE.search(words)
    if code is None:
        raise NotAllowed("Please send the whole address with its PIN code: 12 MG Road, Pune 411001.")
    rest = (words[: code.start()] + words[code.end() :]).strip(" ,.-")
    parts = [p.strip() for p in rest.split(",") if p.strip()]
    if len(rest) < 5:
        raise NotAllowed("Please send street and town too, for example: 12 MG Road, Pune 411001.")
    city = parts[-1] if len(parts) > 1 else ""
    line = ", ".join(parts[:-1]) if len(parts) > 1 else rest
    return {"line": line, "city": city, "postcode": code[1] + code[2]}


def spoken(address: object) -> str:
    """An address in one line."""
    if not isinstance(address, dict):
        return ""
    keys = ("name", "line", "address1", "address2", "city", "state", "postcode", "zip")
    return ", ".join(str(address[k]) for k in keys if address.get(k))
