"""How an order is shown: its state in words, lines, money, and what can be done with it."""

from collections.abc import Mapping
from typing import Any

from chat.reply import Command, Option, Reply
from shop.orders.book import OrderBook
from shop.orders.order import ACCOUNT, CASH, MOVES, ONLINE, SPOKEN, Order, Status
from shop.orders.view import as_json
from shop.reading.addresses import spoken as spoken_address

SPOKEN_METHODS = {CASH: "cash", ACCOUNT: "account", ONLINE: "card"}


def order_line(order: Order) -> str:
    """An order in one line."""
    return f"Order {order.id} of {order.at:%d %B}: {SPOKEN[order.status]}, {order.total.spoken()}"


def order_reply(book: OrderBook, order: Order, lead: str = "") -> Reply:
    """An order with its lines and what can be done now."""
    head = [lead, order_line(order) + "."]
    lines = [f"• {x.quantity} x {x.title} = {x.total.spoken()}" for x in order.lines]
    if order.charges and order.charges.minor:
        lines.append(f"Delivery and discounts: {order.charges.spoken()}")
    where = [f"To: {spoken_address(dict(order.address))}"] if order.address else []
    where += _shipments(book, order)
    words = [*head, *lines, *where]
    steps = MOVES[order.status]
    options = []
    if "cancel" in steps:
        options.append(Option("Cancel it", Command("cancel_order", {"order": order.id})))
    if "ask_return" in steps:
        options.append(Option("Return something", Command("return_order", {"order": order.id})))
    options.append(Option("Order it again", Command("repeat_order", {"order": order.id})))
    options.append(Option("Invoice", Command("get_invoice", {"order": order.id})))
    return Reply(
        "order",
        "\n".join(w for w in words if w),
        lead="\n".join(w for w in (*head, *where) if w),  # the lines are drawn
        options=tuple(options),
        data={"order": as_json(order, book.history(order.id))},
    )


def _shipments(book: OrderBook, order: Order) -> list[str]:
    """Who sends what and how far it is, where that is not all one; and what to track it by."""
    sends = book.seller_names(order)
    parts = {str(s["seller"]): s for s in order.shipments if "seller" in s}
    told = []
    whole = [f"Tracking{_tracked(s)}" for s in order.shipments if "seller" not in s and _tracked(s)]
    # Moved on as a whole, by a carrier or the desk, it has no parts to tell apart.
    apart = parts or order.status in ("pending", "changed")
    if len(sends) > 1 and apart and order.status in ("pending", "changed", "packed", "shipped"):
        told.append(f"It comes in {len(sends)} parts, for each seller sends their own goods:")
        for seller, (name, titles) in sends.items():
            part = parts.get(seller, {})
            standing: Status = part.get("status", "pending")
            said = SPOKEN[standing] if standing != "pending" else "waiting to be packed"
            goods = titles[0] if len(titles) == 1 else f"{len(titles)} products"
            told.append(f"{name}, {goods}: {said}{_tracked(part)}")
        return told + whole
    return [f"Tracking{_tracked(s)}" for s in order.shipments if _tracked(s)]


def _tracked(shipment: Mapping[str, Any]) -> str:
    numbers = shipment.get("tracking_id") or shipment.get("tracking") or ""
    return f": {', '.join(numbers) if isinstance(numbers, list) else numbers}" if numbers else ""
