"""What is to be paid by UPI for an order: whom, how much, under which reference, by which link."""

from dataclasses import dataclass

from shop.money import Money
from shop.payments.upi import Payee, link


@dataclass(frozen=True)
class Asked:
    """A payment that is awaited."""

    order: str
    payee: Payee
    amount: Money
    ref: str
    utr: str = ""  # told by the customer
    told: bool = False  # whether they say that they paid
    part: bool = False  # whether some of it came

    @property
    def link(self) -> str:
        """What opens a UPI app with all of it filled in."""
        return link(self.payee, self.amount, self.ref, f"Order {self.order}")
