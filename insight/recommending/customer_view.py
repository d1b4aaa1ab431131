"""One customer at one moment, seen through one model: what is known, what may be shown, how much, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property

import numpy as np

from insight.learning.history import Floats, Lines, Purchase, day_of
from insight.learning.model import Model, Scored
from insight.recommending.evidence import LEAST_SHOPS, Evidence
from insight.recommending.guards import OWN, Rules, allowed, orderable, thing
from insight.recommending.habits import GIVEN_UP_AFTER, Habits
from insight.recommending.suggestion import Memory, Reason, Shelf, Suggestion
from shop.catalogue.product import Product

LOOKED_AT = 48
IN_SEASON = 1.5  # times the usual share
MOST_SEASON = 3.0  # a season lifts nothing by more
TOO_MUCH = 2.0  # times the customer's larger lines: a case of 48 is nothing for a small shop
TOO_MANY = 3.0  # times what this customer would take: a least quantity that does not fit
MOST_LIKING = 5.0
OVER, OVER_PACES = 45.0, 6.0  # days, and usual gaps between orders, after which a single purchase is over
START_SMALL = 3.0  # who never ordered is proposed so much less than others usually take
RECENT = 12  # newest orders in which a thing counts as one that the customer has


class CustomerView:
    """Sees one customer through one model: made for one answer, and thrown away after it."""

    def __init__(
        self,
        model: Model,
        shelf: Shelf,
        memory: Memory,
        rules: Rules,
        customer: str,
        now: datetime,
        without: Collection[str] = (),
    ) -> None:
        self.model, self.shelf, self.rules, self.customer = model, shelf, rules, customer
        fresh = [Purchase(*row) for row in memory.bought_since(customer, model.until)]
        self.lines: Lines = model.lines_of(customer, fresh)
        self.day = day_of(now)
        self.without = frozenset(without) | memory.refused(customer, now)
        self.ignored = memory.ignored(customer, now)
        self.cohorts = memory.cohorts(customer)
        self.habits = Habits(self.lines, self.day)
        self.why = Evidence(model, self.lines, self.day, self.habits, self.cohorts)
        self.arrived: Mapping[str, int] = {}
        self._goods: dict[str, Product] = {}

    def goods(self, skus: Sequence[str]) -> list[Product]:
        """These products as the shelf has them now, each read once."""
        missing = [sku for sku in skus if sku not in self._goods]
        if missing:
            if not self._goods:  # one question to the store instead of two
                names = self.model.history.items
                mine = [names[item] for item in np.unique(self.recent.item).tolist()]
                missing = list(dict.fromkeys([*missing, *mine]))
            self._goods |= {product.sku: product for product in self.shelf.products(missing)}
        return [self._goods[sku] for sku in skus if sku in self._goods]

    @cached_property
    def recent(self) -> Lines:
        return self.lines.newest(RECENT)

    @property
    def known(self) -> bool:
        """Whether they ordered anything that we still have figures of."""
        return bool(len(self.lines.row))

    def ranked(self) -> list[Scored]:
        """Every candidate, best first; what is popular around them for somebody without orders."""
        if not self.known and self.cohorts:
            around = self.popular()
            if around:
                return around
        return self.model.rank_lines(self.lines, LOOKED_AT, self.model.asked_at(self.day, 1))[0]

    def popular(self) -> list[Scored]:
        """What many of their city and their price group buy, and what everybody lately bought."""
        model = self.model
        shares = model.cohorts.shares(self.cohorts, LEAST_SHOPS, model.crowd.items)
        when = model.crowd.calendar.at(np.array([self.day]))[0]
        demand = model.crowd.calendar.demand[when].astype(np.float64)
        score = shares + demand / max(1e-9, float(demand.max(initial=0.0)))
        score = np.where(model.crowd.buyers >= LEAST_SHOPS, score, 0) * self.lift
        return self._best(score)

    def alike(self) -> list[Scored]:
        """What the shops most like this one buy more than others do, and this one does not."""
        of, bought = self.why.nearest
        if not of:
            return []
        share = bought / of
        usual = self.model.crowd.buyers / max(1, len(self.model.history.customers))
        lift = np.maximum(1.0, share / np.maximum(usual, 1e-9))
        mine = np.isin(np.arange(len(share)), self.lines.item)
        return self._best(np.where((bought >= LEAST_SHOPS) & ~mine, share * np.log(lift), 0))

    def seasonal(self) -> list[Scored]:
        """What sells at this time of the year, by how many like it and how much more it is then."""
        season = self.model.seasons.now(self.day)
        buyers = np.where(self.model.crowd.buyers >= LEAST_SHOPS, self.model.crowd.buyers, 0)
        return self._best(np.where(season >= IN_SEASON, np.log(season) * np.sqrt(buyers), 0))

    def usual(self) -> list[Scored]:
        """The control: what they bought most often, and for nobody what most buy."""
        if not self.known:
            return self.ranked()
        return self._best(np.bincount(self.lines.item, minlength=self.model.crowd.items).astype(np.float64))

    def _best(self, score: Floats) -> list[Scored]:
        names = self.model.history.items
        best = np.argsort(-score, kind="stable")[:LOOKED_AT]
        return [Scored(names[i], float(score[i])) for i in best.tolist() if score[i] > 0]

    @cached_property
    def lift(self) -> Floats:
        """How much more each item is worth showing at this time of the year."""
        season = self.model.seasons.now(self.day)
        return np.where(season >= IN_SEASON, np.minimum(season, MOST_SEASON), 1.0)

    @cached_property
    def things(self) -> frozenset[str]:
        """What this customer lately bought, whatever the size of the pack."""
        names = [self.model.history.items[item] for item in np.unique(self.recent.item).tolist()]
        return frozenset(thing(product) for product in self.goods(names))

    @cached_property
    def scale(self) -> float:
        """How much more than others this customer takes of what they take."""
        return float(self.model.quantities.scale(self.lines)[0])

    @cached_property
    def larger_line(self) -> float:
        """What one of their larger lines costs at today's prices; endless when nothing is known."""
        names = self.model.history.items
        bought = list(zip(self.recent.item.tolist(), self.recent.quantity.tolist(), strict=True))
        price = {one.sku: one.price.minor for one in self.goods([names[item] for item, _ in bought])}
        worth = [price[names[item]] * quantity for item, quantity in bought if names[item] in price]
        return float(np.quantile(worth, 0.9)) if worth else float("inf")

    def suggestions(
        self, ranked: Sequence[Scored], with_items: Sequence[int] = (), reason: Reason | None = None
    ) -> list[Suggestion]:
        """What may be shown of these, each with its strongest reason."""
        names = self.model.history.items
        wanted = [one.sku for one in ranked] + [names[item] for item in with_items]
        products = {product.sku: product for product in self.goods(wanted)}
        titles = {sku: product.title for sku, product in products.items()}
        found = []
        for one in ranked:
            product = products.get(one.sku)
            if product is None or not allowed(product, self.customer, self.rules, self.without):
                continue  # the catalogue changed since, or it is not for them
            why = reason or self.why.reason(self.model.item_of[one.sku], with_items, titles)
            if why.kind == "listed":
                why = Reason("listed", {"category": product.category})
            made = self.suggestion(product, one.score, why)
            if made:
                found.append(made)
        return found

    def suggestion(self, product: Product, score: float, reason: Reason) -> Suggestion | None:
        """One suggestion, if this product may be shown, can be delivered, and fits who buys it."""
        if not allowed(product, self.customer, self.rules, self.without):
            return None
        least = orderable(product, 1)
        if not least:
            return None
        if reason.kind not in OWN and self.known:
            likely = self.likely(product)
            quantity = orderable(product, likely)
            price = product.unit_price_at(quantity).minor
            if least > TOO_MANY * max(1.0, likely) or price * quantity > TOO_MUCH * self.larger_line:
                return None
        return Suggestion(product, least, reason, score)

    def likely(self, product: Product) -> float:
        """How much of it this customer is likely to want."""
        item = self.model.item_of.get(product.sku)
        if item is None:
            return 1.0
        wanted = self.model.quantities.suggest(self.lines, 0, item, self.scale)
        return wanted if self.known else wanted / START_SMALL

    def sized(self, chosen: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
        """The same with the quantity that this customer is likely to want."""
        return tuple(
            replace(one, quantity=orderable(one.product, self.likely(one.product))) for one in chosen
        )

    def timely(self, sku: str) -> bool:
        """Whether a customer of it can have run out of it, and has not given it up."""
        habit = self.habits.of(self.model.item_of.get(sku, -1))
        if not habit.times or not self.model.history.dated:
            return True
        over = max(OVER, OVER_PACES * self.model.crowd.pace)
        return max(1.0, habit.cycle / 2) <= habit.ago <= max(over, GIVEN_UP_AFTER * habit.cycle)

    def liking(self, sku: str) -> float:
        """How much more the shops like this one buy it than all do; 1 where that cannot be said."""
        item, (of, bought) = self.model.item_of.get(sku, -1), self.why.nearest
        if item < 0 or not of or bought[item] < LEAST_SHOPS:
            return 1.0
        usual = self.model.crowd.buyers[item] / max(1, len(self.model.history.customers))
        return float(np.clip(bought[item] / of / max(usual, 1e-9), 1.0, MOST_LIKING))

    def basket_size(self, limit: int, smallest: int) -> int:
        """As many lines as this customer's orders usually have."""
        sizes = np.bincount(self.lines.basket) if len(self.lines.basket) else np.zeros(1)
        sizes = sizes[sizes > 0][-10:]
        usual = float(np.median(sizes)) if len(sizes) else 0.0
        return int(min(limit, max(smallest, round(usual))))

    def category_shares(self) -> dict[str, float]:
        """How this customer's lines spread over categories; for a new customer, how everyone's do."""
        shares: dict[str, float] = {}
        weights = {one.sku: one.score for one in (self.usual() if self.known else self.ranked())}
        for product in self.goods(list(weights)):
            if product.category:
                shares[product.category] = shares.get(product.category, 0.0) + weights[product.sku]
        total = sum(shares.values())
        return {category: share / total for category, share in shares.items()} if total > 0 else {}

    def worth_a_look(self, product: Product) -> Reason | None:
        """New on the shelf, or well below the printed price, and not yet theirs."""
        item = self.model.item_of.get(product.sku)
        if item is not None and self.habits.of(item).times:
            return None
        if product.sku in self.arrived:
            return Reason("new", {"category": product.category, "days": self.arrived[product.sku]})
        percent = round(100 * bargain(product))
        if percent < 5:
            return None
        facts = {"percent": percent, "category": product.category}
        return Reason("below_mrp" if self.known else "bargain", facts)

    def on_shelf(self, category: str, reason: Reason | None) -> list[Suggestion]:
        """What stands in a category, best rated first."""
        found = []
        for place, product in enumerate(self.shelf.in_category(category, 40)):
            kind = "rated" if product.rating else "listed"
            why = reason or Reason(kind, {"category": product.category})
            one = self.suggestion(product, 1 / (1 + place), why)
            if one:
                found.append(one)
        return found


def bargain(product: Product) -> float:
    """How far the price is below the printed one, as a share of that."""
    if product.mrp is None or product.mrp.minor <= product.price.minor:
        return 0.0
    return 1 - product.price.minor / product.mrp.minor
