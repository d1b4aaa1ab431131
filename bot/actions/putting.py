"""Puts one product into the cart, or sets how many of it: with the question where it can't be so many."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from bot.actions.searching import record_choice, state_of
from bot.actions.shelf import carts_of, say_changed, touched
from bot.actions.suggested import instead_of, note_added
from bot.actions.which_line import ask_how_many
from bot.dialogue.confirming import ask
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import cart as wording
from chat.reply import Command, Option, text
from shop.cart.pricing import nearest
from shop.cart.requests import AddToCart, Item, SetQuantity
from shop.catalogue.product import Product
from shop.errors import ShopError

R = TypeVar("R")
_MUCH = 6  # times what was wanted: more than that is not put in unasked


def refusal(turn: Turn, change: Callable[[R, datetime], object], asked: R) -> str:
    """Change the cart; the refusal's sentence, or nothing."""
    try:
        change(asked, turn.now)
    except ShopError as err:
        return err.in_(turn.locale)
    return ""


def least(turn: Turn, tools: Tools, product: Product) -> int:
    """As many as have to be added at least."""
    there = carts_of(tools).get(turn.customer).quantities.get(product.sku, 0)
    return nearest(product, there + 1)[1] - there


def as_sold(product: Product, quantity: int, there: int = 0) -> int:
    """How many of it are put in where so many more are wanted: as near to that as it is sold.

    0 where that is so much more than was wanted that it has to be asked.
    """
    wanted = there + quantity
    below, above = nearest(product, wanted)
    if wanted in (below, above):
        return quantity
    near = below if below and below > there and wanted - below < above - wanted else above
    return near - there if near - there <= _MUCH * quantity else 0


def told_as_sold(product: Product, wanted: int, quantity: int, locale: str) -> str:
    """The sentence that says why it is not as many as were wanted; "" where it is."""
    if wanted == quantity:
        return ""
    below, above = nearest(product, wanted)
    if below is None:
        return wording.MADE_LEAST.in_(locale, title=product.title, least=above, quantity=quantity)
    return wording.MADE_IN_STEPS.in_(locale, title=product.title, step=product.multiple, quantity=quantity)


def put_one(
    turn: Turn, tools: Tools, product: Product, quantity: int, *, add: bool, instead: str = "", told: str = ""
) -> Answer:
    """Put one product in, in place of another line where one goes; as near to so many as it is sold in.

    What that is, is said, and what is `told` besides; where it is much more than was wanted, it is asked.
    """
    there = carts_of(tools).get(turn.customer).quantities.get(product.sku, 0) if add else 0
    wanted = there + quantity
    if quantity > 0 and not (quantity := as_sold(product, quantity, there)):
        return _how_many_then(turn, tools, product, wanted)
    note = told_as_sold(product, wanted, there + quantity, turn.locale)
    carts, key = carts_of(tools), turn.key("cart")
    if add:
        asked = AddToCart(turn.customer, (Item(product.sku, quantity, instead),), key)
        no = carts.add(asked, turn.now).refused.get(product.sku)
        refused = no.in_(turn.locale) if no else ""
    else:
        wish = SetQuantity(turn.customer, product.sku, quantity, key)
        refused = refusal(turn, carts.set_quantity, wish)
    if refused:
        gone = product.active and product.stock <= 0
        return say(text(refused), *(instead_of(turn, tools, product.sku) if gone else ()))
    touched(turn, tools, product.sku)
    note_added(turn, tools, [product.sku])
    if add:
        record_choice(turn, tools, state_of(turn, tools), product.sku, "taken")
    done = wording.ADDED if add else wording.SET
    if add and there:
        done = wording.ADDED_MORE
    if not quantity:
        done = wording.TAKEN_OUT
    old = tools.catalogue.product(instead) if instead else None
    done = wording.ADDED_INSTEAD if old else done
    facts = {"quantity": quantity, "title": product.title, "there": there + quantity}
    lead = done.in_(turn.locale, **facts, old=old.title if old else "")
    lead = "\n".join(line for line in (note, lead, told) if line)
    replacements = instead_of(turn, tools, product.sku) if product.stock < quantity else ()
    return say_changed(turn, tools, lead, *replacements)


def _how_many_then(turn: Turn, tools: Tools, product: Product, wanted: int) -> Answer:
    """Ask how many it shall be, with the numbers that it is sold in."""
    options = [
        Option(
            wording.PIECES.in_(turn.locale, count=q),
            Command("update_cart", {"sku": product.sku, "quantity": q}),
        )
        for q in nearest(product, wanted)
        if q
    ]
    question = ask_how_many(product, wanted, turn.locale)
    return ask(turn, tools, question, *options, counted=Command("update_cart", {"sku": product.sku}))
