"""Fills a plan with what a shop sells: packs for what is to be cooked, a first stock for so much money."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from shop.catalogue.product import Product
from shop.money import Money
from shop.plans.packs import packed
from shop.plans.plan import Need, needed, portions_of
from shop.plans.recipes import Dish, Occasion, Stock

# By each of these names, the products that it means.
Called = Callable[[Sequence[str]], Mapping[str, Sequence[Product]]]


@dataclass(frozen=True)
class Wish:
    """What is to be planned; what was not said is None."""

    dishes: tuple[Dish, ...] = ()
    occasion: Occasion | None = None
    stock: Stock | None = None
    people: int | None = None
    days: int | None = None
    budget: Money | None = None

    @property
    def names_something(self) -> bool:
        return bool(self.dishes or self.occasion or self.stock)

    @property
    def fills_a_shop(self) -> bool:
        """Whether goods are wanted for so much money, not food for so many people."""
        if self.stock is None or self.dishes:
            return False
        return self.occasion is None or (self.people is None and self.budget is not None)

    @property
    def portions(self) -> list[tuple[Dish, Fraction]]:
        """What is cooked, and how many portions of it each person has."""
        if self.dishes:
            return [(dish, Fraction(1)) for dish in self.dishes]
        return portions_of(self.occasion) if self.occasion else []

    def then(self, later: "Wish") -> "Wish":
        """The wish with what was said after it: "poha for 80", "for 100", "within 3000"."""
        named = later if later.names_something else self
        return Wish(
            named.dishes,
            named.occasion,
            named.stock,
            self.people if later.people is None else later.people,
            later.days or self.days,
            later.budget or self.budget,
        )


@dataclass(frozen=True)
class PlanLine:
    """So many of a product, for what is needed of one good."""

    good: str
    product: Product
    quantity: int
    need: Need | None = None  # None where the money says how much

    @property
    def cost(self) -> Money:
        return self.product.unit_price_at(self.quantity) * self.quantity


@dataclass(frozen=True)
class Plan:
    """What to buy, what comes from the vegetable market, and what this shop does not sell."""

    lines: tuple[PlanLine, ...]
    fresh: tuple[Need, ...] = ()
    unsold: tuple[str, ...] = ()

    @property
    def total(self) -> Money:
        return sum((line.cost for line in self.lines), Money(0))

    def without(self, goods: Sequence[str]) -> "Plan":
        """Leave these out."""
        return replace(self, lines=tuple(line for line in self.lines if line.good not in goods))


def meal(wish: Wish, people: int, called: Called) -> Plan:
    """The cheapest packs that suffice for so many."""
    needs = needed(wish.portions, people, wish.days or 1)
    sold = [need for need in needs if not need.fresh]
    products = called([need.good for need in sold])
    packs = [(need, packed(need, products.get(need.good, []))) for need in sold]
    lines = tuple(PlanLine(need.good, one.product, one.quantity, need) for need, one in packs if one)
    unsold = tuple(f"{need.good} {need.spoken()}" for need, one in packs if one is None)
    return Plan(lines, tuple(need for need in needs if need.fresh), unsold)


def enough_for(wish: Wish, budget: Money, called: Called, without: Sequence[str] = ()) -> int:
    """The most people that the money is enough for: packs make the cost a staircase, so it is searched."""
    low, high = 0, wish.people or 0
    while low < high - 1:
        middle = (low + high) // 2
        fits = meal(wish, middle, called).without(without).total.minor <= budget.minor
        low, high = (middle, high) if fits else (low, middle)
    return low


def first_stock(stock: Stock, budget: Money, called: Called, without: Sequence[str] = ()) -> Plan:
    """Each good for its share of the money, in steps that are sold; what is left buys more."""
    shares = {good: share for good, share in stock.shares if good not in without}
    whole = sum(shares.values(), Fraction(0))
    products = called(list(shares))
    lines: dict[str, PlanLine] = {}
    for good, share in shares.items():
        money = budget.minor * share / whole
        able = [
            p for p in products.get(good, []) if 0 < p.price.minor * max(1, p.moq) <= money and p.stock > 0
        ]
        if able:
            product = max(able, key=lambda p: (p.rating or 0, -p.price.minor, p.sku))
            lines[good] = PlanLine(good, product, _steps(product, money))
    _spend_the_rest(lines, shares, budget)
    left_out = tuple(good for good in shares if good not in lines)
    return Plan(tuple(lines.values()), unsold=left_out)


def _steps(product: Product, money: Fraction) -> int:
    step = max(1, product.multiple)
    count = int(money // product.price.minor) // step * step
    return min(max(count, product.moq), product.stock)


def _spend_the_rest(lines: dict[str, PlanLine], shares: Mapping[str, Fraction], budget: Money) -> None:
    """One step more of whatever is furthest below its share, for as long as the money lasts."""
    open_lines = dict(lines)
    while open_lines:
        good = min(open_lines, key=lambda name: (open_lines[name].cost.minor / shares[name], name))
        line = open_lines[good]
        more = replace(line, quantity=line.quantity + max(1, line.product.multiple))
        others = sum(one.cost.minor for name, one in lines.items() if name != good)
        if more.quantity <= line.product.stock and others + more.cost.minor <= budget.minor:
            lines[good] = open_lines[good] = more
        else:
            del open_lines[good]
