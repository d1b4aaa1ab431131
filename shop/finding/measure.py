"""Measures how much is in a pack, and what a kilo, a litre or a piece of it costs."""

import re
from dataclasses import dataclass
from fractions import Fraction

from shop.catalogue.product import Product
from shop.money import Money
from shop.reading.units import MEASURES
from shop.words import PER, UNITS

_UNITS: dict[str, tuple[str, int]] = {
    **{word: (base, times) for word, (times, base) in MEASURES.items()},
    **dict.fromkeys(("pc", "pcs", "piece", "pieces", "nos"), ("pc", 1)),
    "dozen": ("pc", 12),
}
_HALVES = {"half": "1/2", "aadha": "1/2", "adha": "1/2", "quarter": "1/4", "pav": "1/4"}
MEASURE = re.compile(
    rf"(?<![\w.])(?P<amount>\d+(?:\.\d+)?(?:/\d+)?|{'|'.join(_HALVES)})\s*+(?:-\s*+)?"
    rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})\b"
    r"(?:\s*(?:x|\*|\u00d7)\s*(?P<pieces>\d+)\b)?",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?<!\d)(?P<pieces>\d+)\s*+(?:x|\*|\u00d7)\s*+$", re.IGNORECASE)
_LARGE = {"g": (1000, "kg"), "ml": (1000, "litre"), "pc": (1, "piece")}


@dataclass(frozen=True)
class Measure:
    """An amount in grams, millilitres or pieces, so many times over."""

    amount: Fraction
    unit: str  # "g" | "ml" | "pc"
    pieces: int = 1

    @property
    def whole(self) -> Fraction:
        return self.amount * self.pieces

    def spoken(self) -> str:
        """As people write it: "500 g", "1 L x 12"."""
        amount, unit = self.amount, {"g": "g", "ml": "ml", "pc": "pcs"}[self.unit]
        if self.unit != "pc" and amount >= 1000:
            amount, unit = amount / 1000, {"g": "kg", "ml": "L"}[self.unit]
        return f"{float(amount):g} {unit}" + (f" x {self.pieces}" if self.pieces > 1 else "")


def measure(text: str) -> Measure | None:
    """The first measure in a text: "70 g", "1 L x 12", "12 x 1 L", "half kg"."""
    match = MEASURE.search(text)
    if match is None:
        return None
    pieces = match["pieces"]
    if pieces is None:
        before = _BEFORE.search(text[: match.start()])
        pieces = before["pieces"] if before else None
    return made(match["amount"], match["unit"], int(pieces or 1))


def made(amount: str, unit: str, pieces: int = 1) -> Measure | None:
    """A measure from its parts as written; None when it is nothing, or divided by nothing."""
    kind, times = _UNITS[unit.lower()]
    try:
        size = Fraction(_HALVES.get(amount.lower(), amount)) * times
    except (ValueError, ZeroDivisionError):
        return None
    return Measure(size, kind, pieces) if size > 0 and pieces > 0 else None


def pack_of(product: Product) -> Measure | None:
    """What is in one unit of sale: from the pack as printed, else from the title."""
    return measure(product.pack) or measure(product.title)


def is_case(product: Product) -> bool:
    """Whether it is a case of so many: "200 ml x 24"."""
    pack = pack_of(product)
    return pack is not None and pack.pieces > 1


def unit_price(product: Product) -> tuple[Money, str] | None:
    """(Rs 40, "kg"): the price of a kilo, a litre or a piece; None where the pack does not say."""
    pack = pack_of(product)
    if pack is None:
        return None
    size, name = _LARGE[pack.unit]
    minor = Fraction(product.price.minor) * size / pack.whole
    return Money(round(minor), product.price.currency), name


def spoken_unit_price(product: Product, locale: str) -> str:
    """ "Rs 40 per kg", or nothing."""
    found = unit_price(product)
    return PER.in_(locale, price=found[0].spoken(), unit=UNITS[found[1]].in_(locale)) if found else ""
