"""An order with all that is shown of it, and how the API and the channels give it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shop.money import Money
from shop.orders.order import Line, Order


@dataclass(frozen=True)
class Event:
    """One thing that happened to an order."""

    at: str
    status: str
    step: str
    note: str


@dataclass(frozen=True)
class Part:
    """What one seller sends of an order."""

    seller: str  # the name; empty for what the shop itself sends
    lines: tuple[Line, ...]

    @property
    def titles(self) -> list[str]:
        return [line.title for line in self.lines]


@dataclass(frozen=True)
class ClaimSeen:
    """A claim of goods of an order, as it is shown with the order."""

    id: str
    kind: str
    state: str
    at: datetime
    due: datetime
    goods: str
    amount: Money | None  # that was given back
    replacement: str  # the order that brings new pieces


@dataclass(frozen=True)
class OrderView:
    """An order, its history, the oldest first, and who sends what of it, by the seller's id; its claims."""

    order: Order
    events: Sequence[Event]
    parts: Mapping[str, Part]
    claims: Sequence[ClaimSeen] = ()


def as_json(view: OrderView) -> dict[str, Any]:
    """Money as strings with two decimals; events oldest first."""
    order = view.order
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
        "note": order.note,
        "shipments": [dict(s) for s in order.shipments],
        "events": [{"at": e.at, "status": e.status} for e in view.events],
        "claims": [_claim(claim) for claim in view.claims],
    }


def _claim(claim: ClaimSeen) -> dict[str, Any]:
    return {
        "id": claim.id,
        "kind": claim.kind,
        "state": claim.state,
        "at": claim.at.astimezone(UTC).isoformat(),
        "due": claim.due.astimezone(UTC).isoformat(),
        "goods": claim.goods,
        "refunded": claim.amount.plain() if claim.amount else "0.00",
        "replacement": claim.replacement,
    }


def sellers_part(view: OrderView, seller: str) -> dict[str, Any]:
    """What one seller sees of an order: their own goods and parcels."""
    order = view.order
    own = view.parts[seller].lines if seller in view.parts else ()
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
