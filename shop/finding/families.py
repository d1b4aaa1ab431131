"""Tells which products are the same thing in another make: what an exchange may choose from."""

import re

from shop.catalogue.product import Product
from shop.reading.numbers import plain

_SIZE = re.compile(r"\b\d+(?:\.\d+)?\s*(?:g|gm|kg|ml|l|ltr|pcs?)\b(?:\s*x\s*\d+)?")


def family_of(product: Product) -> str:
    """The family's name: said by the catalogue (`variant_of`), or the title without its size."""
    named = product.attributes.get("variant_of")
    if named:
        return str(named)
    title = _SIZE.sub(" ", plain(product.title))
    return f"{plain(product.brand)}|{product.subcategory}|{' '.join(title.split())}"
