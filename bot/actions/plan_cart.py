"""Puts a plan into the cart, and lets the cart follow when the plan changes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.actions.open_plan import OPEN_PLAN, OpenPlan, filled, open_plan, save_plan, wish_of
from bot.actions.plan_told import add_all, meal_lines, quantities
from bot.actions.shelf import carts_of, newer, say_cart
from bot.actions.suggested import note_added
from bot.dialogue.turn import Answer, Tools, Turn
from bot.words import planning as words
from chat.reply import choice, text
from shop.cart.requests import AddToCart, Item, SetQuantity
from shop.errors import ShopError
from shop.finding.remembered import TOUCHED
from shop.plans.filled import Plan


def take_all(turn: Turn, tools: Tools, wanted: Mapping[str, int]) -> Answer:
    """Put so many of each into the cart, once; what the cart refuses is said and left out."""
    there = open_plan(turn, tools)
    of_plan = bool(there.said) and set(wanted) <= set(quantities(_plan(turn, tools, there).lines))
    if of_plan and there.taken:  # tapped once more
        wanted = _missing(turn, tools, wanted)
        if not wanted:
            return say_cart(turn, tools, words.ENOUGH_THERE.in_(turn.locale))
    items = tuple(Item(sku, quantity) for sku, quantity in wanted.items())
    added = carts_of(tools).add(AddToCart(turn.customer, items, turn.key("take")), turn.now)
    note_added(turn, tools, [sku for sku in wanted if sku not in added.refused])
    if of_plan:
        save_plan(turn, tools, replace(there, taken=True))
    return say_cart(turn, tools, "\n".join(no.in_(turn.locale) for no in added.refused.values()))


def take_plan(turn: Turn, tools: Tools, plan: OpenPlan, but: Sequence[str] = ()) -> Answer:
    """The plan into the cart `but` these goods; where of it something was put in before, the rest."""
    lines = [line for line in _plan(turn, tools, plan).lines if line.good not in but]
    wanted = quantities(lines)
    if _in_cart(turn, tools, plan):
        wanted = _missing(turn, tools, wanted)
    if not wanted:
        return say_cart(turn, tools, words.ENOUGH_THERE.in_(turn.locale))
    return take_all(turn, tools, wanted)


def cart_follows(turn: Turn, tools: Tools, before: OpenPlan, after: OpenPlan) -> Answer | None:
    """The plan for its new numbers, with what of it is in the cart set to the new need.

    What was raised by hand beyond the need stays; what was taken out of the cart is offered, not put back.
    """
    wish = wish_of(turn, tools, after)
    there = carts_of(tools).get(turn.customer).quantities
    old, new = quantities(_plan(turn, tools, before).lines), _plan(turn, tools, after)
    needed = quantities(new.lines)
    if wish.fills_a_shop or wish.people is None or not needed or there.keys().isdisjoint(needed):
        return None
    more = {sku: n - there[sku] for sku, n in needed.items() if sku in there and n > there[sku]}
    less = {
        sku: n for sku, n in needed.items() if sku in there and there[sku] == old.get(sku) and n < there[sku]
    }
    save_plan(turn, tools, after)
    refused = _set(turn, tools, more, less)
    rest = [line for line in new.lines if line.product.sku not in there]
    lead = words.RAISED if more or less else words.ENOUGH_THERE
    replies = [text("\n".join(meal_lines(turn, wish, new)))]
    cart = say_cart(turn, tools, "\n".join((lead.in_(turn.locale), *refused)))
    if rest:
        goods = ", ".join(line.good for line in rest)
        replies = [
            *replies,
            *cart.replies,
            choice(words.NOT_IN_CART.in_(turn.locale, goods=goods), add_all(turn, rest)),
        ]
    else:
        replies = [*replies, *cart.replies]
    return replace(cart, replies=tuple(replies))


def _missing(turn: Turn, tools: Tools, needed: Mapping[str, int]) -> dict[str, int]:
    there = carts_of(tools).get(turn.customer).quantities
    return {sku: count - there.get(sku, 0) for sku, count in needed.items() if count > there.get(sku, 0)}


def _in_cart(turn: Turn, tools: Tools, plan: OpenPlan) -> bool:
    """Whether what is in the cart is of the plan: put in with it, or since it was told."""
    return plan.taken or newer(turn, tools, TOUCHED, OPEN_PLAN)


def _plan(turn: Turn, tools: Tools, plan: OpenPlan) -> Plan:
    """The plan of what is in the cart, where that suffices: a size that was chosen stays chosen."""
    held = list(carts_of(tools).get(turn.customer).quantities) if _in_cart(turn, tools, plan) else []
    return filled(tools, wish_of(turn, tools, plan), held=held)


def _set(turn: Turn, tools: Tools, more: Mapping[str, int], less: Mapping[str, int]) -> Sequence[str]:
    """Raise in one step that one undo takes back, lower line by line; what was refused, in words."""
    refused: list[str] = []
    carts = carts_of(tools)
    if more:
        items = tuple(Item(sku, quantity) for sku, quantity in more.items())
        added = carts.add(AddToCart(turn.customer, items, turn.key("more")), turn.now)
        refused += [no.in_(turn.locale) for no in added.refused.values()]
    for sku, quantity in less.items():
        try:
            carts.set_quantity(SetQuantity(turn.customer, sku, quantity, turn.key(f"less-{sku}")), turn.now)
        except ShopError as refusal:
            refused.append(refusal.in_(turn.locale))
    return refused
