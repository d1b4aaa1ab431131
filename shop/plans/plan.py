"""Works out what is needed: portions of dishes by people and days, summed by good."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from shop.plans.recipes import Dish, Occasion, by_name

MOST_PEOPLE = 10_000


@dataclass(frozen=True)
class Need:
    """So much of one good in all."""

    good: str
    amount: Fraction
    base: str
    fresh: bool = False

    def spoken(self) -> str:
        """Say it as people weigh: 4.8 kg, 750 ml, 20 pieces."""
        if self.base == "pc":
            return f"{int(-(-self.amount // 1))} pc"
        large = {"g": "kg", "ml": "L"}[self.base]
        if self.amount >= 1000:
            return f"{float(self.amount / 1000):.3g} {large}"
        return f"{float(self.amount):.3g} {self.base}"


def portions_of(occasion: Occasion) -> list[tuple[Dish, Fraction]]:
    """The dishes of an occasion that are known, with their portions a guest."""
    known = by_name()
    return [(known[name], portions) for name, portions in occasion.portions if name in known]


def needed(wanted: Sequence[tuple[Dish, Fraction]], people: int, days: int = 1) -> list[Need]:
    """What all of it takes, the most first; what is said of a good in g and in ml is summed apart."""
    summed: dict[tuple[str, str, bool], Fraction] = {}
    for dish, portions in wanted:
        for part in dish.parts:
            key = (part.good, part.base, part.fresh)
            summed[key] = summed.get(key, Fraction(0)) + part.amount * portions * people * days
    needs = [Need(good, amount, base, fresh) for (good, base, fresh), amount in summed.items()]
    return sorted(needs, key=lambda need: (need.fresh, -need.amount))
