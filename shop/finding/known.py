"""The names that a shop knows: its brands, categories and sellers, and which of them a text names."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from shop.catalogue.product import Seller

# A brand that is also an everyday word ("Fresh", "Real") is taken as the brand only when most of the
# products with that word in their title are of that brand.
_OWN_SHARE = 0.6


def folded(text: str) -> str:
    """Lower case, marks as spaces: how names are compared."""
    return " ".join(re.findall(r"[a-z0-9\u0900-\u0dff]+", text.casefold().replace("'", "")))


class Named(Protocol):
    """A product, or what an index keeps of one."""

    @property
    def title(self) -> str: ...

    @property
    def brand(self) -> str: ...

    @property
    def category(self) -> str: ...

    @property
    def subcategory(self) -> str: ...


@dataclass(frozen=True)
class Known:
    """Folded names with what they stand for: a brand's or category's spelling, a seller's id."""

    brands: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)  # and subcategories
    sellers: Mapping[str, str] = field(default_factory=dict)
    sure_brands: frozenset[str] = frozenset()  # folded; the others are everyday words too

    @classmethod
    def of(cls, products: Iterable[Named], sellers: Iterable[Seller] = ()) -> "Known":
        """Read them off the catalogue."""
        brands: dict[str, str] = {}
        categories: dict[str, str] = {}
        titles: list[tuple[set[str], str]] = []
        for product in products:
            if product.brand and product.brand != "-":
                brands.setdefault(folded(product.brand), product.brand)
            for category in (product.category, product.subcategory):
                if category:
                    categories.setdefault(folded(category), category)
            titles.append((set(folded(product.title).split()), folded(product.brand)))
        brands.pop("", None)
        categories.pop("", None)
        return cls(
            brands,
            categories,
            {folded(s.name): s.id for s in sellers if folded(s.name)},
            _sure(brands, titles),
        )

    def brand_in(self, text: str) -> list[str]:
        """Brands that a text names, folded, the longest names first."""
        return _named(self.brands, text)

    def category_in(self, text: str) -> list[str]:
        return _named(self.categories, text)

    def seller_in(self, text: str) -> list[str]:
        return _named(self.sellers, text)


def _sure(brands: Mapping[str, str], titles: list[tuple[set[str], str]]) -> frozenset[str]:
    everywhere: Counter[str] = Counter()
    own: Counter[str] = Counter()
    for words, brand in titles:
        everywhere.update(words)
        own.update(words & set(brand.split()))
    return frozenset(
        name for name in brands if any(own[w] >= _OWN_SHARE * max(everywhere[w], 1) for w in name.split())
    )


def _named(names: Mapping[str, str], text: str) -> list[str]:
    padded = f" {folded(text)} "
    found: list[str] = []
    for name in sorted(names, key=len, reverse=True):
        if f" {name} " in padded:
            found.append(name)
            padded = padded.replace(f" {name} ", "  ")
    return found
