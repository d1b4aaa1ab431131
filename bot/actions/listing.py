"""Lists: several wishes at once, typed, pasted or in a file; and a count that reads like a search."""

import re
from dataclasses import replace

from bot.actions.shelf import matched
from bot.actions.taking import ORDERS, do, take
from bot.dialogue.cases_said import cases_wanted
from bot.dialogue.goods_meant import meant_here
from bot.dialogue.goods_said import said_here
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn, action
from chat.words import Words
from shop.reading.lists import pieces
from shop.reading.quantity import parse_wanted

# Asks what things cost.
_PRICES = re.compile(
    r"\b(?:rates?|prices?|price ?list|bhav|bhaav|daam|dam|kitne (?:ka|ke|ki)|kitna (?:lagega|padega)"
    r"|how much|cost)\b",
    re.IGNORECASE,
)


@action("order_list", title=Words("Send a list", "List bhejo", "लिस्ट भेजिए"), private=True)
def order_list(turn: Turn, tools: Tools) -> Answer:
    """Several products at once: typed, pasted or in a file."""
    tapped = bool(turn.entity("text"))  # "Add all" below a price list carries the words that asked for it
    asks = (
        not tapped
        and "\n" not in turn.text.strip()
        and asks_prices(turn.text)
        and not ORDERS.search(turn.text)
    )
    if asks:  # a question never changes a cart
        return ACTIONS["action_ask_price"](replace(turn, intent="ask_price"), tools)
    return take(turn, tools, turn.text)


def asks_prices(words: str) -> bool:
    """Whether these words ask what something costs."""
    return bool(_PRICES.search(words))


def ordered(turn: Turn, tools: Tools) -> Answer | None:
    """ "12 maggi noodles 70 g" reads like a search, but says how many of just one product."""
    wishes = pieces(turn.text)
    wanted = parse_wanted(wishes[0]) if len(wishes) == 1 else None
    if wanted is None or wanted.count is None or wanted.count < 2 or "?" in turn.text:
        return None
    if not wishes[0][0].isdigit() and not ORDERS.search(turn.text):
        return None
    found = matched(turn, tools, wishes[0])
    if found.sure is None or found.sure.quantity != wanted.count:
        return None
    return take(turn, tools, turn.text)


def cases_ordered(turn: Turn, tools: Tools) -> Answer | None:
    """ "Santoor 100 g full case" reads like a search, too: a case of it is wanted."""
    if asks_prices(turn.text) and not ORDERS.search(turn.text):
        return None
    said = said_here(turn, tools, turn.text)
    if len(said) != 1 or "?" in turn.text or cases_wanted(said[0]) is None or not said[0].names:
        return None
    return do(turn, tools, meant_here(turn, tools, said))
