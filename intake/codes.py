"""How one customer is recognised on several channels: codes, phones, and who may become whom."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that looks like something else
CODE_LENGTH = 10  # about 49 bits, for a quarter of an hour
CODE_LASTS = timedelta(minutes=15)

Proof = Literal["code", "phone", "storefront", "asked", "staff"]


def new_code() -> str:
    """A one-time code that can be read aloud."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def shown(code: str) -> str:
    """The code as people copy it."""
    return f"{code[:5]}-{code[5:]}"


def code_hash(code: str) -> str:
    """What is stored of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


def code_in(text: str) -> str:
    """The code in "LINK ABCDE-23456" or "/start l-ABCDE23456"; empty if there is none."""
    found = re.fullmatch(
        r"(?:link|/link|/start\s+l-)\s*+(?:[:#]\s*+)?([A-Za-z0-9]{5})[\s-]?([A-Za-z0-9]{5})\.?",
        text.strip(),
        re.I,
    )
    return (found[1] + found[2]).upper() if found else ""


def same_phone(one: str, other: str) -> bool:
    """Whether two spellings mean the same phone: the last ten digits say it, as in India they do."""
    # A zero in front (098..., 0091...) is how it is dialled, not part of it.
    a, b = (re.sub(r"\D", "", phone).lstrip("0") for phone in (one, other))
    if min(len(a), len(b)) < 10:
        return False
    return a[-10:] == b[-10:] and (len(a) == 10 or len(b) == 10 or a == b)


@dataclass(frozen=True)
class Person:
    """A customer as linking sees one."""

    id: str
    known: bool  # False: a visitor of whom nothing is proven
    name: str = ""


def direction(asks: Person, proven: Person) -> tuple[Person, Person] | None:
    """Who becomes whom: a visitor becomes the one who is known. Two known people are never made one."""
    if asks.id == proven.id or (asks.known and proven.known):
        return None
    return (proven, asks) if asks.known else (asks, proven)


def merged_quantities(mine: dict[str, int], theirs: dict[str, int]) -> dict[str, int]:
    """One cart of two: the same product in both was more likely meant once, so the larger counts."""
    return {sku: max(mine.get(sku, 0), theirs.get(sku, 0)) for sku in {**mine, **theirs}}
