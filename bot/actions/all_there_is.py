"""As many as there are: "jitna hai utna de do", "give me all you have of it"."""

from bot.actions.putting import put_one
from bot.actions.shelf import carts_of
from bot.actions.which_line import ask_next
from bot.actions.which_product import which_product
from bot.dialogue.turn import Answer, Tools, Turn
from shop.cart.pricing import nearest

_AS_MANY = (
    (frozenset(["jitna", "jitne", "jitni"]), frozenset(["utna", "utne", "utni", "sab", "saara", "saare"])),
    (frozenset(["all", "whatever", "many", "everything"]), frozenset(["have", "left", "available"])),
)
_GIVES = frozenset("de do dena dijiye dedo daal dal daalo bhej rakh give put add send take".split())  # noqa: SIM905
_SPEAKS_OF_OTHERS = frozenset({"checkout", "repeat_order", "return_order"})


def all_there_is(turn: Turn, tools: Tools) -> Answer | None:
    """Set the line to what the shop has of it; None where that is not what is said."""
    said = set(turn.text.lower().replace(",", " ").replace(".", " ").split())
    if (
        "?" in turn.text
        or not said & _GIVES
        or not any(said & one and said & other for one, other in _AS_MANY)
    ):
        return None
    product = which_product(turn, tools).product
    if product is None or product.stock <= 0:
        return None
    below, above = nearest(product, product.stock)
    quantity = below if below else above
    held = carts_of(tools).get(turn.customer).quantities.get(product.sku, 0)
    done = put_one(turn, tools, product, quantity, add=not held)
    if any(reply.kind == "choice" for reply in done.replies):
        return done
    return Answer((*done.replies, *ask_next(turn, tools)), done.slots, done.events)
