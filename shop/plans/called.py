"""Tells which products a cook means by the name of an ingredient: paneer is no paneer ready to eat."""

# long lists of words read best as words

from collections import Counter
from collections.abc import Sequence

from shop.catalogue.product import Product
from shop.finding.matching import Weights, candidate
from shop.reading.likeness import tokens_of

# What is made of an ingredient, or only smells of it. A name with one of these is another thing, unless the
# recipe says the word too.
_MADE_OF_IT = frozenset(
    tokens_of(
        "ready mix cookies biscuits rusk cake chips wafers puffs noodles pasta soup ketchup sauce pickle jam "
        "candy toffee chocolate mixture namkeen bhujia sev chikki drink juice squash syrup sharbat shake "
        "milkshake cola soda soap shampoo lotion toothpaste handwash dishwash detergent cleaner oil masala "
        "curry butter flakes papad baby infant cereal muesli salted roasted sweets barfi ladoo halwa instant "
        "sticks agarbatti makhani crunchy condensed refill powder brown demerara garlic herbs black soan "
        "soya flavoured spicy flaxseed icing peanut egg"
    )
)
# Of these kinds it is something to eat as it is, or no food; unless one of them is asked for.
_KINDS_MADE = frozenset(
    tokens_of("chocolate toffee candy cookies biscuits chips soap mixtures bhujia kurkure")
)
_SNACKS = frozenset(tokens_of("namkeen snacks sev bhujia mixture farsan chanachur gathiya"))
_SHARE = 0.1
_SAID_ALONG = frozenset(("seed", "whole", "dry", "raw"))  # where no name has it, the rest names it


def called(name: str, products: Sequence[Product], weights: Weights) -> list[Product]:
    """Those that are called so; by their titles where any is, else by their other names."""
    words = tokens_of(name)
    plain = [p for p in products if not _is_made_of_it(p, words)]
    shorter = " ".join(word for word in words if word not in _SAID_ALONG)
    for said in dict.fromkeys((name, shorter)):
        found = [p for p in plain if said and candidate(p, said, weights).said]
        if found:
            own = set(tokens_of(said))
            return _of_its_kind([p for p in found if own <= set(tokens_of(p.title))] or found)
    return []


def _is_made_of_it(product: Product, words: Sequence[str]) -> bool:
    title, kind = set(tokens_of(product.title)), set(tokens_of(product.subcategory))
    made = _MADE_OF_IT & title if _SNACKS.isdisjoint(words) else _MADE_OF_IT & title - kind
    kinds = _KINDS_MADE & kind if _SNACKS.isdisjoint(words) else frozenset[str]()
    return bool((made | kinds) - set(words))


def _of_its_kind(products: Sequence[Product]) -> list[Product]:
    """Without the strays among them: one biscuit that is called butter, beside four butters."""
    kinds = Counter(product.subcategory for product in products)
    return [p for p in products if kinds[p.subcategory] >= _SHARE * len(products)]
