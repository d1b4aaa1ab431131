"""How the words of the public order benchmark map to ours."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from shop.orders.changes import Swap
from shop.orders.requests import (
    AskExchange,
    AskReturn,
    CancelOrder,
    ChangeAddress,
    ChangeItems,
    ChangePayment,
)
from shop.orders.service.orders import Orders
from shop.orders.status import Status

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
_Call = Callable[[Orders, str, _Asked, str, datetime], object]
_ADDRESS = ("address1", "address2", "city", "state", "country", "zip")


def _swaps(asked: _Asked) -> tuple[Swap, ...]:
    old, new = asked["item_ids"], asked["new_item_ids"]
    if len(old) != len(new):
        return ()  # one for one, or nothing: the use case refuses an empty wish
    return tuple(Swap(a, b) for a, b in zip(old, new, strict=True))


def _cancel(orders: Orders, customer: str, asked: _Asked, key: str, now: datetime) -> object:
    return orders.cancel(CancelOrder(customer, asked["order_id"], asked["reason"]), key, now)


def _items(orders: Orders, customer: str, asked: _Asked, key: str, now: datetime) -> object:
    method = asked["payment_method_id"]
    return orders.change_items(ChangeItems(customer, asked["order_id"], _swaps(asked), method), key, now)


def _payment(orders: Orders, customer: str, asked: _Asked, key: str, now: datetime) -> object:
    method = asked["payment_method_id"]
    return orders.change_payment(ChangePayment(customer, asked["order_id"], method), key, now)


def _address(orders: Orders, customer: str, asked: _Asked, key: str, now: datetime) -> object:
    address = {key: asked[key] for key in _ADDRESS if key in asked}
    return orders.change_address(ChangeAddress(customer, asked["order_id"], address), key, now)


def _return(orders: Orders, customer: str, asked: _Asked, key: str, now: datetime) -> object:
    method = asked["payment_method_id"]
    skus = tuple(asked["item_ids"])
    return orders.ask_return(AskReturn(customer, asked["order_id"], skus, method), key, now)


def _exchange(orders: Orders, customer: str, asked: _Asked, key: str, now: datetime) -> object:
    method = asked["payment_method_id"]
    return orders.ask_exchange(AskExchange(customer, asked["order_id"], _swaps(asked), method), key, now)


KINDS: Mapping[str, _Call] = {
    "cancel_pending_order": _cancel,
    "modify_pending_order_items": _items,
    "modify_pending_order_payment": _payment,
    "modify_pending_order_address": _address,
    "return_delivered_order_items": _return,
    "exchange_delivered_order_items": _exchange,
}
