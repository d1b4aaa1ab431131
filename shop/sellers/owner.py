"""Defines whose a seller's chat is; pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Owner:
    """Whose a chat is, or will be: a seller, and the member of theirs who uses it."""

    seller: str
    member: str
