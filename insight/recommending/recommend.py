"""What to suggest to a customer: a whole basket, with the cart, like a product, what is due, new, popular."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np

from insight.learning.model import Model, Scored
from insight.recommending.customer_view import LOOKED_AT, CustomerView, bargain
from insight.recommending.guards import OWN, Rules, mixed, thing
from insight.recommending.replacing import alternatives
from insight.recommending.savings import bundles, next_tiers
from insight.recommending.suggestion import Content, Memory, Reason, Shelf, Suggestion

DISCOVERIES = 3  # never bought before, in a proposed basket
SMALLEST_BASKET = 4
MOST_WITH_CART = 3
ENOUGH_TOLD = 3  # with so many that others buy, nothing is shown for standing on the shelf alone


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

    def look(self, customer: str, now: datetime, without: Collection[str] = ()) -> CustomerView:
        """This customer now; `without` is not to be shown."""
        return CustomerView(self.model, self.shelf, self.memory, self.rules, customer, now, without)

    def propose_basket(
        self, customer: str, now: datetime, limit: int = 12, arm: str = "learned"
    ) -> tuple[Suggestion, ...]:
        """A whole basket: what is due and usual, then a few things that shops like this one take."""
        look = self.look(customer, now)
        found = look.suggestions(look.usual() if arm == "control" else look.ranked())
        mine = [one for one in found if one.reason.kind in OWN]
        if arm != "control":
            mine = [one for one in mine if look.timely(one.product.sku)]
        own = mixed(mine, limit, self.rules, {})[: look.basket_size(limit, SMALLEST_BASKET)]
        room = limit - len(own) if len(own) < SMALLEST_BASKET else min(DISCOVERIES, limit - len(own))
        if arm == "control" and own:
            room = 0
        kinds = {one.product.subcategory for one in own if one.product.subcategory}
        others = [
            replace(one, score=one.score * look.liking(one.product.sku))
            for one in found
            if one.reason.kind not in OWN
            and one.product.subcategory not in kinds
            and not (own and one.reason.kind == "listed")
        ]
        rules = replace(self.rules, most_of_subcategory=1)
        fresh = mixed(others, room, rules, look.ignored, look.things)
        return look.sized(own + fresh) or self._from_the_shelf(look, limit)

    def due(
        self, customer: str, now: datetime, limit: int = 8, without: Collection[str] = ()
    ) -> tuple[Suggestion, ...]:
        """What this customer is about to run out of, the most likely first."""
        look = self.look(customer, now, without)
        found = look.suggestions(look.ranked())
        return look.sized(mixed([one for one in found if one.reason.kind == "due"], limit, self.rules, {}))

    def with_cart(
        self, customer: str, cart: Sequence[str], now: datetime, limit: int = MOST_WITH_CART
    ) -> tuple[Suggestion, ...]:
        """At most three things that go with the cart and are not in it."""
        look = self.look(customer, now, without=cart)
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
        found = [
            one
            for one in look.suggestions(scored, with_items=items)
            if one.reason.kind in {"together", "due"}
        ]
        rules = replace(self.rules, most_of_category=2)
        there = {thing(product) for product in look.goods(cart)}
        return look.sized(mixed(found, min(limit, MOST_WITH_CART), rules, look.ignored, there))

    def like(
        self, customer: str, sku: str, now: datetime, limit: int = 5, *, cheaper: bool = False
    ) -> tuple[Suggestion, ...]:
        """What can stand in for a product; `cheaper` keeps those that cost less by measure."""
        look = self.look(customer, now, without=[sku])
        named = look.goods([sku])
        if not named:
            return ()
        found = alternatives(look, named[0], self.content, cheaper=cheaper)
        rules = replace(self.rules, most_of_category=limit, most_of_seller=limit)
        return look.sized(mixed(found, limit, rules, look.ignored))

    def alike(self, customer: str, now: datetime, limit: int = 6) -> tuple[Suggestion, ...]:
        """What shops like this one buy and this one does not."""
        look = self.look(customer, now)
        found = [one for one in look.suggestions(look.alike()) if one.reason.kind == "neighbours"]
        rules = replace(self.rules, most_of_category=2)
        return look.sized(mixed(found, limit, rules, look.ignored, look.things))

    def popular(
        self,
        customer: str,
        now: datetime,
        limit: int = 8,
        among: Sequence[str] | None = None,
    ) -> tuple[Suggestion, ...]:
        """What sells well around this customer; `among` keeps it to some products, in their order."""
        look = self.look(customer, now)
        ranked = look.popular()
        if among is not None:
            ranked = _among(look, among)
        return self._told(look, ranked, limit, look.why.around, everything=among is not None)

    def in_season(self, customer: str, now: datetime, limit: int = 8) -> tuple[Suggestion, ...]:
        """What sells at this time of the year, as far as a year of orders tells."""
        look = self.look(customer, now)
        season = look.model.seasons.now(look.day)
        return self._told(
            look,
            look.seasonal(),
            limit,
            lambda item: Reason("season", {"times": f"{season[item]:.1f}"}),
        )

    def new_and_offers(self, customer: str, now: datetime, limit: int = 6) -> tuple[Suggestion, ...]:
        """New goods and good prices in the categories that this customer buys."""
        look = self.look(customer, now)
        look.arrived = self.memory.arrived(now)
        found: list[Suggestion] = []
        for category, share in sorted(look.category_shares().items(), key=lambda pair: -pair[1])[:6]:
            for product in self.shelf.in_category(category, 80):
                reason = look.worth_a_look(product)
                one = look.suggestion(product, share * (0.5 + bargain(product)), reason) if reason else None
                if one:
                    found.append(one)
        rules = replace(self.rules, most_of_category=2, most_of_subcategory=1)
        return look.sized(mixed(found, limit, rules, look.ignored, look.things))

    def savings(self, customer: str, cart: Mapping[str, int], now: datetime) -> tuple[Suggestion, ...]:
        """What would make this cart cheaper: a case instead of singles, or the next price step."""
        look = self.look(customer, now)
        found = [*bundles(look, cart), *next_tiers(look, cart)]
        return tuple(sorted(found, key=lambda one: -one.score)[:MOST_WITH_CART])

    def _told(
        self,
        look: CustomerView,
        ranked: Sequence[Scored],
        limit: int,
        why: Callable[[int], Reason],
        *,
        everything: bool = False,
    ) -> tuple[Suggestion, ...]:
        """These with a reason about others, also for what the customer buys anyway."""
        products = {product.sku: product for product in look.goods([one.sku for one in ranked])}
        found = []
        for one in ranked:
            product, item = products.get(one.sku), look.model.item_of.get(one.sku)
            if product is None:
                continue
            reason = why(item) if item is not None else Reason("listed")
            if reason.kind == "listed":
                reason = Reason("rated" if product.rating else "listed", {"category": product.category})
            made = look.suggestion(product, one.score, reason)
            if made:
                found.append(made)
        told = [one for one in found if one.reason.kind not in ("listed", "rated")]
        found = told if len(told) >= ENOUGH_TOLD else found
        rules = replace(self.rules, most_of_category=limit if everything else self.rules.most_of_category)
        return look.sized(mixed(found, limit, rules, look.ignored))

    def _from_the_shelf(self, look: CustomerView, limit: int) -> tuple[Suggestion, ...]:
        """Nothing is known of customer or crowd, or the whole range is new: the best rated."""
        return look.sized(mixed(look.on_shelf("", None), limit, self.rules, look.ignored))


def _among(look: CustomerView, skus: Sequence[str]) -> list[Scored]:
    """These by how many buy them, where the first of them fit what was asked best."""
    buyers = look.model.crowd.buyers
    item_of = look.model.item_of
    most = max((float(buyers[item_of[sku]]) for sku in skus if sku in item_of), default=1.0)
    return sorted(
        (
            Scored(sku, (float(buyers[item_of[sku]]) / most if sku in item_of else 0.0) + 1 / (2 + place))
            for place, sku in enumerate(skus)
        ),
        key=lambda one: -one.score,
    )
