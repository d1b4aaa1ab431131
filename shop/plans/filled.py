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


_MAIN = Fraction(1, 10)  # of all that is needed; idli is not made without its rice, however large the sack
_FOR_MAKES = (0, 150_000, 500_000)  # minor units of one good, from which a shelf has two makes and three


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
    too_large: tuple[str, ...] = ()  # what comes here only in packs that are far too large

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
    main = sum((need.amount for need in sold), Fraction(0)) * _MAIN
    large = [need for need, one in packs if one and one.too_much and need.amount < main]
    fit = [(need, one) for need, one in packs if one and need not in large]
    lines = tuple(PlanLine(need.good, one.product, one.quantity, need) for need, one in fit)
    unsold = tuple(f"{need.good} {need.spoken()}" for need, one in packs if one is None)
    too_large = tuple(f"{need.good} {need.spoken()}" for need in large)
    return Plan(lines, tuple(need for need in needs if need.fresh), unsold, too_large)


def enough_for(wish: Wish, budget: Money, called: Called, without: Sequence[str] = ()) -> int:
    """The most people that the money is enough for: packs make the cost a staircase, so it is searched."""
    low, high = 0, wish.people or 0
    while low < high - 1:
        middle = (low + high) // 2
        fits = meal(wish, middle, called).without(without).total.minor <= budget.minor
        low, high = (middle, high) if fits else (low, middle)
    return low


def first_stock(stock: Stock, budget: Money, called: Called, without: Sequence[str] = ()) -> Plan:
    """Each good for its share of the money, of several makes where there is enough; the rest buys more."""
    shares = {good: share for good, share in stock.shares if good not in without}
    whole = sum(shares.values(), Fraction(0))
    products = called(list(shares))
    lines: dict[str, PlanLine] = {}
    wanted: dict[str, Fraction] = {}
    for good, share in shares.items():
        money = budget.minor * share / whole
        chosen = _makes(products.get(good, []), money)
        for product in chosen:
            wanted[product.sku] = money / len(chosen)
            lines[product.sku] = PlanLine(good, product, _steps(product, wanted[product.sku]))
    _spend_the_rest(lines, wanted, budget)
    there = {line.good for line in lines.values()}
    return Plan(tuple(lines.values()), unsold=tuple(good for good in shares if good not in there))


def _makes(products: Sequence[Product], money: Fraction) -> list[Product]:
    """Up to three makes that this much money buys: what can take its part of it, the best rated first."""
    many = sum(money >= least for least in _FOR_MAKES)
    best: dict[str, Product] = {}
    for product in products:
        part = money / max(1, many)
        if product.price.minor <= 0 or product.price.minor * max(1, product.moq) > part or product.stock <= 0:
            continue
        there = best.get(product.brand)
        if there is None or _takes(product, part) > _takes(there, part):
            best[product.brand] = product
    part = money / max(1, many)
    return sorted(best.values(), key=lambda p: _takes(p, part), reverse=True)[: max(1, many)]


def _takes(product: Product, money: Fraction) -> tuple[bool, float, int, str]:
    """How fit it is for so much money: what has stock enough, is well rated, and small beside it."""
    enough = product.price.minor * product.stock >= money * Fraction(4, 5)
    return enough, product.rating or 0.0, -product.price.minor, product.sku


def _steps(product: Product, money: Fraction) -> int:
    step = max(1, product.multiple)
    count = int(money // product.price.minor) // step * step
    return min(max(count, product.moq), product.stock)


def _spend_the_rest(lines: dict[str, PlanLine], wanted: Mapping[str, Fraction], budget: Money) -> None:
    """One step more of whatever is furthest below its part, for as long as the money lasts."""
    open_lines = dict(lines)
    while open_lines:
        sku = min(open_lines, key=lambda one: (open_lines[one].cost.minor / wanted[one], one))
        line = open_lines[sku]
        more = replace(line, quantity=line.quantity + max(1, line.product.multiple))
        others = sum(one.cost.minor for name, one in lines.items() if name != sku)
        if more.quantity <= line.product.stock and others + more.cost.minor <= budget.minor:
            lines[sku] = open_lines[sku] = more
        else:
            del open_lines[sku]
