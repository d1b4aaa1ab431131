"""Takes the change of sales or of the average order value apart: orders, prices, quantity, mix; pure."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Sold:
    """What was sold in one time: orders, and by product its sales and units."""

    orders: float
    sales: Mapping[str, float]
    units: Mapping[str, float]

    @property
    def total(self) -> float:
        return sum(self.sales.values())

    @property
    def aov(self) -> float:
        return self.total / self.orders if self.orders else 0.0

    @property
    def an_order(self) -> float:
        """Pieces of an order."""
        return sum(self.units.values()) / self.orders if self.orders else 0.0

    @property
    def a_piece(self) -> float:
        """What a piece costs, whichever it is."""
        pieces = sum(self.units.values())
        return self.total / pieces if pieces else 0.0


def taken_apart(then: Sold, now: Sold, measure: str) -> dict[str, float]:
    """The parts of the change, which add up to it.

    Price: what is sold in both times, at its new price against its old one. Quantity: more or fewer pieces
    in an order, at what a piece cost before. Mix: the rest, dearer or cheaper goods in place of others. Of
    sales also orders: more or fewer of them, at what one was worth before.
    """
    price = sum(
        units * (now.sales[sku] / units - then.sales[sku] / then.units[sku])
        for sku, units in now.units.items()
        if units and then.units.get(sku)
    )
    price = price / now.orders if now.orders else 0.0
    quantity = (now.an_order - then.an_order) * then.a_piece
    mix = now.aov - then.aov - price - quantity
    parts = {"price": price, "quantity": quantity, "mix": mix}
    if measure == "sales":
        parts = {name: part * now.orders for name, part in parts.items()}
        parts["orders"] = (now.orders - then.orders) * then.aov
    return {name: round(part, 2) for name, part in sorted(parts.items(), key=lambda one: -abs(one[1]))}
