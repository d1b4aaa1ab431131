"""Puts one product into the cart, or sets how many of it: with the question where it can't be so many."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from bot.actions.searching import record_choice, state_of
from bot.actions.shelf import carts_of, say_cart, touched
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


def put_one(turn: Turn, tools: Tools, product: Product, quantity: int, *, add: bool) -> Answer:
    """Put one product in; a quantity that it isn't sold in is answered with those that would do."""
    there = carts_of(tools).get(turn.customer).quantities.get(product.sku, 0) if add else 0
    below, above = nearest(product, there + quantity)
    if quantity > 0 and there + quantity not in (below, above):
        fits = [q for q in (below, above) if q]
        options = [
            Option(
                wording.PIECES.in_(turn.locale, count=q),
                Command("update_cart", {"sku": product.sku, "quantity": q}),
            )
            for q in fits
        ]
        question = ask_how_many(product, there + quantity, turn.locale)
        return ask(turn, tools, question, *options, counted=Command("update_cart", {"sku": product.sku}))
    carts, key = carts_of(tools), turn.key("cart")
    if add:
        asked = AddToCart(turn.customer, (Item(product.sku, quantity),), key)
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
    lead = done.in_(turn.locale, quantity=quantity, title=product.title, there=there + quantity)
    instead = instead_of(turn, tools, product.sku) if product.stock < quantity else ()
    return say_cart(turn, tools, lead, *instead)
