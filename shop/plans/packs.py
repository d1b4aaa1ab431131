"""Chooses packs for what is needed: the cheapest that suffices, of those alike the least over."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from shop.cart.pricing import nearest
from shop.catalogue.product import Product
from shop.money import Money
from shop.plans.plan import Need
from shop.reading.likeness import tokens_of
from shop.reading.quantity import parse_pack

_FATS = frozenset(("ghee", "oil", "vanaspati", "tel"))
_OF_A_LITRE = Fraction(91, 100)  # kilos that a litre of fat weighs
_TOO_MUCH, _DEAR = 6, Money(10_000)  # times what is needed, for more than this: nobody buys that for a dish


@dataclass(frozen=True)
class Packed:
    """So many of a product for one need."""

    need: Need
    product: Product
    quantity: int
    over: Fraction  # what is left of it, in the need's measure

    @property
    def cost(self) -> Money:
        return self.product.unit_price_at(self.quantity) * self.quantity

    @property
    def too_much(self) -> bool:
        """Whether the least that can be had is far more than is needed: 30 kg of rajma for a pot."""
        return self.over > (_TOO_MUCH - 1) * self.need.amount and self.cost.minor > _DEAR.minor


def packed(need: Need, products: Sequence[Product]) -> Packed | None:
    """The packs for it; None where none of these can be had in its measure."""
    ways = [way for product in products if (way := _of(need, product))]
    return min(ways, key=lambda way: (way.cost.minor, way.over, way.product.sku), default=None)


def _of(need: Need, product: Product) -> Packed | None:
    held = holds(product, need.base)
    if held is None or product.stock <= 0 or not product.active:
        return None
    least = int(-(-need.amount // held))
    below, above = nearest(product, max(1, least))
    quantity = least if least in (below, above) else above
    if quantity > product.stock:
        return None
    return Packed(need, product, quantity, held * quantity - need.amount)


def holds(product: Product, base: str) -> Fraction | None:
    """How much one of it holds, in this measure; a kilo of oil is taken for a litre."""
    pieces, size = parse_pack(product.pack or product.title)
    if base == "pc":
        return Fraction(pieces) if size is None and pieces else None
    if size is None:
        return None
    fat = base == "g" and size.base == "ml" and not _FATS.isdisjoint(tokens_of(product.title))
    return size.amount * pieces * (_OF_A_LITRE if fat else 1)
