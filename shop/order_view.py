"""An order as the API and the channels give it."""

from collections.abc import Mapping, Sequence
from typing import Any

from shop.orders import Order


def as_json(order: Order, events: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Money as strings with two decimals; events oldest first."""
    return {
        "id": order.id,
        "status": order.status,
        "at": order.at.isoformat(),
        "lines": [
            {
                "sku": line.sku,
                "title": line.title,
                "quantity": line.quantity,
                "unit_price": line.unit_price.plain(),
                "line_total": line.total.plain(),
            }
            for line in order.lines
        ],
        "charges": order.charges.plain() if order.charges else "0.00",
        "total": order.total.plain(),
        "currency": order.currency,
        "paid": order.paid.plain(),
        "address": dict(order.address),
        "shipments": [dict(s) for s in order.shipments],
        "events": [{"at": e["at"], "status": e["status"]} for e in events],
    }
