"""The order that a checkout becomes."""

import secrets
from datetime import datetime

from shop.checkout.checkout import Checkout
from shop.money import Money
from shop.orders.order import CASH, UPI, Line, Order, Payment
from shop.payments.upi import LETTERS


def order_of(known: Checkout, number: str, method: str, now: datetime, *, paid: bool) -> Order:
    """The order of what was shown, of this number."""
    currency = known.total.currency
    lines = tuple(
        Line(x["sku"], x["title"], x["quantity"], Money.of(x["unit_price"], currency))
        for x in known.quote["lines"]
    )
    goods = sum(line.total.minor for line in lines)
    payments: tuple[Payment, ...] = ()
    if method not in (CASH, UPI) or paid:
        payments = (Payment("payment", known.total, method),)
    return Order(
        id=number,
        customer=known.customer,
        at=now,
        status="pending",
        lines=lines,
        address=known.address,
        payments=payments,
        charges=Money(known.total.minor - goods, currency),
        to_pay_by=UPI if method == UPI and not paid else "",
    )


def new_order_id() -> str:
    """Short enough to be read out on the phone."""
    # One digit at least: so a number is never a word that starts with D.
    return f"D{secrets.randbelow(10)}" + "".join(secrets.choice(LETTERS) for _ in range(7))
