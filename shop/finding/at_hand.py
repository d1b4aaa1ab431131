"""Of products at hand, the few that a wish may mean: for each line of a long list all would be weighed."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from heapq import nsmallest

from shop.catalogue.product import Product
from shop.finding.matching import PROPOSED, Propose, Weights
from shop.reading.likeness import nearest, tokens_of

MISSPELT = 60  # words that are compared with all others for their spelling; those after must be right


def proposing(products: Sequence[Product], weights: Weights) -> Propose:
    """Proposes, for any words, the products with the most telling of them; the first where it is even."""
    having: dict[str, list[int]] = {}
    for place, product in enumerate(products):
        names = (product.title, product.brand, *product.aliases)
        for token in {token for name in names for token in tokens_of(name)}:
            having.setdefault(token, []).append(place)
    misspelt = 0

    @cache
    def meant(token: str) -> list[str]:
        nonlocal misspelt
        if token in having:
            return [token]
        misspelt += 1
        return [word for word in having if nearest(token, (word,))[1]] if misspelt <= MISSPELT else []

    def propose(words: str) -> list[Product]:
        told: dict[int, float] = defaultdict(float)
        for word in {word for token in tokens_of(words) for word in meant(token)}:
            for place in having[word]:
                told[place] += weights.of(word)
        best = nsmallest(PROPOSED, told, key=lambda place: (-told[place], place))
        return [products[place] for place in best]

    return propose
