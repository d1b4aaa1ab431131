"""Codes that prove whose an order is: typed where it was asked for, brought to where its owner is reached."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from intake.codes import same_phone

LASTS = timedelta(minutes=10)
TRIES = 5  # of a million
ASKS_AN_HOUR = 3  # in one chat
CODES_A_DAY = 5  # to one owner, whoever asks


@dataclass(frozen=True)
class Sent:
    """Where a code is to go; nowhere, where what was said does not fit the order."""

    code: str
    order: str
    chat: str = ""
    locale: str = ""
    email: str = ""


@dataclass(frozen=True)
class Proven:
    """Whose order it is."""

    order: str
    owner: str


@dataclass(frozen=True)
class Owner:
    """Whose an order is, and how they are reached."""

    id: str
    order: str
    email: str
    locale: str
    phones: Sequence[str]


def is_reached_by(owner: Owner, contact: str) -> bool:
    """Whether this e-mail or phone is the owner's."""
    if "@" in contact:
        return owner.email.casefold() == contact.casefold()
    return any(same_phone(phone, contact) for phone in owner.phones)


def order_code_hash(conversation: str, code: str) -> str:
    """What is stored of a code: it is good in the one chat that asked."""
    return hashlib.sha256(f"{conversation}:{code}".encode()).hexdigest()


def fits(stored: str, conversation: str, code: str) -> bool:
    """Whether this is the code of which that is stored."""
    return hmac.compare_digest(stored, order_code_hash(conversation, code))
