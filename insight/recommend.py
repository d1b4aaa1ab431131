"""What to suggest to a customer: a whole basket, with the cart, like a product, new goods, what is due."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np

from insight.evidence import LEAST_SHOPS, Evidence
from insight.guards import OWN, Rules, allowed, mixed, orderable
from insight.habits import Habits
from insight.history import Lines, Purchase, day_of
from insight.model import Model, Scored
from insight.suggestion import Content, Memory, Reason, Shelf, Suggestion
from shop.catalogue import Product

LOOKED_AT = 60
DISCOVERIES = 3  # never bought before, in a proposed basket
SMALLEST_BASKET = 4
MOST_WITH_CART = 3


class Recommender:
    """Answers from the model that is in place; swapping it is one assignment, safe at any moment."""

    def __init__(
        self,
        model: Model,
        shelf: Shelf,
        memory: Memory,
        content: Content | None = None,
        rules: Rules | None = None,
    ) -> None:
        self.model = model
        self.shelf = shelf
        self.memory = memory
        self.content = content
        self.rules = rules or Rules()

    def propose_basket(
        self, customer: str, now: datetime, limit: int = 12, arm: str = "learned"
    ) -> tuple[Suggestion, ...]:
        """A whole basket: what is due and usual, then a few things that shops like this one take."""
        look = _Look(self, customer, now)
        ranked = look.usual() if arm == "control" else look.ranked()
        found = look.suggestions(ranked)
        own = mixed([one for one in found if one.reason.kind in OWN], limit, self.rules, {})
        own = own[: look.basket_size(limit)]
        fresh = mixed([one for one in found if one.reason.kind not in OWN], limit, self.rules, look.ignored)
        room = limit - len(own) if len(own) < SMALLEST_BASKET else min(DISCOVERIES, limit - len(own))
        if arm == "control":
            room = 0 if own else room
        chosen = own + fresh[:room]
        return look.sized(chosen) or self._from_the_shelf(look, limit)

    def due(self, customer: str, now: datetime, limit: int = 8) -> tuple[Suggestion, ...]:
        """What this customer is about to run out of, the most overdue last of what still is a habit."""
        look = _Look(self, customer, now)
        found = look.suggestions(look.ranked())
        return look.sized(mixed([one for one in found if one.reason.kind == "due"], limit, self.rules, {}))

    def with_cart(
        self, customer: str, cart: Sequence[str], now: datetime, limit: int = MOST_WITH_CART
    ) -> tuple[Suggestion, ...]:
        """At most three things that go with the cart and are not in it."""
        look = _Look(self, customer, now, without=cart)
        model = look.model
        items = [model.item_of[sku] for sku in cart if sku in model.item_of]
        if not items:
            return ()
        strength = np.asarray(model.crowd.together[items].sum(axis=0)).ravel()
        due = {one.sku: one.score for one in look.ranked()}
        best = np.argsort(-strength, kind="stable")[:LOOKED_AT]
        scored = [
            Scored(sku, float(strength[item]) * (1 + due.get(sku, 0.0)))
            for item in best.tolist()
            if strength[item] > 0 and model.crowd.buyers[item] > 1
            for sku in [model.history.items[item]]
        ]
        found = look.suggestions(scored, with_items=items)
        rules = replace(self.rules, most_of_category=2)
        return look.sized(mixed(found, min(limit, MOST_WITH_CART), rules, look.ignored))

    def like(self, customer: str, sku: str, now: datetime, limit: int = 5) -> tuple[Suggestion, ...]:
        """Alternatives to a product: by what it is, else by who buys it, in the same category first."""
        look = _Look(self, customer, now, without=[sku])
        named = self.shelf.products([sku])
        if not named:
            return ()
        asked = named[0]
        near = dict(self.content.like(sku, LOOKED_AT)) if self.content else {}
        item = look.model.item_of.get(sku)
        if item is not None:
            row = look.model.crowd.together[[item]]
            for other, strength in zip(row.indices.tolist(), row.data.tolist(), strict=True):
                name = look.model.history.items[other]
                near[name] = near.get(name, 0.0) + float(strength)
        found = []
        for product in self.shelf.products(list(near)):
            if product.category != asked.category:
                continue
            alike = near[product.sku] * (1.5 if product.subcategory == asked.subcategory else 1.0)
            one = look.suggestion(product, alike, Reason("alike", {"title": asked.title}))
            if one:
                found.append(one)
        if not found:
            found = look.on_shelf(asked.category, Reason("alike", {"title": asked.title}))
        return look.sized(mixed(found, limit, replace(self.rules, most_of_category=limit), look.ignored))

    def new_and_offers(self, customer: str, now: datetime, limit: int = 6) -> tuple[Suggestion, ...]:
        """New goods and good prices in the categories that this customer buys."""
        look = _Look(self, customer, now)
        look.arrived = self.memory.arrived(now)
        shares = look.category_shares()
        found: list[Suggestion] = []
        for category, share in sorted(shares.items(), key=lambda pair: -pair[1])[:6]:
            for product in self.shelf.in_category(category, 80):
                reason = look.worth_a_look(product)
                one = (
                    look.suggestion(product, share * (0.5 + look.bargain(product)), reason)
                    if reason
                    else None
                )
                if one:
                    found.append(one)
        return look.sized(mixed(found, limit, replace(self.rules, most_of_category=2), look.ignored))

    def next_tier(self, cart: Mapping[str, int], limit: int = 2) -> tuple[Suggestion, ...]:
        """Lines of the cart that a few more pieces would make cheaper; at most half as much again."""
        found = []
        for product in self.shelf.products(list(cart)):
            for tier in product.tiers:
                more = tier.from_quantity - cart[product.sku]
                if 0 < more <= cart[product.sku] / 2 and product.stock >= tier.from_quantity:
                    saved = 1 - tier.unit_price.minor / max(1, product.unit_price_at(cart[product.sku]).minor)
                    reason = Reason("tier", {"more": more, "price": tier.unit_price.spoken()})
                    found.append(Suggestion(product, tier.from_quantity, reason, saved))
                    break
        return tuple(sorted(found, key=lambda one: -one.score)[:limit])

    def _from_the_shelf(self, look: _Look, limit: int) -> tuple[Suggestion, ...]:
        """Nothing is known of customer or crowd, or the whole range is new: the best rated."""
        return look.sized(mixed(look.on_shelf("", None), limit, self.rules, look.ignored))


class _Look:
    """One customer at one moment, seen through one model."""

    def __init__(
        self, shop: Recommender, customer: str, now: datetime, without: Collection[str] = ()
    ) -> None:
        self.shop, self.model, self.customer, self.now = shop, shop.model, customer, now
        fresh = [Purchase(*row) for row in shop.memory.bought_since(customer, self.model.until)]
        self.lines: Lines = self.model.lines_of(customer, fresh)
        self.day = day_of(now)
        self.without = frozenset(without) | shop.memory.refused(customer, now)
        self.ignored = shop.memory.ignored(customer, now)
        self.city = shop.memory.city(customer)
        self.habits = Habits(self.lines, self.day)
        self.arrived: Mapping[str, int] = {}

    def ranked(self) -> list[Scored]:
        """Every candidate, best first; what their city buys for somebody without orders."""
        counts = self.model.cities.counts.get(self.city.strip().lower())
        if not len(self.lines.row) and counts is not None and (counts >= LEAST_SHOPS).any():
            best = np.argsort(-counts, kind="stable")[:LOOKED_AT]
            names = self.model.history.items
            return [Scored(names[i], float(counts[i])) for i in best.tolist() if counts[i] >= LEAST_SHOPS]
        return self.model.rank_lines(self.lines, LOOKED_AT, self.model.asked_at(self.day, 1))[0]

    def usual(self) -> list[Scored]:
        """The control: what they bought most often, and for nobody what most buy."""
        if not len(self.lines.row):
            return self.ranked()
        times = np.bincount(self.lines.item, minlength=self.model.crowd.items)
        best = np.argsort(-times, kind="stable")[:LOOKED_AT]
        return [Scored(self.model.history.items[i], float(times[i])) for i in best.tolist() if times[i]]

    def suggestions(self, ranked: Sequence[Scored], with_items: Sequence[int] = ()) -> list[Suggestion]:
        """What may be shown of these, with quantity and reason."""
        names = self.model.history.items
        wanted = [one.sku for one in ranked] + [names[item] for item in with_items]
        products = {product.sku: product for product in self.shop.shelf.products(wanted)}
        titles = {sku: product.title for sku, product in products.items()}
        why = Evidence(self.model, self.lines, self.day, titles, self.city)
        found = []
        for one in ranked:
            product = products.get(one.sku)
            if product is None:  # the catalogue changed since
                continue
            reason = why.reason(self.model.item_of[one.sku], with_items)
            if reason.kind == "listed":
                reason = Reason("listed", {"category": product.category or "shop"})
            made = self.suggestion(product, one.score, reason)
            if made:
                found.append(made)
        return found

    def suggestion(self, product: Product, score: float, reason: Reason) -> Suggestion | None:
        """One suggestion, if this product may be shown and can be delivered."""
        if not allowed(product, self.customer, self.shop.rules, self.without):
            return None
        least = orderable(product, 1)
        return Suggestion(product, least, reason, score) if least else None

    def sized(self, chosen: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
        """The same with the quantity that this customer is likely to want."""
        scale = float(self.model.quantities.scale(self.lines)[0])
        sized = []
        for one in chosen:
            item = self.model.item_of.get(one.product.sku)
            likely = 1.0 if item is None else self.model.quantities.suggest(self.lines, 0, item, scale)
            sized.append(replace(one, quantity=orderable(one.product, likely)))
        return tuple(sized)

    def basket_size(self, limit: int) -> int:
        """As many lines as this customer's orders usually have."""
        sizes = np.bincount(self.lines.basket) if len(self.lines.basket) else np.zeros(1)
        sizes = sizes[sizes > 0][-10:]
        usual = float(np.median(sizes)) if len(sizes) else 0.0
        return int(min(limit, max(SMALLEST_BASKET, round(usual))))

    def category_shares(self) -> dict[str, float]:
        """How this customer's lines spread over categories; for a new customer, how everyone's do."""
        ranked = self.usual() if len(self.lines.row) else self.ranked()
        shares: dict[str, float] = {}
        weights = {one.sku: one.score for one in ranked}
        for product in self.shop.shelf.products(list(weights)):
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
        percent = round(100 * self.bargain(product))
        return (
            Reason("below_mrp", {"percent": percent, "category": product.category}) if percent >= 5 else None
        )

    def bargain(self, product: Product) -> float:
        """How far the price is below the printed one, as a share of that."""
        if product.mrp is None or product.mrp.minor <= product.price.minor:
            return 0.0
        return 1 - product.price.minor / product.mrp.minor

    def on_shelf(self, category: str, reason: Reason | None) -> list[Suggestion]:
        """What stands in a category, best rated first."""
        found = []
        for place, product in enumerate(self.shop.shelf.in_category(category, 40)):
            kind = "rated" if product.rating else "listed"
            why = reason or Reason(kind, {"category": product.category or "shop"})
            one = self.suggestion(product, 1 / (1 + place), why)
            if one:
                found.append(one)
        return found
