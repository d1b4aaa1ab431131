"""What a full case holds of goods that are sold by the piece, where the shop states it.

An attribute says so ("Pieces per case": "96"), or the description does ("One full case is 96 pieces.").
"""

import re

from shop.catalogue.product import Product
from shop.finding.in_view import pieces_of

# What the attribute is called, in any case and with any signs between the words: "pieces_per_case".
NAMES = frozenset(
    [
        *(f"{what} per {whole}" for what in ("pieces", "pcs", "units") for whole in ("case", "carton")),
        *(f"{whole} {what}" for what in ("size", "pack", "quantity", "qty") for whole in ("case", "carton")),
    ]
)
_SO_MANY = re.compile(r"(\d{1,4})(?: ?(?:pcs?|pieces?|units?|nos?))?")  # a carton's size may be in cm, too
_SENTENCE = re.compile(r"\bfull case is (\d{1,4}) pieces\b", re.IGNORECASE)


def says_case(attribute: str) -> bool:
    """Whether an attribute of this name says what a case holds."""
    return " ".join(re.findall(r"[^\W_]+", attribute.casefold())) in NAMES


def stated_case(product: Product) -> int:
    """How many of it are in a full case; 0 where that is not stated, or it is a case itself."""
    said = (_SO_MANY.fullmatch(v.strip().casefold()) for n, v in product.attributes.items() if says_case(n))
    found = next(filter(None, said), None) or _SENTENCE.search(product.description)
    holds = int(found[1]) if found else 0
    return holds if holds > 1 and pieces_of(product) == 1 else 0
