"""Draws orders, and what an agent or seller sends, as the bot does: a product's card, the cart."""

from collections.abc import Mapping
from typing import Any

from chat.reply import Card, Command, Option, Reply, Sender
from shop.cart.cart import as_json
from shop.cart.pricing import Quote
from shop.catalogue.product import Product
from shop.orders.order import ACCOUNT, CASH, ONLINE, Order
from shop.orders.status import MOVES, Status
from shop.orders.view import OrderView
from shop.orders.view import as_json as order_json
from shop.orders.words import STATES
from shop.reading.addresses import spoken as spoken_address

SPOKEN_METHODS = {CASH: "cash", ACCOUNT: "account", ONLINE: "card"}


def product_card(product: Product, title: str, subtitle: str, *options: Option, quantity: int = 1) -> Card:
    """Draw a product, or so many of it, with price and stock as the store says now.

    It is in stock where what is asked for is there, and the least that can be bought.
    """
    return Card(
        sku=product.sku,
        title=title,
        subtitle=subtitle,
        price=product.unit_price_at(quantity).spoken(),
        image=product.image,
        in_stock=product.stock >= max(quantity, product.moq),
        options=options,
    )


def card(product: Product) -> Card:
    """Draw a product that a person shows."""
    subtitle = product.pack + (f", min {product.moq}" if product.moq > 1 else "")
    add = Command("add_to_cart", {"sku": product.sku, "quantity": product.moq})
    details = Command("product_details", {"sku": product.sku})
    return product_card(
        product, product.title, subtitle.strip(", "), Option("Add to cart", add), Option("Details", details)
    )


def cart(quote: Quote, lead: str) -> Reply:
    """Draw the cart after an agent changed it; the customer can take the change back."""
    undo = Option("Undo", Command("update_cart", {"text": "undo"}))
    if not quote.lines:
        return Reply(
            "cart", f"{lead} It is empty now.", "agent", options=(undo,), data={"cart": as_json(quote)}
        )
    lines = [f"• {line.quantity} x {line.title} = {line.total.spoken()}" for line in quote.lines]
    return Reply(
        "cart",
        "\n".join([lead, *lines, f"Total: {quote.total.spoken()}"]),
        "agent",
        lead=lead,
        options=(Option("Check out", Command("checkout")), undo),
        data={"cart": as_json(quote)},
    )


def order_line(order: Order) -> str:
    """Say an order in one line."""
    return f"Order {order.id} of {order.at:%d %B}: {STATES[order.status].in_('en')}, {order.total.spoken()}"


def order_reply(view: OrderView, lead: str = "") -> Reply:
    """Draw an order with its lines and what can be done now."""
    order = view.order
    head = [lead, order_line(order) + "."]
    lines = [f"• {x.quantity} x {x.title} = {x.total.spoken()}" for x in order.lines]
    if order.charges and order.charges.minor:
        lines.append(f"Delivery and discounts: {order.charges.spoken()}")
    where = [f"To: {spoken_address(dict(order.address))}"] if order.address else []
    where += _shipments(view)
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
        data={"order": order_json(view)},
    )


def order_news(view: OrderView, words: str, sender: Sender = "system") -> Reply:
    """Tell what became of an order, as the shop or an agent."""
    return Reply("order", words, sender, data={"order": order_json(view)})


def _shipments(view: OrderView) -> list[str]:
    """Say who sends what and how far it is, where that is not all one; and what to track it by."""
    order, sends = view.order, view.parts
    moved = {str(s["seller"]): s for s in order.shipments if "seller" in s}
    lines = []
    whole = [f"Tracking{_tracked(s)}" for s in order.shipments if "seller" not in s and _tracked(s)]
    # Moved on as a whole, by a carrier or the desk, it has no parts to tell apart.
    apart = moved or order.status in ("pending", "changed")
    if len(sends) > 1 and apart and order.status in ("pending", "changed", "packed", "shipped"):
        lines.append(f"It comes in {len(sends)} parts, for each seller sends their own goods:")
        for seller, part in sends.items():
            parcel = moved.get(seller, {})
            status: Status = parcel.get("status", "pending")
            said = STATES[status].in_("en") if status != "pending" else "waiting to be packed"
            titles = part.titles
            goods = titles[0] if len(titles) == 1 else f"{len(titles)} products"
            lines.append(f"{part.seller}, {goods}: {said}{_tracked(parcel)}")
        return lines + whole
    return [f"Tracking{_tracked(s)}" for s in order.shipments if _tracked(s)]


def _tracked(shipment: Mapping[str, Any]) -> str:
    numbers = shipment.get("tracking_id") or shipment.get("tracking") or ""
    return f": {', '.join(numbers) if isinstance(numbers, list) else numbers}" if numbers else ""
