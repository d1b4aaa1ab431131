"""Tells a customer what became of their order, in the conversation they were in last."""

from datetime import datetime
from functools import partial

from chat.reply import Reply
from chat.service.conversations import send_to_customer
from shop.orders import words
from shop.orders.status import status_of
from shop.orders.store import orders
from shop.orders.view import OrderView
from shop.replies import order_news
from shop.words import THE_SHOP
from storage.database import Tx


def tell_moved(
    tx: Tx, view: OrderView, status: str, tracking: str, note: str, now: datetime, seller: str = ""
) -> None:
    """Tell that an order, or this seller's part of it, moved to this status."""
    news = partial(_moved, view, status, tracking, note, seller)
    if send_to_customer(tx, view.order.customer, news, now):
        orders.mark_events_known(tx, view.order.id)


def _moved(view: OrderView, status: str, tracking: str, note: str, seller: str, locale: str) -> Reply:
    order = view.order
    said = [words.MOVED.in_(locale, order=order.id, status=words.STATES[order.status].in_(locale))]
    if seller and len(view.parts) > 1:
        part = view.parts[seller]
        state = words.STATES[status_of(status)].in_(locale)
        goods, sender = ", ".join(part.titles), part.seller or THE_SHOP.in_(locale)
        said = [words.PART_MOVED.in_(locale, order=order.id, status=state, goods=goods, seller=sender)]
        if order.status == "delivered":
            said.append(words.LAST_PART.in_(locale))
    if tracking:
        said.append(words.TRACKING.in_(locale, numbers=tracking) + ".")
    return order_news(view, " ".join([*said, note] if note else said))
