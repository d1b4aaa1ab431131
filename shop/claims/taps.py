"""Declares what the options mean that buyers are given about claims; all of them are of complaints."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from chat.payloads import payload


@payload("claims.goods", intent="complaint")
@dataclass(frozen=True)
class ClaimGoods:
    """Goods of an order are claimed; what is empty here is asked for, one thing after the other."""

    kind: str
    order: str = ""
    items: str = ""  # as `items_as_text` writes them; none of a product: how many is asked
    wish: str = ""  # refund, replacement
    method: str = ""  # where a refund goes
    said: str = ""  # the customer's words


@payload("claims.offer", intent="complaint")
@dataclass(frozen=True)
class DecideOffer:
    """The buyer takes the replacement that was offered for a claim, or wants the money."""

    claim: str
    take: bool


@payload("claims.withdraw", intent="complaint")
@dataclass(frozen=True)
class WithdrawClaim:
    """The buyer takes a claim back: asked about, or (`sure`) done."""

    claim: str = ""
    sure: bool = False


@payload("claims.mine", intent="complaint")
@dataclass(frozen=True)
class ShowClaims:
    """The buyer wants to see their claims, or one."""

    claim: str = ""


def items_as_text(pieces: Mapping[str, int]) -> str:
    """Write pieces so that a tap can carry them."""
    return json.dumps([[sku, count] for sku, count in pieces.items()], separators=(",", ":"))


def items_in(text: str) -> dict[str, int]:
    """Read them; none where they can't be read."""
    try:
        return {str(sku): int(count) for sku, count in json.loads(text)} if text else {}
    except (TypeError, ValueError):
        return {}
