"""Reads and writes the money of orders: the ways in which customers pay, payments and refunds."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from shop.checkout.store.paying import promised
from shop.money import Money
from shop.orders.changes import Methods
from shop.orders.order import ACCOUNT, AWAITED, CASH, ONLINE, UPI, Method, Order, Payment
from shop.payments.store.ledger import enter_payment
from shop.payments.store.refunds import ask_back
from shop.payments.store.upi import put_return
from shop.payments.tables import order_payments, payment_methods
from storage.database import Tx, stamp


def methods_of(tx: Tx, customer: str, *, lock: bool = False) -> Methods:
    """The ways in which this customer pays; locked, nobody else spends their store credit."""
    query = select(payment_methods).where(payment_methods.c.customer_id == customer)
    rows = tx.execute(query.with_for_update() if lock else query)
    # These are ways of everybody; whether an account has room is asked when it is used.
    common = {
        CASH: Method(CASH, "cash", "Cash"),
        ACCOUNT: Method(ACCOUNT, "account", "Account"),
        ONLINE: Method(ONLINE, "online", "Card"),
        UPI: Method(UPI, AWAITED, "UPI"),
    }
    own = {row.id: _method(row) for row in rows}
    free = {
        way.id: replace(
            way, balance=way.balance - Money(promised(tx, customer, way.id), way.balance.currency)
        )
        for way in own.values()
        if way.balance is not None
    }
    return {**common, **own, **free}


def all_methods(tx: Tx) -> dict[str, dict[str, Method]]:
    """Every customer's own ways to pay: for checks and benches."""
    found: dict[str, dict[str, Method]] = {}
    for row in tx.execute(select(payment_methods)):
        found.setdefault(row.customer_id, {})[row.id] = _method(row)
    return found


def add_method(tx: Tx, customer: str, method: Method) -> None:
    """Add one more way in which this customer pays."""
    tx.execute(
        insert(payment_methods).values(
            customer_id=customer,
            id=method.id,
            kind=method.kind,
            label=method.label,
            balance=method.balance.minor if method.balance else None,
            currency=method.balance.currency if method.balance else "INR",
        )
    )


def add_credit(tx: Tx, customer: str, credit: Mapping[str, Money]) -> None:
    """Add these amounts to the customer's store credit, by method."""
    for method, amount in credit.items():
        tx.execute(
            update(payment_methods)
            .where(payment_methods.c.customer_id == customer, payment_methods.c.id == method)
            .values(balance=payment_methods.c.balance + amount.minor)
        )


def add_payment(tx: Tx, order: Order, number: int, payment: Payment, now: datetime) -> None:
    """Add one payment or refund, with its ledger entry."""
    tx.execute(
        insert(order_payments).values(
            order_id=order.id,
            number=number,
            kind=payment.kind,
            amount=payment.amount.minor,
            method=payment.method,
            at=stamp(now),
        )
    )
    enter_payment(tx, order.id, number, payment, now)
    if payment.kind == "refund" and payment.method == ONLINE:
        ask_back(tx, order.id, f"{order.id}/{number}", payment.amount, now)
    if payment.kind == "refund" and payment.method == UPI and payment.amount.minor:
        put_return(tx, f"{order.id}/{number}", order.id, payment.amount, "refund", now)


def _method(row: Row[Any]) -> Method:
    balance = None if row.balance is None else Money(row.balance, row.currency)
    return Method(row.id, row.kind, row.label, balance)
