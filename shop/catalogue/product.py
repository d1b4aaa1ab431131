"""What a shop sells: products with their sellers, price tiers and stock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shop.money import Money

MADE_TO_ORDER = "Made to order"  # the category of what a seller offered to one buyer
UNCOUNTED = 10**12  # the stock of goods that the shop has without keeping count
READY_IN_DAYS = "Ready in days"  # an attribute of such goods: how long making them takes


@dataclass(frozen=True)
class Tier:
    """From this quantity on, each piece costs this."""

    from_quantity: int
    unit_price: Money


@dataclass(frozen=True)
class Seller:
    """Somebody who sells on the marketplace."""

    id: str
    name: str
    city: str = ""
    rating: float | None = None
    dispatch_days: int = 1


@dataclass(frozen=True)
class Product:
    """One thing that can be ordered. `sku` is its name for machines, `title` for people."""

    sku: str
    title: str
    price: Money
    brand: str = ""
    category: str = ""
    subcategory: str = ""
    description: str = ""
    pack: str = ""  # as printed: "70 g", "1 L x 12"
    mrp: Money | None = None
    seller: str = ""  # the seller's id
    moq: int = 1
    multiple: int = 1
    tiers: tuple[Tier, ...] = ()  # rising quantities, without the base price
    stock: int = 0  # or UNCOUNTED
    attributes: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()  # other names people use
    image: str = ""
    rating: float | None = None
    active: bool = True

    @property
    def full_name(self) -> str:
        """The title with brand and pack, where it does not say them itself."""
        said = self.title.casefold()
        brand = "" if self.brand.casefold() in said else self.brand
        pack = "" if _close(self.pack) in _close(self.title) else self.pack
        return " ".join(part for part in (brand, self.title, pack) if part)

    def unit_price_at(self, quantity: int) -> Money:
        """The unit price that this quantity earns."""
        price = self.price
        for tier in self.tiers:
            if quantity >= tier.from_quantity:
                price = tier.unit_price
        return price


def still_lower(tiers: Iterable[Tier], price: Money) -> tuple[Tier, ...]:
    """The quantity prices that mean something beside this price of a single piece."""
    return tuple(tier for tier in tiers if tier.unit_price.minor < price.minor)


def _close(name: str) -> str:
    """ "70 g" and "70g" are the same pack."""
    return "".join(name.casefold().split())
