"""As many as there are: "jitna hai utna de do", "give me all you have of it"."""

from bot.actions.putting import put_one
from bot.actions.shelf import carts_of
from bot.actions.which_line import ask_next
from bot.actions.which_product import which_product
from bot.dialogue.fitting import has_all, named_in
from bot.dialogue.open_list import keep_open, open_list
from bot.dialogue.turn import Answer, Tools, Turn
from shop.cart.pricing import nearest
from shop.catalogue.product import Product
from shop.reading.quantity import parse_wanted

# Each way needs one word of each of its sets.
_WAYS = (
    (
        frozenset(["jitna", "jitne", "jitni"]),
        frozenset(["utna", "utne", "utni"]),
        frozenset(
            ["de", "do", "dena", "dedo", "dijiye", "daal", "dal", "daalo", "bhej", "rakh", "kar", "karo"]
        ),
    ),
    (
        frozenset(["all", "whatever", "many", "everything"]),
        frozenset(["have", "left", "available"]),
        frozenset(["give", "put", "add", "send", "take"]),
    ),
)


_SCARCE = 100  # who says so was told that there are few; of thousands nobody wants all


def all_there_is(turn: Turn, tools: Tools) -> Answer | None:
    """Set the line to what the shop has of it; None where that is not what is said."""
    said = set(turn.text.lower().replace(",", " ").replace(".", " ").split())
    if "?" in turn.text or not any(all(said & words for words in way) for way in _WAYS):
        return None
    product = which_product(turn, tools).product
    if product is None or not 0 < product.stock <= _SCARCE:
        return None
    below, above = nearest(product, product.stock)
    held = carts_of(tools).get(turn.customer).quantities.get(product.sku, 0)
    keep_open(turn, tools, [line for line in open_list(turn, tools).lines if not _is(line, product, tools)])
    done = put_one(turn, tools, product, below or above, add=not held)
    if any(reply.kind == "choice" for reply in done.replies):
        return done
    return Answer((*done.replies, *ask_next(turn, tools)), done.slots, done.events)


def _is(line: str, product: Product, tools: Tools) -> bool:
    """Whether this open line asks for it."""
    named = named_in(parse_wanted(line), tools)
    return bool(named) and has_all(product, named, tools)
