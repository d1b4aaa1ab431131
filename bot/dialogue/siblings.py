"""Products beside what is spoken of: another size of it, another variety, another thing of its brand.

"And 4 medicated in that size", "the small one of it", "girls wala 12", "isi company ka badam": words that
name no thing by themselves lean on what was said before. That is nearer than the rest of the shop.
"""

# ruff: noqa: SIM905  # lists of words read best as words

import re
from collections import defaultdict
from collections.abc import Sequence

from bot.dialogue.catalogue_cache import read_off
from bot.dialogue.reading_here import in_shop_words
from bot.dialogue.spoken_of import one_of_them
from bot.dialogue.turn import Tools
from retrieval.document import Document
from shop.catalogue.product import Product
from shop.finding.families import family_of
from shop.finding.in_view import BIGGER, SMALLER, names_in, size_of
from shop.reading.likeness import tokens_of
from shop.reading.quantity import parse_wanted
from shop.reading.sounds import sound
from shop.reading.units import Measure

_LONGEST = 5  # digits
_LOOKED_AT = 40  # products among which they are looked for
_SAME = frozenset("same isi usi isee usee us is that this wahi wohi vahi iska iski uski uska".split())
_SIZE = frozenset("size sized wajan vajan pack packing".split())
_BRAND = frozenset("brand company compny make maker".split())


def leans(words: str, tools: Tools) -> bool:
    """Whether nothing in it says what a thing is: a brand, a variety, a size, a colour alone."""
    things = read_off(tools, "things", _things)
    return not any(word in things for word in names_in(in_shop_words(words, tools)))


def _things(documents: Sequence[Document]) -> frozenset[str]:
    """The words that say what a thing is: a kind of goods is called so, or goods of several brands end so.

    What ends names in several kinds of goods tells one of a brand from another: "lemon".
    """
    brands: dict[str, set[str]] = defaultdict(set)
    ends: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        words = [word for word in tokens_of(document.name) if len(word) > 1 and word.isalpha()]  # no "W"
        brands[words[-1] if words else ""].add(document.brand)
        ends[words[-1] if words else ""].add(document.subcategory)
    kinds = {word for document in documents for word in tokens_of(document.kind)}
    return frozenset(
        kinds | {word for word, makers in brands.items() if len(makers) > 1 and len(ends[word]) == 1}
    )


def siblings(words: str, raw: str, there: Sequence[Product], tools: Tools) -> list[Product]:
    """The products beside these that have all that the words name; none where no word says which."""
    said = set(re.findall(r"[a-z]+", raw.lower()))
    sizes = _sizes(words, said, there)
    named = names_in(in_shop_words(parse_wanted(words).words, tools))
    named = [word for word in named if word not in _SIZE | _BRAND | _SAME]
    if not there or not (named or sizes or re.search(r"\d", words) or said & (SMALLER | BIGGER)):
        return []
    found: dict[str, Product] = {}
    for one in list({family_of(p): p for p in there}.values())[:2]:
        skus = tools.search.search(" ".join((_without_size(one), *named)), _LOOKED_AT).skus
        found.update((p.sku, p) for p in tools.catalogue.products(skus) if p.active)
    beside = [p for p in found.values() if any(_beside(p, one, named) for one in there)]
    if not named:
        beside = [p for p in beside if _line_of(p) in {_line_of(one) for one in there}]
    here = [p for p in beside if not sizes or size_of(p) in sizes]
    numbers = set() if sizes else {w for w in re.findall(r"\d+(?:\.\d+)?", words) if len(w) < _LONGEST}
    here = [p for p in here if numbers <= set(re.findall(r"\d+(?:\.\d+)?", p.title))]
    if said & (SMALLER | BIGGER) and not sizes:
        here = _next_size(here, there[0], bigger=bool(said & BIGGER))
    return one_of_them(here)


def of_its_brand(raw: str, there: Sequence[Product]) -> str:
    """The brand that "of the same company" means."""
    said = set(re.findall(r"[a-z]+", raw.lower()))
    return there[0].brand if there and said & _SAME and said & _BRAND else ""


def _sizes(words: str, said: set[str], there: Sequence[Product]) -> list[Measure]:
    """The size that is said; with "in that size" the one of what is spoken of."""
    sizes = list(parse_wanted(words).measures)
    own = size_of(there[0]) if there else None
    return [own] if not sizes and own and said & _SIZE and said & _SAME else sizes


def _beside(product: Product, one: Product, named: Sequence[str]) -> bool:
    told = (product.full_name, product.brand, *product.aliases, *product.attributes.values())
    heard = {sound(token) for token in tokens_of(" ".join(told))}
    same_brand = product.brand.casefold() == one.brand.casefold() and product.subcategory == one.subcategory
    return same_brand and all(sound(word) in heard for word in named)


def _line_of(product: Product) -> str:
    """Its family without the numbers that tell one of it from another: bulbs of 9 and of 12 W."""
    return " ".join(re.sub(r"\d+(?:\.\d+)?", " ", family_of(product)).split())


def _next_size(here: Sequence[Product], one: Product, *, bigger: bool) -> list[Product]:
    """The next smaller or bigger of its family."""
    own = size_of(one)
    sized = [(size, p) for p in here if (size := size_of(p)) and family_of(p) == family_of(one)]
    if own is None:
        return []
    other = [
        (size.amount, p)
        for size, p in sized
        if size.base == own.base and (size.amount > own.amount) is bigger and size != own
    ]
    if not other:
        return []
    nearest = min(amount for amount, _ in other) if bigger else max(amount for amount, _ in other)
    return [p for amount, p in other if amount == nearest]


def _without_size(product: Product) -> str:
    return " ".join(word for word in product.title.split() if not any(c.isdigit() for c in word))
