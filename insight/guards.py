"""What may be suggested at all, and in which mixture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from insight.quantity import fitting
from insight.suggestion import Suggestion
from shop.catalogue import Product

OWN = frozenset({"due", "regular", "again", "bought"})  # reasons that need no variety and do not tire


def anybody(_customer: str, _product: Product) -> bool:
    """Every product is for everybody."""
    return True


def unknown_margin(product: Product) -> float | None:
    """The margin as a share of the price, where the product's attributes name its cost in minor units."""
    cost = product.attributes.get("cost_minor", "")
    if not str(cost).isdigit() or product.price.minor <= 0:
        return None
    return 1 - int(cost) / product.price.minor


@dataclass(frozen=True)
class Rules:
    """The shop's settings for suggestions."""

    margin_floor: float | None = None  # nothing below this share of the price; unknown margins pass
    most_of_category: int = 4  # among what the customer never bought
    most_of_seller: int = 6
    fading: float = 0.7  # each time something was shown and ignored
    tired_after: int = 6  # shown and ignored so often, it is not shown
    may_buy: Callable[[str, Product], bool] = anybody
    margin: Callable[[Product], float | None] = unknown_margin


def orderable(product: Product, wanted: float) -> int:
    """A quantity near the wanted that the shop can deliver; 0 when there is none."""
    least = fitting(1, product.moq, product.multiple)
    if not product.active or product.stock < least:
        return 0
    step = max(1, product.multiple)
    return max(least, min(fitting(wanted, product.moq, product.multiple), product.stock // step * step))


def allowed(product: Product, customer: str, rules: Rules, without: Collection[str]) -> bool:
    """Whether this product may be suggested to this customer now."""
    if product.sku in without or not rules.may_buy(customer, product):
        return False
    margin = rules.margin(product)
    return rules.margin_floor is None or margin is None or margin >= rules.margin_floor


def faded(found: Suggestion, ignored: Mapping[str, int], rules: Rules) -> float:
    """The score after fatigue; what the customer buys anyway does not tire."""
    times = 0 if found.reason.kind in OWN else ignored.get(found.product.sku, 0)
    return 0.0 if times >= rules.tired_after else found.score * rules.fading**times


def mixed(
    found: Sequence[Suggestion], limit: int, rules: Rules, ignored: Mapping[str, int]
) -> tuple[Suggestion, ...]:
    """The best, at most so many of one category and one seller among what is not the customer's own."""
    categories: Counter[str] = Counter()
    sellers: Counter[str] = Counter()
    chosen: list[Suggestion] = []
    scored = [(faded(one, ignored, rules), one) for one in found]
    for score, one in sorted(scored, key=lambda pair: -pair[0]):
        if len(chosen) == limit:
            break
        if score <= 0:
            continue
        if one.reason.kind not in OWN:
            product = one.product
            if product.category and categories[product.category] >= rules.most_of_category:
                continue
            if product.seller and sellers[product.seller] >= rules.most_of_seller:
                continue
            categories[product.category] += 1
            sellers[product.seller] += 1
        chosen.append(one)
    return tuple(chosen)
