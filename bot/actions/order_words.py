"""How an order is shown: its state in words, lines, money, and what can be done with it."""

from chat.reply import Command, Option, Reply
from shop.addresses import spoken as spoken_address
from shop.order_view import as_json
from shop.orders import MOVES, SPOKEN, Order
from storage.orders import OrderBook


def order_line(order: Order) -> str:
    """An order in one line."""
    return f"Order {order.id} of {order.at:%d %B}: {SPOKEN[order.status]}, {order.total.spoken()}"


def order_reply(book: OrderBook, order: Order, lead: str = "") -> Reply:
    """An order with its lines and what can be done now."""
    words = [lead, order_line(order) + "."]
    words += [f"• {x.quantity} x {x.title} = {x.total.spoken()}" for x in order.lines]
    if order.charges and order.charges.minor:
        words.append(f"Delivery and discounts: {order.charges.spoken()}")
    if order.address:
        words.append(f"To: {spoken_address(dict(order.address))}")
    for shipment in order.shipments:
        numbers = shipment.get("tracking_id") or shipment.get("tracking")
        if numbers:
            words.append(f"Tracking: {', '.join(numbers) if isinstance(numbers, list) else numbers}")
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
        options=tuple(options),
        data={"order": as_json(order, book.history(order.id))},
    )
