"""Fills a plan with what a shop sells: packs for what is to be cooked."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from shop.catalogue.product import Product
from shop.money import Money
from shop.plans.left_out import is_of, without
from shop.plans.packs import Packed, packed
from shop.plans.plan import Need, needed, portions_of
from shop.plans.recipes import Dish, Occasion, Stock

# By each of these names, the products that it means.
Called = Callable[[Sequence[str]], Mapping[str, Sequence[Product]]]


_MAIN = Fraction(1, 10)  # of all that is needed; idli is not made without its rice, however large the sack


@dataclass(frozen=True)
class Wish:
    """What is to be planned; what was not said is None."""

    dishes: tuple[Dish, ...] = ()
    occasion: Occasion | None = None
    stock: Stock | None = None
    people: int | None = None
    days: int | None = None
    budget: Money | None = None
    more: tuple[Dish, ...] = ()  # what comes to an occasion's own dishes
    without: tuple[str, ...] = ()  # ingredients that it is made without
    never: tuple[str, ...] = ()  # those of them that such food has not, so that no dish is made of them
    wanted: tuple[str, ...] = ()  # what is named in these words and not said no to
    adds: bool = False  # whether these words add to what was planned before
    dropped: tuple[str, ...] = ()  # dishes that were named to be left out
    taken_for: tuple[tuple[str, str], ...] = ()  # what was said, and the known dish that is counted for it
    unknown: tuple[str, ...] = ()  # what was named and no recipe is known of
    small: bool = False  # the cheapest packs of each good
    rotates: bool = False  # another of what is eaten as it is bought each day
    refused: tuple[str, ...] = ()  # products that it shall not be (SKUs)
    picked: tuple[tuple[str, str], ...] = ()  # of a good this product (SKU)
    sells: bool = False  # whether it is bought for a shop, to be sold, and eaten by nobody that is counted

    @property
    def names_something(self) -> bool:
        return bool(self.dishes or self.occasion or self.stock)

    @property
    def beside_its_dishes(self) -> bool:
        """Whether more is said than the names of dishes."""
        numbers = (self.people, self.days, self.budget)
        others = (self.without, self.dropped, self.unknown, self.taken_for)
        return self.adds or any(one is not None for one in numbers) or any(others)

    @property
    def fills_a_shop(self) -> bool:
        """Whether goods are wanted for so much money, not food for so many people."""
        if self.stock is None or self.dishes:
            return False
        return self.occasion is None or (self.people is None and self.budget is not None)

    @property
    def packed(self) -> bool:
        """Whether all of it is eaten as it is bought: biscuits, namkeen."""
        menu = [dish for dish, _ in self._once]
        return bool(menu) and all(_as_bought(dish) for dish in menu)

    @property
    def menu(self) -> list[tuple[Dish, Fraction]]:
        """What was asked for, and how many portions of it each person has a day."""
        menu = self._once
        return _in_turns(menu, self.days) if self.rotates and self.days else menu

    @property
    def _once(self) -> list[tuple[Dish, Fraction]]:
        """All of it on one day."""
        if self.dishes:
            menu = [(dish, Fraction(1)) for dish in self.dishes]
        else:
            menu = portions_of(self.occasion) if self.occasion else []
            menu += [(dish, Fraction(1)) for dish in self.more]
        return [(dish, portions) for dish, portions in menu if not set(dish.names) & set(self.dropped)]

    @property
    def as_bought(self) -> list[Dish]:
        """What of it is eaten as it comes, so that one of them may stand for the others."""
        named = self.dishes or self.packed  # the curd and the pickle of a whole kitchen are no snacks
        return [dish for dish, _ in self._once if named and _as_bought(dish)]

    @property
    def portions(self) -> list[tuple[Dish, Fraction]]:
        """What is made: the menu without what is left out."""
        made = [(without(dish, self.without, self.never), portions) for dish, portions in self.menu]
        return [(dish, portions) for dish, portions in made if dish]

    @property
    def left_out(self) -> list[str]:
        """What was to be left out, and the dishes that can't be made then."""
        there = {dish.names for dish, _ in self.portions}
        gone = [dish.names[0] for dish, _ in self.menu if dish.names not in there]
        return list(dict.fromkeys((*self.without, *self.dropped, *gone)))

    def then(self, later: "Wish") -> "Wish":
        """The wish with what was said after it: "poha for 80", "for 100", "within 3000", "and kheer too".

        What is not said again stays as it was; what was left out comes back when it is named as wanted.
        """
        again = later.dishes and all(set(dish.names) & set(self.dropped) for dish in later.dishes)
        adds = later.adds or again  # what was left out comes back
        named = self.beside(later) if adds else self
        named = later if not adds and (later.dishes or not self.names_something) else named
        without = [good for good in self.without if not _is_named(good, later.wanted)]
        back = {name for dish in later.dishes for name in dish.names}
        dropped = [name for name in self.dropped if name not in back]
        return replace(
            named,
            people=self.people if later.people is None else later.people,
            days=self.days if later.days is None else later.days,
            budget=later.budget or self.budget,
            without=tuple(dict.fromkeys((*without, *later.without))),
            never=tuple(dict.fromkeys((*(good for good in self.never if good in without), *later.never))),
            dropped=tuple(dict.fromkeys((*dropped, *later.dropped))),
            rotates=self.rotates or later.rotates,
            sells=later.sells or (self.sells and later.people is None),
            dishes=tuple(dish for dish in named.dishes if not set(dish.names) & set(later.dropped)),
        )

    def beside(self, more: "Wish") -> "Wish":
        """The wish with the dishes of another as well: "and gulab jamun too"."""
        there = [dish for dish, _ in self._once]
        new = tuple(dish for dish in more.dishes if dish not in there)
        unknown = tuple(dict.fromkeys((*self.unknown, *more.unknown)))
        named = replace(self, taken_for=(*self.taken_for, *more.taken_for), unknown=unknown)
        if not self.dishes and self.occasion:
            return replace(named, more=(*self.more, *new))
        return replace(named, dishes=(*self.dishes, *new))


def _as_bought(dish: Dish) -> bool:
    """Whether it is eaten as it comes: biscuits, namkeen."""
    return len(dish.parts) == 1


def _is_named(good: str, names: Sequence[str]) -> bool:
    return any(is_of(good, name) for name in names)


def _in_turns(menu: Sequence[tuple[Dish, Fraction]], days: int) -> list[tuple[Dish, Fraction]]:
    """One of what is eaten as bought each day, in their order: of three over five days two are had twice."""
    bought = [dish for dish, _ in menu if _as_bought(dish)]
    times = {dish.names: len(range(place, days, len(bought))) for place, dish in enumerate(bought)}
    turns = [(dish, Fraction(times[dish.names], days) if _as_bought(dish) else each) for dish, each in menu]
    return [(dish, portions) for dish, portions in turns if portions]


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

    def too_dear(self, budget: Money) -> str:
        """The one good without which the rest is within the money, the least of those; "" if none is."""
        over = self.total.minor - budget.minor
        enough = [line for line in self.lines if line.cost.minor >= over]
        return min(enough, key=lambda line: line.cost.minor).good if enough and len(self.lines) > 1 else ""

    def without(self, goods: Sequence[str]) -> "Plan":
        """Leave these out."""
        return replace(self, lines=tuple(line for line in self.lines if line.good not in goods))


def meal(wish: Wish, people: int, called: Called, held: Collection[str] = ()) -> Plan:
    """The cheapest packs that suffice for so many, of what is `held` where that suffices (SKUs)."""
    needs = needed(wish.portions, people, wish.days or 1)
    sold = [need for need in needs if not need.fresh]
    products = called([need.good for need in sold])
    packs = [(need, _packed(need, products.get(need.good, []), held)) for need in sold]
    main = sum((need.amount for need in sold), Fraction(0)) * _MAIN
    large = [need for need, one in packs if one and one.too_much and need.amount < main]
    fit = [(need, one) for need, one in packs if one and need not in large]
    lines = tuple(PlanLine(need.good, one.product, one.quantity, need) for need, one in fit)
    unsold = tuple(f"{need.good} {need.spoken()}" for need, one in packs if one is None)
    too_large = tuple(f"{need.good} {need.spoken()}" for need in large)
    return Plan(lines, tuple(need for need in needs if need.fresh), unsold, too_large)


def _packed(need: Need, products: Sequence[Product], held: Collection[str]) -> Packed | None:
    there = [product for product in products if product.sku in held]
    return (packed(need, there) if there else None) or packed(need, products)


def enough_for(wish: Wish, budget: Money, called: Called, without: Sequence[str] = ()) -> int:
    """The most people that the money is enough for: packs make the cost a staircase, so it is searched."""

    def fits(people: int) -> bool:
        return meal(wish, people, called).without(without).total.minor <= budget.minor

    return _most(fits, wish.people or 0)


def days_for(wish: Wish, budget: Money, called: Called) -> int:
    """The most days that the money is enough for, for all of them."""

    def fits(days: int) -> bool:
        return meal(replace(wish, days=days), wish.people or 0, called).total.minor <= budget.minor

    return _most(fits, wish.days or 1)


def _most(fits: Callable[[int], bool], below: int) -> int:
    low, high = 0, below
    while low < high - 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low
