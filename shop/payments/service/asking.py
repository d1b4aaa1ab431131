"""Tells what is to be paid by UPI for an order, within the transaction of who asks."""

from shop.orders.order import Order
from shop.payments.asked import Asked
from shop.payments.store.upi import payee_in, told_of
from storage.database import Tx


def asked(tx: Tx, order: Order) -> Asked | None:
    """What is to be paid for this order; None where nothing is, or nobody could be paid."""
    payee, told = payee_in(tx), told_of(tx, order.id)
    if payee is None or told is None or not order.unpaid.minor:
        return None
    return Asked(
        order.id, payee, order.unpaid, told.ref, told.utr, bool(told.told_at), bool(order.paid.minor)
    )
