"""What is suggested to a customer, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from insight.learning.history import BoughtRow, Cohort
from shop.catalogue.product import Product


@dataclass(frozen=True)
class Reason:
    """Why, as data that is true; insight.recommending.reasons puts it in words."""

    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Suggestion:
    """A product that can be ordered now, how much of it, and why."""

    product: Product
    quantity: int
    reason: Reason
    score: float


class Shelf(Protocol):
    """The catalogue as it is at this moment."""

    def products(self, skus: Sequence[str]) -> list[Product]: ...

    def in_category(self, category: str, limit: int = 60, offset: int = 0) -> list[Product]: ...


class Memory(Protocol):
    """What the store knows of one customer that no fit needs to know."""

    def bought_since(self, customer: str, at: datetime | None) -> Sequence[BoughtRow]: ...

    def refused(self, customer: str, now: datetime) -> frozenset[str]: ...

    def ignored(self, customer: str, now: datetime) -> Mapping[str, int]:
        """How often what was shown lately went by untouched, by sku."""
        ...

    def arrived(self, now: datetime) -> Mapping[str, int]:
        """Products that are new on the shelf, with the days since they came."""
        ...

    def cohorts(self, customer: str) -> Sequence[Cohort]: ...


class Content(Protocol):
    """Products like a product by what they are: the vectors of retrieval."""

    def like(self, sku: str, limit: int) -> Sequence[tuple[str, float]]: ...
