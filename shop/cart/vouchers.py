"""Vouchers and their conditions: what one takes off, and why it may not be used."""

from dataclasses import dataclass
from datetime import datetime

from shop.money import Money
from shop.refusals import Refused


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
        """Refuse, with the reason, if this customer can't use it on this cart now."""
        if (self.customer and self.customer != customer) or (self.group and self.group != group):
            raise Refused("voucher_of_others", voucher=self.code)
        if self.starts_at and now < self.starts_at:
            raise Refused("voucher_not_yet", voucher=self.code, starts=self.starts_at)
        if self.ends_at and now >= self.ends_at:
            raise Refused("voucher_over", voucher=self.code, ended=self.ends_at)
        self.check_uses(used, used_by_them)
        if self.least_total and subtotal < self.least_total:
            missing = self.least_total - subtotal
            raise Refused("voucher_needs_more", voucher=self.code, least=self.least_total, missing=missing)

    def check_uses(self, used: int, used_by_them: int) -> None:
        """Refuse if it was used as often as it may be."""
        if self.uses is not None and used >= self.uses:
            raise Refused("voucher_used_up", voucher=self.code)
        if self.uses_each is not None and used_by_them >= self.uses_each:
            raise Refused("voucher_used_by_you", voucher=self.code)
