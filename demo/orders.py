"""Makes eighteen months of orders: each shop buys its own goods again and again, as its shelves empty."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random

from connectors.files.orders import OrderRow
from demo import sellers as deals
from demo.goods import families
from demo.retailers import LIKES, Retailer
from demo.seasons import factor, months_before
from shop.catalogue.product import Product
from shop.money import Money

MONTHS = 18
INFLATION = 0.05  # a year
NEVER = date.min

# What moves at every counter.
FAST = (
    "Maggi 2-Minute Masala",
    "Parle-G Gluco",
    "Tata Salt 1 kg",
    "Loose Sugar M-30",
    "Fortune Sunlite",
    "Aashirvaad Shudh",
    "Lay's India's Magic",
    "Kurkure Masala Munch",
    "Surf Excel Easy",
    "Vim Dishwash Bar Lemon",
    "Colgate Strong",
    "Lifebuoy Total",
    "Lux Soft Glow",
    "Brooke Bond Red Label Tea",
    "Tata Tea Gold",
    "Haldiram's Aloo Bhujia",
    "Britannia Marie Gold",
    "Britannia Good Day",
    "Cadbury Dairy Milk Chocolate",
    "Thums Up",
    "Bisleri",
    "Clinic Plus Strong",
    "Amul Butter",
    "Amul Pasteurised",
    "Wheel Active",
    "Loose Toor Dal Phatka",
    "Everest Turmeric",
    "Cycle Three",
    "Ship Safety",
)

# Days after which a shelf is empty again.
CYCLE = {
    deals.GRAIN: 18,
    deals.DAL: 24,
    deals.OIL: 14,
    deals.SPICE: 26,
    deals.TEA: 20,
    deals.BISCUIT: 10,
    deals.READY: 16,
    deals.SNACK: 10,
    deals.SWEET: 16,
    deals.DRINK: 9,
    deals.DAIRY: 9,
    deals.BODY: 26,
    deals.HOME: 22,
    deals.POOJA: 34,
}


@dataclass
class Habit:
    """One thing that a shop keeps on its shelf."""

    product: Product
    cycle: float
    quantity: float
    last: date = NEVER


class Market:
    """What there is to buy, how popular it is, and what stands in for what."""

    def __init__(self, seed: int, products: Sequence[Product]) -> None:
        luck = Random(f"{seed}/market")
        self.products = products
        self.season = {family.shelf.name: family.shelf.season for family in families()}
        self.popular = [self._popularity(product, luck) for product in products]
        self._regions: dict[str, list[float]] = {}
        self.alike: dict[str, list[Product]] = defaultdict(list)
        for product in products:
            self.alike[_place(product)].append(product)

    @staticmethod
    def _popularity(product: Product, luck: Random) -> float:
        liked = min(4.0, luck.lognormvariate(0, 0.9))
        if product.title.startswith(FAST):
            liked *= 6
        if "pieces" in product.attributes:
            liked *= 0.5  # most shops are too small for whole cases
        if product.sku.endswith(("-B", "-C")):
            liked *= 0.2
        return liked

    def for_shop(self, shop: Retailer) -> list[float]:
        """Cumulated weights of all products for this shop."""
        too_dear = 250_000 * shop.size
        return list(
            accumulate(
                liked * shop.taste.get(product.category, 1.0) * (0.1 if product.price.minor > too_dear else 1)
                for product, liked in zip(self.products, self._liked_in(shop.region), strict=True)
            )
        )

    def _liked_in(self, region: str) -> list[float]:
        """How popular each product is in a part of the country."""
        if region not in self._regions:
            likes = LIKES[region].items()
            self._regions[region] = [
                liked * math.prod(more for part, more in likes if part in product.title)
                for product, liked in zip(self.products, self.popular, strict=True)
            ]
        return self._regions[region]

    def instead_of(self, product: Product, luck: Random) -> Product:
        """What a shop takes when this is not there: the same sort in the same size."""
        return luck.choice(self.alike[_place(product)])

    def demand(self, product: Product, day: date) -> float:
        """How much more or less of it is asked for on this day."""
        return factor(self.season[product.subcategory], day)


def _place(product: Product) -> str:
    return f"{product.subcategory}/{product.pack}"


def orders(
    seed: int, shops: Sequence[Retailer], products: Sequence[Product], end: date
) -> tuple[OrderRow, ...]:
    """Every line of every order, oldest order first."""
    market = Market(seed, products)
    baskets: list[tuple[datetime, str, dict[str, tuple[Product, int]]]] = []
    for shop in shops:
        luck = Random(f"{seed}/orders/{shop.customer.id}")
        for at, basket in _past_of(shop, market, end, luck):
            baskets.append((at, shop.customer.id, basket))
    baskets.sort(key=lambda made: made[:2])
    luck = Random(f"{seed}/statuses")
    rows: list[OrderRow] = []
    for number, (at, customer, basket) in enumerate(baskets, 100_001):
        status = _status((end - at.date()).days, luck)
        for sku, (product, quantity) in basket.items():
            price = _price_then(product, quantity, (end - at.date()).days)
            rows.append(OrderRow(f"D-{number}", customer, at, sku, quantity, price, status))
    return tuple(rows)


def _past_of(
    shop: Retailer, market: Market, end: date, luck: Random
) -> list[tuple[datetime, dict[str, tuple[Product, int]]]]:
    """One shop's visits: it comes on its day of the week, and buys what is due."""
    start = months_before(end, MONTHS)
    weights = market.for_shop(shop)
    habits = _habits(shop, market, weights, start, luck)
    every = luck.choice((5, 7, 7, 7, 10, 14)) if shop.size > 0.7 else luck.choice((7, 7, 14, 14))
    weekday = luck.choice((0, 0, 1, 2, 3, 4, 5))
    growth = luck.uniform(-0.15, 0.4)  # a year
    joined = start + timedelta(days=luck.randint(0, 500) if luck.random() < 0.3 else luck.randint(0, every))
    left = start + timedelta(days=luck.randint(200, 560)) if luck.random() < 0.06 else end
    visits = []
    day = joined
    while day <= min(end, left):
        grown = 1 + growth * (day - start).days / 365
        basket = _basket(shop, market, weights, habits, day, grown, luck)
        if basket:
            visits.append((_hour(day, luck), basket))
        day = _next_visit(day, every, weekday, luck)
    return visits


def _habits(shop: Retailer, market: Market, weights: list[float], start: date, luck: Random) -> list[Habit]:
    """The core of what a shop sells."""
    wanted = max(8, min(50, round(14 * shop.size * luck.uniform(0.8, 1.3))))
    core = {p.sku: p for p in luck.choices(market.products, cum_weights=weights, k=wanted)}
    found = [_habit(shop, product, luck) for product in core.values()]
    for habit in found:  # nobody's shelves are all empty on the same day
        habit.last = start - timedelta(days=luck.randint(0, round(habit.cycle)))
    return found


def _habit(shop: Retailer, product: Product, luck: Random) -> Habit:
    cycle = CYCLE[product.category] * luck.lognormvariate(0, 0.35)
    worth = shop.size * luck.lognormvariate(0, 0.5) * 500 * math.sqrt(cycle / 14)  # rupees each time
    return Habit(product, cycle, max(1.0, worth / (product.price.minor / 100)))


def _basket(
    shop: Retailer,
    market: Market,
    weights: list[float],
    habits: list[Habit],
    day: date,
    grown: float,
    luck: Random,
) -> dict[str, tuple[Product, int]]:
    basket: dict[str, tuple[Product, int]] = {}
    for habit in habits:
        more = market.demand(habit.product, day)
        waited = (day - habit.last).days
        if waited < habit.cycle / math.sqrt(more) * luck.gauss(0.92, 0.12) or luck.random() < 0.06:
            continue
        product = habit.product
        if luck.random() < 0.03:  # not there today: something like it, now and then for good
            product = market.instead_of(product, luck)
            if luck.random() < 0.15:
                habit.product = product
        wish = habit.quantity * grown * math.sqrt(more) * luck.lognormvariate(0, 0.15)
        basket[product.sku] = (product, _orderable(product, wish))
        habit.last = day
    if luck.random() < 0.45:  # something new, and some of it stays
        product = luck.choices(market.products, cum_weights=weights)[0]
        if product.sku not in basket and luck.random() < market.demand(product, day) / 2:
            habit = _habit(shop, product, luck)
            basket[product.sku] = (product, _orderable(product, habit.quantity / 2))
            habit.last = day
            if luck.random() < 0.25:
                habits.append(habit)
    return basket


def _orderable(product: Product, wish: float) -> int:
    """A quantity that the shop may order, and that a person would say: 7 is 6, 23 is 24."""
    step = product.multiple
    if wish >= 8 and step == 1:
        step = 6 if wish < 30 else 12
    quantity = max(1, round(wish / step)) * step
    least = -(-product.moq // product.multiple) * product.multiple
    return max(least, quantity)


def _price_then(product: Product, quantity: int, days_ago: int) -> Money:
    now = product.unit_price_at(quantity).minor
    return Money(max(5, round(now * (1 - INFLATION * days_ago / 365) / 5) * 5), product.price.currency)


def _next_visit(day: date, every: int, weekday: int, luck: Random) -> date:
    """About `every` days on, mostly on the shop's own day of the week, hardly on a Sunday."""
    then = day + timedelta(days=max(2, round(luck.gauss(every, every * 0.12))))
    if every >= 7 and luck.random() < 0.75:
        off = (weekday - then.weekday() + 3) % 7 - 3
        then += timedelta(days=off)
    if then.weekday() == 6 and luck.random() < 0.85:
        then += timedelta(days=1)
    return max(then, day + timedelta(days=1))


def _hour(day: date, luck: Random) -> datetime:
    """Before the shop opens, in the quiet hours, or after it closes; stored in UTC."""
    hour = luck.choice((8, 9, 14, 15, 16, 21, 22))
    local = datetime(day.year, day.month, day.day, hour, luck.randint(0, 59), luck.randint(0, 59), tzinfo=UTC)
    return local - timedelta(hours=5, minutes=30)


def _status(days_ago: int, luck: Random) -> str:
    fate = luck.random()
    if fate < 0.02:
        return "cancelled"
    if days_ago > 6:
        return "returned" if fate > 0.993 else "delivered"
    if days_ago > 3:
        return "delivered" if fate < 0.8 else "shipped"
    if days_ago > 1:
        return "shipped" if fate < 0.7 else "packed"
    return "packed" if fate < 0.3 else "pending"
