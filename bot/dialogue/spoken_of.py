"""Which product a message is about that names none: what came last before the customer's eyes.

That is the page which they went to, what was shown or asked about, or what was put into the cart; whichever
was the latest. Where that was one thing, a question without a name is about it: "what does it come to per
kg", "how long does this keep", "gst kitna hai isme".
"""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.dialogue.turn import Tools, Turn
from chat.contexts import ContextKey
from shop.catalogue.product import Product
from shop.finding.remembered import HALF_A_DAY, LAST_SHOWN, TOUCHED

PAGE = ContextKey("page", str, HALF_A_DAY)  # the storefront's page of the message before

_OF_A_PAGE = "sku:"
_IN_A_CASE = re.compile(r" x \d{1,6}$")


def note_page(turn: Turn, tools: Tools) -> None:
    """Remember the page, and since when they stand on it."""
    if turn.page and tools.contexts.get(turn.customer, PAGE, turn.now) != turn.page:
        tools.contexts.save(turn.customer, PAGE, turn.page, turn.now)


def came_to_page(turn: Turn, tools: Tools) -> datetime | None:
    """Since when they stand on the page of a product; None where they don't."""
    if not turn.page.startswith(_OF_A_PAGE):
        return None
    if tools.contexts.get(turn.customer, PAGE, turn.now) != turn.page:
        return turn.now
    return tools.contexts.saved_at(turn.customer, PAGE)


def spoken_of(turn: Turn, tools: Tools) -> list[Product]:
    """The products that may be spoken of: one where it is clear, several to ask about, none."""
    shown = tools.contexts.get(turn.customer, LAST_SHOWN, turn.now) or ()
    touched = tools.contexts.get(turn.customer, TOUCHED, turn.now)
    there = [
        (came_to_page(turn, tools), (turn.page.removeprefix(_OF_A_PAGE),)),
        (tools.contexts.saved_at(turn.customer, LAST_SHOWN) if shown else None, tuple(shown)),
        (tools.contexts.saved_at(turn.customer, TOUCHED) if touched else None, (touched or "",)),
    ]
    seen = [(at, place, skus) for place, (at, skus) in enumerate(there) if at is not None]
    for _, _, skus in sorted(seen, reverse=True):  # what stands behind here wins where two are of one turn
        products = [p for p in tools.catalogue.products(list(dict.fromkeys(skus))) if p.active]
        if products:
            return one_of_them(products)
    return []


def one_of_them(products: Sequence[Product]) -> list[Product]:
    """By the piece and by the case it is the same thing: the piece stands for both."""
    by_name: dict[str, Product] = {}
    for product in products:
        name = without_case(product)
        kept = by_name.get(name)
        if kept is None or len(product.title) < len(kept.title):
            by_name[name] = product
    return list(by_name.values())


def without_case(product: Product) -> str:
    """The name without what is in a case: "Marie 250 g x 48" is Marie 250 g."""
    return _IN_A_CASE.sub("", product.title.casefold())
