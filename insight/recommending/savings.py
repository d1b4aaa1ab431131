"""What would make a cart cheaper: the case instead of single packs, a few pieces up to the next price."""

from __future__ import annotations

from collections.abc import Mapping

from insight.recommending.customer_view import CustomerView
from insight.recommending.guards import orderable, thing
from insight.recommending.suggestion import Reason, Suggestion
from shop.catalogue.product import Product
from shop.finding.measure import pack_of

LOOK_AMONG = 240  # products of a category
MOST_MORE = 1.25  # a case may hold a quarter more than what is in the cart


def bundles(look: CustomerView, cart: Mapping[str, int]) -> list[Suggestion]:
    """Cases of what is in the cart as single packs, where the case is cheaper."""
    found = []
    for single in look.goods(list(cart)):
        best: Suggestion | None = None
        for case in look.shelf.in_category(single.category, LOOK_AMONG) if single.category else ():
            one = None if case.sku in cart else _bundle(look, single, case, cart[single.sku])
            if one and (best is None or one.score > best.score):
                best = one
        if best:
            found.append(best)
    return found


def _bundle(look: CustomerView, single: Product, case: Product, there: int) -> Suggestion | None:
    """This case for that many singles, if it is the same thing, and saves."""
    mine, its = pack_of(single), pack_of(case)
    if mine is None or its is None or mine.pieces > 1 or its.pieces < 2 or mine.unit != its.unit:
        return None
    if mine.amount != its.amount or single.brand != case.brand or thing(single) != thing(case):
        return None
    pieces, cases = its.pieces, max(1, there // its.pieces)
    if pieces * cases > there * MOST_MORE or orderable(case, cases) != cases:
        return None
    whole = case.unit_price_at(cases) * cases
    singles = single.unit_price_at(there) * (pieces * cases)
    if whole.minor >= singles.minor:
        return None
    saved = singles - whole
    facts = {
        "cases": cases,
        "singles": pieces * cases,
        "saved": saved.spoken(),
        "title": single.title,
        "single": single.sku,
        "left": max(0, there - pieces * cases),
    }
    made = look.suggestion(case, saved.minor / singles.minor, Reason("bundle", facts))
    return Suggestion(case, cases, made.reason, made.score) if made else None


def next_tiers(look: CustomerView, cart: Mapping[str, int]) -> list[Suggestion]:
    """Lines of the cart that a few more pieces would make cheaper; at most half as much again."""
    found = []
    for product in look.goods(list(cart)):
        for tier in product.tiers:
            reach = orderable(product, tier.from_quantity)
            more = reach - cart[product.sku]
            if more > 0 and reach >= tier.from_quantity and more <= cart[product.sku] / 2:
                saved = 1 - tier.unit_price.minor / max(1, product.unit_price_at(cart[product.sku]).minor)
                reason = Reason("tier", {"more": more, "price": tier.unit_price.spoken()})
                found.append(Suggestion(product, reach, reason, saved))
                break
    return found
