"""Changes all lines of the cart at once, but for what is named: "sirf ujala rehne do", "5 less of each"."""

import re
from collections.abc import Sequence
from fractions import Fraction

from bot.actions.putting import as_sold
from bot.actions.shelf import carts_of, in_cart, say_cart
from bot.actions.taking import ALL_OF_THEM, take_out_all, times_said
from bot.dialogue.fitting import fitting
from bot.dialogue.goods_said import LESS, MORE, how_changed
from bot.dialogue.open_list import forget_list
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn
from bot.reading.lines import AMOUNT
from bot.reading.refusing import leaves_only
from bot.words import cart as wording
from shop.cart.pricing import nearest
from shop.cart.requests import ChangeCart, Item
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
    forget_list(turn, tools)
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
    wanted = {
        p.sku: max(1, int(quantities[p.sku] * (times or 1) + (by or 0))) for p in changed
    }  # never none: what goes is said to go
    made = {p.sku: as_sold(p, wanted[p.sku]) or nearest(p, wanted[p.sku])[1] for p in changed}
    items = tuple(Item(sku, quantity) for sku, quantity in made.items())
    done = carts_of(tools).change(ChangeCart(turn.customer, items, key=turn.key("all")), turn.now)
    told = [
        done.refused[p.sku].in_(turn.locale)
        if p.sku in done.refused
        else wording.SET.in_(turn.locale, quantity=made[p.sku], title=p.title)
        for p in changed
    ]
    return say_cart(turn, tools, "\n".join(told))


def _by(turn: Turn, tools: Tools) -> Fraction | None:
    """By how many each is to be more or less."""
    how = how_changed(turn.text)
    amounts = [parse_wanted(amount).count for amount in reading_of(turn, tools).said(AMOUNT)]
    if how not in (LESS, MORE) or len(amounts) != 1 or amounts[0] is None:
        return None
    return -amounts[0] if how == LESS else amounts[0]


def _named(turn: Turn, tools: Tools, there: Sequence[Product]) -> set[str]:
    """What of the cart is named."""
    reading = reading_of(turn, tools)
    named = [*(line.goods for line in reading.lines if line.goods), *reading.refused]
    return {p.sku for words in named for p in fitting(words, there, tools, counted=False)}
