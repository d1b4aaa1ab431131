"""What a message that names goods most likely wants, where its words say nothing else for sure."""

import re
from collections.abc import Mapping

from bot.actions.taking import ORDERS
from bot.reading.filling import SIZE
from bot.reading.parts import GOODS
from bot.reading.reader import Reading
from bot.reading.refusing import only_says_no

# Asks about a thing; "what do you have" looks for some.
_ASKS = re.compile(
    r"^\W*(?:what(?:'?s| is)|who|whose|how|is (?:it|the|this)|does|kitn\w+|kaun)\b", re.IGNORECASE
)
SURE = 0.4  # what is less sure than this may be read by its goods
_CLEAR = 0.3  # below it none of those that are about goods would be done
_ENOUGH = 0.5  # as sure as that is then taken to be


def _around_goods(reading: Reading) -> str:
    """The text without the names in it: "all out" says no to nothing."""
    text = reading.text
    for span in reversed(reading.spans):
        if span.kind == "G":
            text = f"{text[: span.start]}goods{text[span.end :]}"
    return text


def _counted_is_ordered(reading: Reading, acts: Mapping[str, float]) -> dict[str, float]:
    """The same, with what names goods, their size and how many taken for an order, and no information."""
    found = dict(acts)
    named = [line for line in reading.lines if line.goods]
    sized = len(named) > 1 or bool(reading.said(SIZE))  # "ask for 25 flat" is a price
    likeliest = max(found, key=lambda act: found[act], default="")
    if likeliest == "inform" and named and sized and all(line.amounts for line in named):
        orders = "order_list" if len(named) > 1 else "add_to_cart"
        found[orders] = found.get(orders, 0.0) + found.pop("inform")
    return found


def by_goods(reading: Reading, acts: Mapping[str, float]) -> dict[str, float]:
    """The chances anew, where none is likely and goods are named; else as they are."""
    found = _counted_is_ordered(reading, acts)
    family = sum(found.get(act, 0.0) for act in GOODS)
    if not found or max(found.values()) >= SURE or (family >= SURE and max(found.values()) >= _CLEAR):
        return found
    named = [line for line in reading.lines if line.goods]
    if not named and not reading.refused:
        return found
    if not named or (len(named) == 1 and not named[0].amounts and only_says_no(_around_goods(reading))):
        act = "remove_from_cart"
    elif any(line.amounts for line in named) or ORDERS.search(reading.text):
        act = "order_list" if len(named) > 1 else "add_to_cart"
    elif len(named) == 1 and _ASKS.search(reading.text):
        act = "ask_attribute"
    else:
        act = "search_product"
    left = (1 - _ENOUGH) / sum(found.values())
    return {name: chance * left for name, chance in found.items()} | {act: _ENOUGH}
