"""What one thing that is said of goods comes to, and where it was found."""

from dataclasses import dataclass

from bot.dialogue.goods_said import Said
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
