"""Declares what the options mean that a customer is given about a payment by UPI."""

from dataclasses import dataclass

from chat.payloads import payload


@payload("upi.pay", intent="payment_methods")
@dataclass(frozen=True)
class PayByUpi:
    """The customer wants to pay this order by UPI: shown whom, how much, and the way there."""

    order: str


@payload("upi.paid", intent="payment_problem")
@dataclass(frozen=True)
class SayPaid:
    """The customer says that they have paid this order, under this number if they told one."""

    order: str
    utr: str = ""
