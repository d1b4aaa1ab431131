"""Changes all lines of the cart at once, but for what is named: "sirf ujala rehne do", "5 less of each"."""

import re
from collections.abc import Sequence
from fractions import Fraction

from bot.actions.putting import refusal
from bot.actions.shelf import carts_of, in_cart, say_cart
from bot.actions.taking import ALL_OF_THEM, take_out_all, times_said
from bot.dialogue.fitting import fitting
from bot.dialogue.goods_said import LESS, MORE, how_changed
from bot.dialogue.open_list import keep_open
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn
from bot.reading.lines import AMOUNT
from bot.reading.refusing import leaves_only
from bot.words import cart as wording
from shop.cart.pricing import nearest
from shop.cart.requests import AddToCart, Item, SetQuantity
from shop.catalogue.product import Product
from shop.reading.quantity import parse_wanted

_ALL = ALL_OF_THEM | {"poora", "pura", "each", "har", "rest", "baki", "baaki"}
_SEVERAL = 2  # lines; of one alone nothing is said of "all"


def keep_only(turn: Turn, tools: Tools) -> Answer | None:
    """Take out all but what is named; None where nothing of the cart is named to stay."""
    if not leaves_only(turn.text) or times_said(turn):
        return None
    there = in_cart(turn, tools)
    stays = _named(turn, tools, there)
    gone = [p.sku for p in there if p.sku not in stays]
    if not stays:
        return None
    if not gone:  # "yes, only ujala should stay": so it is
        return say_cart(turn, tools)
    keep_open(turn, tools, ())
    return take_out_all(turn, tools, gone)


def change_all(turn: Turn, tools: Tools) -> Answer | None:
    """ "Double everything", "lays chhod ke baki sab aadha", "5 less of each"."""
    said = set(re.findall(r"\w+", turn.text.lower()))
    times, by = times_said(turn), _by(turn, tools)
    if (times is None and by is None) or not said & _ALL:
        return None
    there = in_cart(turn, tools)
    stays = _named(turn, tools, there)
    if len(there) < _SEVERAL or (stays and not leaves_only(turn.text)):
        return None  # something is said of what is named
    changed = [product for product in there if product.sku not in stays]
    quantities = carts_of(tools).get(turn.customer).quantities
    if times == 2 and len(changed) == len(there):  # in one step, which one undo takes back
        items = tuple(Item(sku, quantity) for sku, quantity in quantities.items())
        added = carts_of(tools).add(AddToCart(turn.customer, items, turn.key("twice")), turn.now)
        return say_cart(turn, tools, "\n".join(no.in_(turn.locale) for no in added.refused.values()))
    told = [
        _set(turn, tools, product, int(quantities[product.sku] * (times or 1) + (by or 0)))
        for product in changed
    ]
    return say_cart(turn, tools, "\n".join(told))


def _by(turn: Turn, tools: Tools) -> Fraction | None:
    """By how many each is to be more or less."""
    how = how_changed(turn.text)
    amounts = [parse_wanted(amount).count for amount in reading_of(turn, tools).said(AMOUNT)]
    if how not in (LESS, MORE) or len(amounts) != 1 or amounts[0] is None:
        return None
    return -amounts[0] if how == LESS else amounts[0]


def _set(turn: Turn, tools: Tools, product: Product, wanted: int) -> str:
    """Set a line to so many, or as near as it is sold, and never to none."""
    wanted = max(1, wanted)
    below, above = nearest(product, wanted)
    quantity = wanted if wanted in (below, above) else below or above
    wish = SetQuantity(turn.customer, product.sku, quantity, turn.key(f"set-{product.sku}"))
    no = refusal(turn, carts_of(tools).set_quantity, wish)
    return no or wording.SET.in_(turn.locale, quantity=quantity, title=product.title)


def _named(turn: Turn, tools: Tools, there: Sequence[Product]) -> set[str]:
    """What of the cart is named."""
    reading = reading_of(turn, tools)
    named = [*(line.goods for line in reading.lines if line.goods), *reading.refused]
    return {p.sku for words in named for p in fitting(words, there, tools, counted=False)}
