"""Sizes in grams and millilitres, and all the ways in which people write their units."""

# ruff: noqa: SIM905  # long lists of words read best as words

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Base = Literal["g", "ml"]

MEASURES: dict[str, tuple[int, Base]] = {
    **dict.fromkeys("g gm gms gr grm gram grams gramme graam".split(), (1, "g")),
    **dict.fromkeys("kg kgs kilo kilos kilogram kilograms kilo's".split(), (1000, "g")),
    **dict.fromkeys("quintal quintals qtl".split(), (100_000, "g")),
    **dict.fromkeys("ml mls millilitre milliliter".split(), (1, "ml")),
    **dict.fromkeys("l lt ltr ltrs lit litre litres liter liters litr".split(), (1000, "ml")),
}


@dataclass(frozen=True)
class Measure:
    """A size in grams or millilitres."""

    amount: Fraction
    base: Base

    def __str__(self) -> str:
        large = {"g": "kg", "ml": "L"}[self.base]
        if self.amount >= 1000:
            return f"{short(self.amount / 1000)} {large}"
        return f"{short(self.amount)} {self.base}"


def short(value: Fraction) -> str:
    """Without what says nothing: 2, 0.5."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.3f}".rstrip("0").rstrip(".")
