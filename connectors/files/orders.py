"""Reads and writes lines of orders as lines of a file."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import get_args

from connectors.files.cells import MOST_PIECES, currency_in, moment, money, name, text, whole
from connectors.files.kind import BadLine, Kind, Row
from shop.money import Money
from shop.orders.status import Status

COLUMNS = ("order_id", "customer", "at", "sku", "quantity", "unit_price", "status")
MEANS = {  # other systems' words
    "placed": "pending",
    "confirmed": "pending",
    "new": "pending",
    "dispatched": "shipped",
    "complete": "delivered",
    "completed": "delivered",
    "canceled": "cancelled",
}
DONE = "delivered"  # what an order of the past is when its file does not say


@dataclass(frozen=True)
class OrderRow:
    """One line of an order that was made elsewhere or before. The price is in its product's currency."""

    order_id: str
    customer: str
    at: datetime
    sku: str
    quantity: int
    unit_price: Money
    status: str = DONE


def read(row: Row) -> OrderRow:
    """The order line that a line describes."""
    status = text(row, "status", 20).lower() or DONE
    status = MEANS.get(status, status.replace(" ", "_"))
    if status not in get_args(Status):
        raise BadLine(f"status must be one of {', '.join(get_args(Status))}; not {status!r}")
    text(row, "quantity", 40, required=True)
    price = text(row, "unit_price", 40, required=True)
    return OrderRow(
        order_id=name(row, "order_id", 80),
        customer=name(row, "customer", 80),
        at=moment(row, "at"),
        sku=name(row, "sku", 80),
        quantity=whole(row, "quantity", 0, (1, MOST_PIECES)),
        unit_price=money(price, currency_in(price) or "INR", "unit_price"),
        status=status,
    )


def write(line: OrderRow) -> dict[str, str]:
    """An order line as the cells of a line."""
    return {
        "order_id": line.order_id,
        "customer": line.customer,
        "at": line.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "sku": line.sku,
        "quantity": str(line.quantity),
        "unit_price": line.unit_price.plain(),
        "status": line.status,
    }


ORDERS = Kind("orders", COLUMNS, COLUMNS[:-1], read, write, lambda row: (row.order_id, row.sku))
