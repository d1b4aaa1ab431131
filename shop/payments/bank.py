"""What comes to the shop's bank: a line of its statement, and how much of it an order takes.

Pure.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from shop.money import Money
from shop.orders.order import Order
from shop.payments.upi import references_in, utrs_in
from shop.refusals import Reason

Why = Literal["over", "twice", "cancelled"]


@dataclass(frozen=True)
class Credit:
    """Money that came in, as a line of a bank's statement says it."""

    day: date
    amount: Money
    narration: str
    ref: str = ""  # the bank's own column of references
    balance: str = ""  # after it; tells two lines apart that are otherwise the same
    place: int = 0  # of several lines that are the same in all, the how many it is
    line: int = 0  # of the file

    @property
    def utr(self) -> str:
        """UPI's number of the payment; "" where the line has none, or several."""
        found = utrs_in(_without_zeros(self.ref)) or utrs_in(self.narration)
        return found[0] if len(found) == 1 else ""

    @property
    def utrs(self) -> list[str]:
        """All that may be its number: a telephone number has twelve digits too."""
        return list(dict.fromkeys([*utrs_in(_without_zeros(self.ref)), *utrs_in(self.narration)]))

    @property
    def references(self) -> list[str]:
        """What may be references of ours, wherever the bank put them."""
        return references_in(f"{self.narration} {self.ref}")

    @property
    def id(self) -> str:
        """The same for the same line, in whichever statement it stands."""
        if self.utr:
            return self.utr
        words = " ".join(self.narration.split()).upper()
        said = f"{self.day}|{self.amount.minor}|{words}|{self.ref.strip()}|{self.balance}|{self.place}"
        return f"line-{hashlib.sha256(said.encode()).hexdigest()[:32]}"


def _without_zeros(ref: str) -> str:
    """Some banks fill the number up to sixteen digits."""
    ref = ref.strip().strip("'")
    filled = ref.isdigit() and len(ref) > 12 and not ref[:-12].strip("0")
    return ref[-12:] if filled else ref


@dataclass(frozen=True)
class Split:
    """How much of what came the order takes, and why the rest goes back."""

    paid: Money
    back: Money
    why: Why | None = None


def split(order: Order, came: Money) -> Split:
    """An order takes what is open of it, and no more."""
    paid = min(order.unpaid, came)
    back = came - paid
    if not back.minor:
        return Split(paid, back)
    if order.status == "cancelled":
        return Split(paid, back, "cancelled")
    return Split(paid, back, "over" if paid.minor else "twice")


@dataclass
class Imported:
    """What became of the lines of a statement."""

    paid: int = 0  # an order is paid with it
    part: int = 0  # too little
    over: int = 0  # too much: the rest goes back
    twice: int = 0
    cancelled: int = 0
    known: int = 0  # stood in a statement before, or was confirmed by hand
    unmatched: int = 0
    faults: list[tuple[int, Reason]] = field(default_factory=list)  # line, what is wrong
