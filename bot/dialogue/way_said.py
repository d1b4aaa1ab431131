"""Tells which way of delivery is meant: by its name, the soonest, the one that is fetched, or any."""

# ruff: noqa: SIM905  # long lists of words read best as words

import re

from bot.components.devanagari import latin
from shop.delivery.offers import Deliveries
from shop.delivery.ways import PICKUP, Way

_SOON = frozenset(
    "first earliest soonest asap fast fastest quick quickest urgent jaldi pehla pehle next nearest soon "
    "today aaj tonight".split()
)
_FETCHED = frozenset("pickup pick collect khud myself ourselves godown".split())
_NO_HURRY = frozenset("no not nahi cheapest sasta sasti any koi".split())


def way_meant(said: str, found: Deliveries, locale: str) -> str:
    """The id of the way that these words mean; "" where any will do."""
    words = set(re.findall(r"[a-z]+", latin(said).lower()))
    if not words:
        return ""
    for way in found.ways:
        if set(re.findall(r"[a-z]+", latin(way.called(locale)).lower())) <= words:
            return way.id
    if words & _FETCHED:
        return next((way.id for way in found.ways if way.id == PICKUP), "")
    if words & _SOON and not words & _NO_HURRY:
        return _soonest(found)
    return ""


def _soonest(found: Deliveries) -> str:
    """The way that brings it first, of those the cheapest; what nobody has set a day for is none."""
    brings: list[Way] = [way for way in found.ways if way.id != PICKUP and way.comes]
    best = min(brings, key=lambda way: (way.comes, way.cost.minor), default=None)
    return best.id if best else ""
