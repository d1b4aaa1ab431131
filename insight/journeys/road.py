"""Sorts what one customer did by product: the looks at it and the purchases of it, in their order; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from insight.events.event import LOOKS, Happened, purchases_in
from insight.events.goods import Goods, Key

BETWEEN = ";"


@dataclass
class Road:
    """One customer's looks and purchases of one product, each the oldest first.

    Of what happened at the same moment a look comes before a purchase, and else the lower id.
    """

    looks: list[Happened] = field(default_factory=list)
    purchases: list[Happened] = field(default_factory=list)


def roads(events: Sequence[Happened], goods: Goods) -> dict[Key | None, Road]:
    """Sort one customer's events, which come the oldest first. What names no product is under None."""
    found: dict[Key | None, Road] = {}
    for one in events:
        if one.event in LOOKS and (key := goods.key(one)):
            found.setdefault(key, Road()).looks.append(one)
    for one in purchases_in(events):
        found.setdefault(goods.key(one), Road()).purchases.append(one)
    return found


def applications(looks: Iterable[Happened]) -> str:
    """The applications of these looks, each once, in order of the first look."""
    return BETWEEN.join(dict.fromkeys(one.application for one in looks))


def amount(minor: int | None) -> Decimal | None:
    """An amount in minor units as tables show it."""
    return None if minor is None else Decimal(minor).scaleb(-2)
