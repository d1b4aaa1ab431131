"""An order as the API and the channels give it."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any

from shop.money import Money
from shop.orders.order import Line, Order


def as_json(order: Order, events: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Money as strings with two decimals; events oldest first."""
    return {
        "id": order.id,
        "status": order.status,
        "at": order.at.astimezone(UTC).isoformat(),
        "lines": [_line(line) for line in order.lines],
        "charges": order.charges.plain() if order.charges else "0.00",
        "total": order.total.plain(),
        "currency": order.currency,
        "paid": order.paid.plain() if order.says_paid else "0.00",
        "address": dict(order.address),
        "shipments": [dict(s) for s in order.shipments],
        "events": [{"at": e["at"], "status": e["status"]} for e in events],
    }


def sellers_part(order: Order, sellers: Mapping[str, str], seller: str) -> dict[str, Any]:
    """What one seller sees of an order: their own goods and parcels. `sellers` says whose each product is."""
    own = [line for line in order.lines if sellers.get(line.sku) == seller]
    parcels = [dict(s) for s in order.shipments if s.get("seller") == seller]
    return {
        "id": order.id,
        "status": parcels[-1]["status"] if parcels else order.status,
        "at": order.at.astimezone(UTC).isoformat(),
        "lines": [_line(line) for line in own],
        "total": sum((line.total for line in own), Money(0, order.currency)).plain(),
        "currency": order.currency,
        "shipments": parcels,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "sku": line.sku,
        "title": line.title,
        "quantity": line.quantity,
        "unit_price": line.unit_price.plain(),
        "line_total": line.total.plain(),
    }
