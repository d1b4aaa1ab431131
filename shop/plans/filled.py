"""Fills a plan with what a shop sells: packs for what is to be cooked, a first stock for so much money."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from shop.catalogue.product import Product
from shop.money import Money
from shop.plans.left_out import without
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
    without: tuple[str, ...] = ()  # ingredients that it is made without
    dropped: tuple[str, ...] = ()  # dishes that were named to be left out
    taken_for: tuple[tuple[str, str], ...] = ()  # what was said, and the known dish that is counted for it
    unknown: tuple[str, ...] = ()  # what was named and no recipe is known of
    rotates: bool = False  # another of them each day

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
    def packed(self) -> bool:
        """Whether all of it is eaten as it is bought: biscuits, namkeen."""
        menu = self.dishes or [dish for dish, _ in (portions_of(self.occasion) if self.occasion else ())]
        return bool(menu) and all(len(dish.parts) == 1 for dish in menu)

    @property
    def menu(self) -> list[tuple[Dish, Fraction]]:
        """What was asked for, and how many portions of it each person has a day."""
        if self.dishes:
            menu = [(dish, Fraction(1)) for dish in self.dishes]
        else:
            menu = portions_of(self.occasion) if self.occasion else []
        return _in_turns(menu, self.days) if self.rotates and self.days else menu

    @property
    def portions(self) -> list[tuple[Dish, Fraction]]:
        """What is made: the menu without what is left out."""
        made = [(without(dish, self.without), portions) for dish, portions in self.menu]
        return [(dish, portions) for dish, portions in made if dish]

    @property
    def left_out(self) -> list[str]:
        """What was to be left out, and the dishes that can't be made then."""
        there = {dish.names for dish, _ in self.portions}
        gone = [dish.names[0] for dish, _ in self.menu if dish.names not in there]
        return list(dict.fromkeys((*self.without, *self.dropped, *gone)))

    def then(self, later: "Wish") -> "Wish":
        """The wish with what was said after it: "poha for 80", "for 100", "within 3000"."""
        named = later if later.dishes or not self.names_something else self
        return replace(
            named,
            people=self.people if later.people is None else later.people,
            days=self.days if later.days is None else later.days,
            budget=later.budget or self.budget,
            without=tuple(dict.fromkeys((*self.without, *later.without))),
            dropped=tuple(dict.fromkeys((*self.dropped, *later.dropped))),
            rotates=self.rotates or later.rotates,
            dishes=tuple(dish for dish in named.dishes if not set(dish.names) & set(later.dropped)),
        )

    def beside(self, more: "Wish") -> "Wish":
        """The wish with the dishes of another as well: "and gulab jamun too"."""
        if not self.dishes and self.occasion:
            return self
        dishes = (*self.dishes, *(dish for dish in more.dishes if dish not in self.dishes))
        unknown = tuple(dict.fromkeys((*self.unknown, *more.unknown)))
        return replace(self, dishes=dishes, taken_for=(*self.taken_for, *more.taken_for), unknown=unknown)


def _in_turns(menu: Sequence[tuple[Dish, Fraction]], days: int) -> list[tuple[Dish, Fraction]]:
    """One of them each day, in their order: of three over five days two are had twice."""
    times = [len(range(place, days, len(menu))) for place in range(len(menu))]
    return [(dish, Fraction(count, days)) for (dish, _), count in zip(menu, times, strict=True) if count]


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
