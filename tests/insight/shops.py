"""A small town of shops with habits, and hand-written fakes of what the recommender asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from insight.learning.history import BoughtRow, Cohort, Purchase
from shop.catalogue.product import Product
from shop.money import Money

NOW = datetime(2026, 3, 1, 10, tzinfo=UTC)
SHELVES = ("Snacks", "Staples", "Soap")


def product(number: int, **more: object) -> Product:
    values: dict[str, object] = {
        "sku": f"P{number:03}",
        "title": f"Product {number}",
        "price": Money(1000 + number),
        "category": SHELVES[number % 3],
        "seller": f"S{number % 4}",
        "stock": 500,
    }
    return Product(**{**values, **more})  # type: ignore[arg-type]


PRODUCTS = tuple(product(number) for number in range(60))


def purchases(shops: int = 60, weeks: int = 20, seed: int = 1) -> list[Purchase]:
    """Each shop takes its own ten products, most every week or two; shops of one kind share most of them."""
    random = Random(seed)
    bought = []
    for shop in range(shops):
        kind = shop % 3
        own = random.sample(range(kind * 20, kind * 20 + 20), 10)
        rhythm = {number: random.choice((1, 2, 3)) for number in own}
        for week in range(weeks):
            at = NOW - timedelta(days=7 * (weeks - week), hours=shop % 5)
            for number in own:
                if week % rhythm[number] == 0 and random.random() < 0.9:
                    quantity = 12 * (1 + number % 3)
                    bought.append(Purchase(f"C{shop:03}", f"O{shop}-{week}", f"P{number:03}", quantity, at))
    return bought


@dataclass
class Shelf:
    """A catalogue in memory."""

    goods: Mapping[str, Product] = field(default_factory=lambda: {p.sku: p for p in PRODUCTS})

    def products(self, skus: Sequence[str]) -> list[Product]:
        return [self.goods[sku] for sku in skus if sku in self.goods]

    def in_category(self, category: str, limit: int = 60, offset: int = 0) -> list[Product]:
        found = [p for p in self.goods.values() if not category or p.category == category]
        return found[offset : offset + limit]


@dataclass
class Memory:
    """What the store knows of customers, in memory."""

    bought: list[BoughtRow] = field(default_factory=list)
    no: frozenset[str] = frozenset()
    passed_by: Mapping[str, int] = field(default_factory=dict)
    came: Mapping[str, int] = field(default_factory=dict)
    around: Sequence[Cohort] = ()

    def bought_since(self, customer: str, at: datetime | None) -> Sequence[BoughtRow]:
        return [row for row in self.bought if row[0] == customer and (at is None or row[4] > at)]

    def refused(self, customer: str, now: datetime) -> frozenset[str]:
        return self.no

    def ignored(self, customer: str, now: datetime) -> Mapping[str, int]:
        return self.passed_by

    def arrived(self, now: datetime) -> Mapping[str, int]:
        return self.came

    def cohorts(self, customer: str) -> Sequence[Cohort]:
        return self.around
