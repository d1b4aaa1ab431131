"""Vouchers and their conditions: what one takes off, and why it may not be used."""

from dataclasses import dataclass
from datetime import datetime

from shop.errors import NotAllowed
from shop.money import Money


@dataclass(frozen=True)
class Voucher:
    """A code that takes something off a cart, under conditions."""

    code: str
    percent: int = 0
    amount: Money | None = None
    at_most: Money | None = None  # what a percentage may take off
    least_total: Money | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    uses: int | None = None  # in all
    uses_each: int | None = None  # by one customer
    customer: str = ""  # only for this one
    group: str = ""  # only for this price group

    def off(self, subtotal: Money) -> Money:
        """What it takes off; never more than there is."""
        minor = subtotal.minor * self.percent // 100 + (self.amount.minor if self.amount else 0)
        if self.at_most:
            minor = min(minor, self.at_most.minor)
        return Money(max(0, min(minor, subtotal.minor)), subtotal.currency)

    def check(
        self, subtotal: Money, customer: str, group: str, used: int, used_by_them: int, now: datetime
    ) -> None:
        """Raise NotAllowed with the reason if this customer can't use it on this cart now."""
        if (self.customer and self.customer != customer) or (self.group and self.group != group):
            raise NotAllowed(f"The voucher {self.code} is not yours to use.")
        if self.starts_at and now < self.starts_at:
            raise NotAllowed(f"The voucher {self.code} is good from {self.starts_at:%d %B %Y} on.")
        if self.ends_at and now >= self.ends_at:
            raise NotAllowed(f"The voucher {self.code} ended on {self.ends_at:%d %B %Y}.")
        self.check_uses(used, used_by_them)
        if self.least_total and subtotal < self.least_total:
            missing = self.least_total - subtotal
            raise NotAllowed(
                f"The voucher {self.code} needs a cart of {self.least_total.spoken()}: "
                f"{missing.spoken()} more and it works."
            )

    def check_uses(self, used: int, used_by_them: int) -> None:
        """Raise NotAllowed if it was used as often as it may be."""
        if self.uses is not None and used >= self.uses:
            raise NotAllowed(f"The voucher {self.code} has been used up.")
        if self.uses_each is not None and used_by_them >= self.uses_each:
            raise NotAllowed(f"You have used the voucher {self.code} already.")
