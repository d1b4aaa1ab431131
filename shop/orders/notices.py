"""Tells a customer what became of their order, in the conversation they were in last."""

from datetime import datetime

from chat.reply import Reply
from chat.service.conversations import send_to_customer
from shop.orders.status import status_of
from shop.orders.store import orders
from shop.orders.view import OrderView
from shop.orders.words import STATES
from shop.replies import order_news
from storage.database import Tx


def tell_moved(
    tx: Tx, view: OrderView, status: str, tracking: str, note: str, now: datetime, seller: str = ""
) -> None:
    """Tell that an order, or this seller's part of it, moved to this status."""
    news = _moved(view, status, tracking, note, seller)
    if send_to_customer(tx, view.order.customer, [news], now):
        orders.mark_events_known(tx, view.order.id)


def _moved(view: OrderView, status: str, tracking: str, note: str, seller: str) -> Reply:
    order = view.order
    words = f"Your order {order.id} is {STATES[order.status].in_('en')}."
    if seller and len(view.parts) > 1:
        part = view.parts[seller]
        goods = f"{', '.join(part.titles)} from {part.seller}"
        words = f"A part of your order {order.id} is {STATES[status_of(status)].in_('en')}: {goods}."
        words += " That was the last part." if order.status == "delivered" else ""
    words += f" Tracking: {tracking}." if tracking else ""
    words += f" {note}" if note else ""
    return order_news(view, words)
