"""What may be suggested at all, and in which mixture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from insight.learning.quantity import fitting
from insight.recommending.suggestion import Suggestion
from shop.catalogue.product import Product
from shop.finding.measure import MEASURE

OWN = frozenset({"due", "regular", "again", "bought"})  # reasons that need no variety and do not tire

STAND_INS = frozenset({"alike", "cheaper"})  # another size of the same is the best of all


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
    most_of_subcategory: int = 99
    most_of_seller: int = 6
    fading: float = 0.7  # each time something was shown and ignored
    tired_after: int = 6  # shown and ignored so often, it is not shown
    may_buy: Callable[[str, Product], bool] = anybody
    margin: Callable[[Product], float | None] = unknown_margin


_PACKS = re.compile(
    r"\b(?:family|value|super|jumbo|saver|mega|combo|refill)?\s*(?:pack|pouch|case|carton)\b", re.I
)


def thing(product: Product) -> str:
    """What it is, whatever the size of the pack: the title without measures and words of packing."""
    return " ".join(_PACKS.sub(" ", MEASURE.sub(" ", product.title)).lower().split())


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
    found: Sequence[Suggestion],
    limit: int,
    rules: Rules,
    ignored: Mapping[str, int],
    things: Collection[str] = (),
) -> tuple[Suggestion, ...]:
    """The best, at most so many of one kind and one seller among what is not the customer's own.

    What they have in another size, `things`, is nothing new, and nothing comes in two sizes.
    """
    kinds: Counter[tuple[str, ...]] = Counter()
    sellers: Counter[str] = Counter()
    taken = set(things)
    chosen: list[Suggestion] = []
    scored = [(faded(one, ignored, rules), one) for one in found]
    for score, one in sorted(scored, key=lambda pair: -pair[0]):
        if len(chosen) == limit:
            break
        if score <= 0:
            continue
        if one.reason.kind not in OWN:
            product = one.product
            within = (product.category, product.subcategory)
            if product.category and kinds[within[:1]] >= rules.most_of_category:
                continue
            if product.subcategory and kinds[within] >= rules.most_of_subcategory:
                continue
            if product.seller and sellers[product.seller] >= rules.most_of_seller:
                continue
            if one.reason.kind not in STAND_INS:
                if thing(product) in taken:
                    continue
                taken.add(thing(product))
            kinds.update((within[:1], within))
            sellers[product.seller] += 1
        chosen.append(one)
    return tuple(chosen)
