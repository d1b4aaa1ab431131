"""What can be done to orders: each use case finds the order, proves that it is theirs, changes and keeps it.

The chat, the staff's API and the benches all come through here. A book is one transaction's view
of what the shop knows; shop.orders.book keeps one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from shop.errors import NotFound
from shop.orders import changes as order_changes
from shop.orders import order as orders
from shop.orders.changes import Changed, Methods, Swap, Variants
from shop.orders.order import CASH, Order, Payment, Status, Step


class Book(Protocol):
    """Orders and what belongs to them, within one transaction."""

    def order(self, order_id: str) -> Order | None: ...

    def methods(self, customer: str) -> Methods: ...

    def sellers(self, skus: Sequence[str]) -> Mapping[str, str]:
        """Whose each of these products is, by the seller's id."""
        ...

    def variants(self, skus: Sequence[str]) -> Variants: ...

    def check_change(self, before: Order, after: Order) -> None:
        """Raise NotAllowed where what is dearer now breaks a rule of checkout: credit, a company's limit."""
        ...

    def keep(self, before: Order, changed: Changed, step: str, now: datetime, note: str = "") -> None:
        """Write what changed, move store credit, and enter the money into the ledger."""
        ...


def theirs(book: Book, customer: str, order_id: str) -> Order:
    """The customer's own order; somebody else's does not exist for them."""
    found = book.order(order_id)
    if found is None or found.customer != customer:
        raise NotFound(f"I find no order {order_id} of yours.")
    return found


def cancel(book: Book, customer: str, order_id: str, reason: str, now: datetime) -> Order:
    """Cancel a pending order for a reason."""
    order = theirs(book, customer, order_id)
    return _keep(book, order, order_changes.cancel(order, reason, book.methods(customer)), "cancel", now)


def change_items(
    book: Book, customer: str, order_id: str, swaps: Sequence[Swap], method: str, now: datetime
) -> Order:
    """Swap items of a pending order, once."""
    order = theirs(book, customer, order_id)
    variants = book.variants([sku for s in swaps for sku in (s.sku, s.new_sku)])
    changed = order_changes.change_items(order, swaps, method, book.methods(customer), variants)
    book.check_change(order, changed.order)
    return _keep(book, order, changed, "change_items", now)


def change_payment(book: Book, customer: str, order_id: str, method: str, now: datetime) -> Order:
    """Pay a pending order another way."""
    order = theirs(book, customer, order_id)
    changed = order_changes.change_payment(order, method, book.methods(customer))
    book.check_change(order, changed.order)
    return _keep(book, order, changed, "change_payment", now)


def change_address(
    book: Book, customer: str, order_id: str, address: Mapping[str, str], now: datetime
) -> Order:
    """Send a pending order somewhere else."""
    order = theirs(book, customer, order_id)
    return _keep(book, order, order_changes.change_address(order, address), "change_address", now)


def ask_return(
    book: Book, customer: str, order_id: str, skus: Sequence[str], method: str, now: datetime
) -> Order:
    """Ask to return pieces of a delivered order."""
    order = theirs(book, customer, order_id)
    return _keep(
        book, order, order_changes.ask_return(order, skus, method, book.methods(customer)), "ask_return", now
    )


def ask_exchange(
    book: Book, customer: str, order_id: str, swaps: Sequence[Swap], method: str, now: datetime
) -> Order:
    """Ask to exchange pieces of a delivered order."""
    order = theirs(book, customer, order_id)
    variants = book.variants([sku for s in swaps for sku in (s.sku, s.new_sku)])
    changed = order_changes.ask_exchange(order, swaps, method, book.methods(customer), variants)
    book.check_change(order, changed.order)
    return _keep(book, order, changed, "ask_exchange", now)


def advance(
    book: Book, order_id: str, step: Step, now: datetime, note: str = "", tracking: str = ""
) -> Order:
    """Staff or a carrier move an order along."""
    order = book.order(order_id)
    if order is None:
        raise NotFound(f"There is no order {order_id}.")
    if step == "take_back":
        changed = order_changes.take_back(order, book.methods(order.customer))
    elif step == "exchange":
        changed = order_changes.exchange(order, book.methods(order.customer))
    else:
        after = orders.moved(order, step)
        if tracking:
            after = replace(after, shipments=(*after.shipments, {"tracking": tracking, "status": step}))
        changed = Changed(_settled_at_the_door(after))
    book.keep(order, changed, step, now, note)
    return changed.order


def advance_part(
    book: Book, order_id: str, seller: str, status: Status, now: datetime, note: str = "", tracking: str = ""
) -> Order:
    """A seller moves their own goods of an order along."""
    order = book.order(order_id)
    sellers = book.sellers([line.sku for line in order.lines]) if order else {}
    if order is None or seller not in sellers.values():
        raise NotFound(f"There is no order {order_id} with goods of yours.")
    after = _settled_at_the_door(orders.part_moved(order, sellers, seller, status, tracking))
    return _keep(book, order, Changed(after), f"part {status}", now, note)


def _settled_at_the_door(order: Order) -> Order:
    """What is open when all is delivered the courier takes."""
    due = order.total - order.paid
    if order.status != "delivered" or due.minor <= 0:
        return order
    return replace(order, payments=(*order.payments, Payment("payment", due, CASH)))


def _keep(book: Book, before: Order, changed: Changed, step: str, now: datetime, note: str = "") -> Order:
    book.keep(before, changed, step, now, note)
    return changed.order
