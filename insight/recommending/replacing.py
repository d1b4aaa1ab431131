"""What can stand in for a product: the same sort, near in size and price, as far as the shop has it."""

from __future__ import annotations

import math

from insight.recommending.customer_view import LOOKED_AT, CustomerView
from insight.recommending.suggestion import Content, Reason, Suggestion
from shop.catalogue.product import Product
from shop.finding.measure import pack_of

LEAST_CHEAPER = 0.02  # less is no news
SAYS = {"g": "kg", "ml": "litre", "pc": "piece"}


def alternatives(
    look: CustomerView, asked: Product, content: Content | None, *, cheaper: bool = False
) -> list[Suggestion]:
    """Others of its sort, best first: by meaning, by who buys both, by size."""
    near = dict(content.like(asked.sku, LOOKED_AT)) if content else {}
    item = look.model.item_of.get(asked.sku)
    if item is not None:
        row = look.model.crowd.together[[item]]
        for other, strength in zip(row.indices.tolist(), row.data.tolist(), strict=True):
            name = look.model.history.items[other]
            near[name] = near.get(name, 0.0) + float(strength)
    known = {product.sku: product for product in look.goods(list(near))}
    for product in look.shelf.in_category(asked.category, 4 * LOOKED_AT) if asked.category else ():
        known.setdefault(product.sku, product)
    same = [product for product in known.values() if product.category == asked.category]
    sort = [product for product in same if product.subcategory == asked.subcategory]
    found = []
    for product in sort if any(one.sku != asked.sku and one.stock for one in sort) else same:
        saved = saving(asked, product)
        if cheaper and saved < LEAST_CHEAPER:
            continue
        alike = (0.02 + near.get(product.sku, 0.0)) * _same_size(asked, product)
        alike *= 1.5 if product.brand == asked.brand else 1.0
        one = look.suggestion(product, alike, _reason(asked, product, saved))
        if one:
            found.append(one)
    return found


def saving(asked: Product, other: Product) -> float:
    """How much cheaper the other is by what is in it, as a share; 0 when that cannot be said."""
    mine, its = pack_of(asked), pack_of(other)
    if mine is None or its is None or mine.unit != its.unit:
        return 0.0
    return 1 - (other.price.minor / float(its.whole)) / (max(1, asked.price.minor) / float(mine.whole))


def _reason(asked: Product, other: Product, saved: float) -> Reason:
    pack = pack_of(other)
    if saved >= LEAST_CHEAPER and pack is not None:
        percent, per = max(1, round(100 * saved)), SAYS[pack.unit]
        return Reason("cheaper", {"title": asked.title, "percent": percent, "per": per})
    return Reason("alike", {"title": asked.title})


def _same_size(asked: Product, other: Product) -> float:
    """1 for the same amount, half for eight times as much."""
    mine, its = pack_of(asked), pack_of(other)
    if mine is None or its is None or mine.unit != its.unit:
        return 0.5
    return 1 / (1 + abs(math.log2(float(its.whole / mine.whole))) / 3)
