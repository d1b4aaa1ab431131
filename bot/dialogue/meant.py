"""What one thing that is said of goods comes to, and where it was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.dialogue.goods_said import Said
from chat.open_questions import OfferedOption
from shop.catalogue.product import Product
from shop.finding.matching import Match

# Where it was found.
OFFERED_HERE, OPEN, CART, VIEW, SHOP = "offered", "open", "cart", "view", "shop"


@dataclass(frozen=True)
class Meant:
    """What that is: sure or to be asked about, where it was found, and which open lines it settles."""

    said: Said
    match: Match
    where: str = SHOP
    settles: tuple[str, ...] = ()
    counted: bool = True  # whether it was said how many
    instead: str = ""  # the line of the cart that goes for it


@dataclass(frozen=True)
class Table:
    """What lies before the customer, where a thing that is said may be found."""

    offered: Mapping[str, OfferedOption]  # by SKU, what the question that waits offers
    options: Sequence[Product]  # the same as products
    open: tuple[str, ...]  # lines of a list that still wait
    cart: Sequence[Product]
    seen: Sequence[Product]
