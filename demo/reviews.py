"""What the retailers of the demo say about what they bought."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random

from connectors.files.orders import OrderRow
from shop.catalogue.product import Product
from shop.reviews.review import Review

SHARE = 0.06  # of delivered lines that somebody writes about
ENOUGH = 2  # reviews that make a rating

FILE = Path(__file__).parent / "reviews.txt"


def reviews(seed: int, products: Sequence[Product], bought: Sequence[OrderRow]) -> tuple[Review, ...]:
    """Reviews by people who bought the thing, some days after; each says it once."""
    luck = Random(f"{seed}/reviews")
    category = {product.sku: product.category for product in products}
    good = {product.sku: luck.gauss(4.2, 0.35) for product in products}
    last = max((row.at for row in bought), default=None)
    said: dict[tuple[str, str], Review] = {}
    for row in bought:
        if row.status != "delivered" or luck.random() > SHARE:
            continue
        at = row.at + timedelta(days=luck.randint(2, 20), minutes=luck.randint(0, 600))
        if last is None or at > last or (row.sku, row.customer) in said:
            continue
        stars = max(1, min(5, round(luck.gauss(good[row.sku], 0.8))))
        said[row.sku, row.customer] = Review(
            row.sku, row.customer, stars, _words(stars, category[row.sku], luck), at
        )
    return tuple(said.values())


def rated(products: Sequence[Product], said: Sequence[Review]) -> tuple[Product, ...]:
    """The products with the ratings that their reviews add up to."""
    stars: dict[str, list[int]] = defaultdict(list)
    for review in said:
        stars[review.sku].append(review.stars)
    return tuple(
        replace(product, rating=round(sum(found) / len(found), 1))
        if len(found := stars[product.sku]) >= ENOUGH
        else product
        for product in products
    )


def _words(stars: int, category: str, luck: Random) -> str:
    if luck.random() < 0.3:
        return ""  # only stars
    said = _sentences()
    if stars <= 2:
        return luck.choice(said["angry"])
    own, praise = luck.choice(said[category]), luck.choice(said["praise"])
    if stars == 3:
        return f"{own} {luck.choice(said['grumble'])}"
    return luck.choice((own, praise, f"{praise} {own}"))


@cache
def _sentences() -> Mapping[str, list[str]]:
    """What is said in praise, in anger, and of each category."""
    found: dict[str, list[str]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            head = line[2:]
        else:
            found.setdefault(head, []).append(line)
    return found
