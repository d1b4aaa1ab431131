"""Compares products: what tells them apart, and which of them are the same thing from two sellers."""

from collections.abc import Sequence
from dataclasses import dataclass

from shop.catalogue.product import Product
from shop.finding.constraints import Days
from shop.finding.known import folded
from shop.finding.measure import pack_of, unit_price
from shop.money import Money

UNIT_PRICE, PRICE, RATING, SOONEST, GONE = "unit price", "price", "rating", "soonest", "gone"
_NUMBERS = frozenset(["hsn", "barcode", "ean", "gtin", "gst"])  # nobody chooses by these
_SPECS = 6  # attributes in a comparison


@dataclass(frozen=True)
class Difference:
    """In this the product stands out; for a price by how much less than the dearest."""

    kind: str
    product: Product
    save: int = 0  # percent
    less: Money | None = None  # by the kilo, the litre or the piece


def differences(products: Sequence[Product], days: Days) -> list[Difference]:
    """In what they differ: the price of what is in them, rating, delivery, stock."""
    found = _by_price(products)
    ratings = [p.rating or 0 for p in products]
    if max(ratings) > min(ratings):
        found.append(Difference(RATING, products[ratings.index(max(ratings))]))
    waits = [wait for p in products if (wait := days(p)) is not None]
    if len(waits) == len(products) and max(waits) > min(waits):
        found.append(Difference(SOONEST, products[waits.index(min(waits))]))
    empty = [p for p in products if p.stock < p.moq]
    if len(empty) < len(products):
        found += [Difference(GONE, p) for p in empty]
    return found


def _by_price(products: Sequence[Product]) -> list[Difference]:
    """By the kilo, the litre or the piece where all are sold by it, and their packs are not the same."""
    per = [unit_price(p) for p in products]
    same = len({pack_of(p) for p in products}) == 1
    alike = not same and all(per) and len({found[1] for found in per if found}) == 1
    costs = [
        found[0].minor if alike and found else p.price.minor for p, found in zip(products, per, strict=True)
    ]
    low, high = min(costs), max(costs)
    if low == high:
        return []
    least = products[costs.index(low)]
    less = Money(high - low, least.price.currency)
    return [Difference(UNIT_PRICE if alike else PRICE, least, round(100 * (high - low) / high), less)]


def shared_attributes(products: Sequence[Product]) -> list[str]:
    """Names of specifications that more than one of them states."""
    counted = [
        name
        for p in products
        for name, value in p.attributes.items()
        if value not in ("", p.pack) and name.casefold() not in _NUMBERS
    ]
    return [n for n in dict.fromkeys(counted) if counted.count(n) > 1][:_SPECS]


def same_offer(one: Product, other: Product) -> bool:
    """The same thing from two sellers: brand, name and pack agree."""
    if one.sku == other.sku or folded(one.brand) != folded(other.brand):
        return False
    packs = pack_of(one), pack_of(other)
    return packs[0] == packs[1] and folded(one.title) == folded(other.title)
