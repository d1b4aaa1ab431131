"""Defines what a store is asked to add up, with every name found and every time a stamp; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from insight.figures.measures import Measure

Stamps = tuple[str, str, str]  # key of the row, from this stamp on, up to that one


@dataclass(frozen=True)
class Cut:
    """A measure of a period, by a dimension, of what the keys of each field leave."""

    measure: Measure
    by: str
    since: str
    until: str
    spans: tuple[Stamps, ...] = ()  # where it is cut by time
    days: tuple[Stamps, ...] = ()  # of the whole period, for what is counted a day
    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)
    customers: Sequence[str] | None = None  # of these alone, where there is a list
    currency: str = ""
    costs: bool = False  # the shop states what its goods cost it
    seller: str = ""


@dataclass(frozen=True)
class Part:
    """What one key adds up to: a sum, what it is divided by, and for margins of which sales it is known."""

    key: str
    top: int
    bottom: int | None = None
    known: int = 0


@dataclass(frozen=True)
class Good:
    """How a product stands in the catalogue, and what people call it."""

    title: str
    aliases: tuple[str, ...]
    brand: str
    category: str
    subcategory: str


def merged(parts: Iterable[Part]) -> list[Part]:
    """Add up parts of the same key. They are of different customers: nobody's order is counted twice."""
    found: dict[str, Part] = {}
    for part in parts:
        before = found.get(part.key)
        if before is None:
            found[part.key] = part
        else:
            bottom = None if part.bottom is None else (before.bottom or 0) + part.bottom
            found[part.key] = Part(part.key, before.top + part.top, bottom, before.known + part.known)
    return list(found.values())


def value_of(part: Part, measure: Measure) -> float | None:
    """The figure: money in whole units, shares between 0 and 1; None where there is nothing to divide by."""
    minor = 100 if measure.unit == "money" else 1
    if part.bottom is None:
        return round(part.top / minor, 2) if minor > 1 else part.top
    if not part.bottom:
        return None
    return round(part.top / part.bottom / minor, 2 if minor > 1 else 4)
