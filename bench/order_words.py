"""How the words of the public order benchmark map to ours."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from shop.orders import service as ordering
from shop.orders.changes import Swap
from shop.orders.order import Status

STATUS: Mapping[str, Status] = {
    "pending": "pending",
    "pending (item modified)": "changed",
    "processed": "packed",
    "shipped": "shipped",
    "delivered": "delivered",
    "cancelled": "cancelled",
    "return requested": "return_requested",
    "exchange requested": "exchange_requested",
}
STATUS_BACK: Mapping[Status, str] = {ours: theirs for theirs, ours in STATUS.items()}
METHOD_KINDS = {"gift_card": "store_credit"}

_Asked = Mapping[str, Any]
_Call = Callable[[ordering.Book, str, _Asked, datetime], object]
_ADDRESS = ("address1", "address2", "city", "state", "country", "zip")


def _swaps(asked: _Asked) -> list[Swap]:
    old, new = asked["item_ids"], asked["new_item_ids"]
    if len(old) != len(new):
        return []  # one for one, or nothing: the use case refuses an empty wish
    return [Swap(a, b) for a, b in zip(old, new, strict=True)]


def _cancel(book: ordering.Book, customer: str, asked: _Asked, now: datetime) -> object:
    return ordering.cancel(book, customer, asked["order_id"], asked["reason"], now)


def _items(book: ordering.Book, customer: str, asked: _Asked, now: datetime) -> object:
    method = asked["payment_method_id"]
    return ordering.change_items(book, customer, asked["order_id"], _swaps(asked), method, now)


def _payment(book: ordering.Book, customer: str, asked: _Asked, now: datetime) -> object:
    return ordering.change_payment(book, customer, asked["order_id"], asked["payment_method_id"], now)


def _address(book: ordering.Book, customer: str, asked: _Asked, now: datetime) -> object:
    address = {key: asked[key] for key in _ADDRESS if key in asked}
    return ordering.change_address(book, customer, asked["order_id"], address, now)


def _return(book: ordering.Book, customer: str, asked: _Asked, now: datetime) -> object:
    method = asked["payment_method_id"]
    return ordering.ask_return(book, customer, asked["order_id"], asked["item_ids"], method, now)


def _exchange(book: ordering.Book, customer: str, asked: _Asked, now: datetime) -> object:
    method = asked["payment_method_id"]
    return ordering.ask_exchange(book, customer, asked["order_id"], _swaps(asked), method, now)


KINDS: Mapping[str, _Call] = {
    "cancel_pending_order": _cancel,
    "modify_pending_order_items": _items,
    "modify_pending_order_payment": _payment,
    "modify_pending_order_address": _address,
    "return_delivered_order_items": _return,
    "exchange_delivered_order_items": _exchange,
}
