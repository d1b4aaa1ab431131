"""An order: what it holds, and a step or a seller's part moved on. Its other changes are in changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from shop.money import Money
from shop.orders.status import MOVES, UNDER_WAY, Status, Step
from shop.refusals import Refused

# Ways to pay that everybody has; others (cards on file, store credit) belong to a customer.
CASH, ACCOUNT, ONLINE, UPI = "cash", "account", "card", "upi"
AWAITED = "awaited"  # the kind of UPI as everybody has it; a customer's own is of the kind "upi"


@dataclass(frozen=True)
class Line:
    """So many pieces of one product at the price they were bought for."""

    sku: str
    title: str
    quantity: int
    unit_price: Money

    @property
    def total(self) -> Money:
        return self.unit_price * self.quantity


@dataclass(frozen=True)
class Payment:
    """Money that came in, or went back."""

    kind: Literal["payment", "refund"]
    amount: Money
    method: str


@dataclass(frozen=True)
class Method:
    """A way in which this customer pays. Store credit has a balance, the others have none."""

    id: str
    kind: str  # "store_credit", "credit_card", "paypal", "upi", "cash", "account"
    label: str = ""
    balance: Money | None = None

    @property
    def is_credit(self) -> bool:
        return self.kind == "store_credit"

    @property
    def is_online(self) -> bool:
        """Paid at a provider's page: it can give back what it took, and takes nothing without the payer."""
        return self.kind == "online"

    @property
    def is_awaited(self) -> bool:
        """The shop's own UPI: the money comes by itself, and is there only when the bank says so."""
        return self.kind == AWAITED

    @property
    def is_common(self) -> bool:
        """A way that everybody has: what is given back by it must have come by it."""
        return self.kind in ("cash", "account", "online", AWAITED)


@dataclass(frozen=True)
class Request:
    """A return or an exchange that was asked for and is not done yet."""

    kind: Literal["return", "exchange"]
    skus: tuple[str, ...]  # one entry a piece, sorted
    method: str
    new_skus: tuple[str, ...] = ()
    difference: Money | None = None  # positive: to be paid; negative: to be given back


@dataclass(frozen=True)
class Order:
    """What a customer ordered, and all that happened to it."""

    id: str
    customer: str
    at: datetime
    status: Status
    lines: tuple[Line, ...]
    address: Mapping[str, str] = field(default_factory=dict)
    payments: tuple[Payment, ...] = ()
    charges: Money | None = None  # delivery and the like, less discounts: what lines do not show
    discount: Money | None = None  # what a voucher took off the goods; within the charges
    shipments: tuple[Mapping[str, Any], ...] = ()
    reason: str = ""
    request: Request | None = None
    note: str = ""  # what the customer asks of who packs and brings it
    to_pay_by: str = ""  # UPI: its money comes by itself, some time after the order; "" for every other way

    @property
    def currency(self) -> str:
        return self.lines[0].unit_price.currency if self.lines else "INR"

    @property
    def total(self) -> Money:
        whole = self.charges or Money(0, self.currency)
        for line in self.lines:
            whole += line.total
        return whole

    @property
    def says_paid(self) -> bool:
        """Whether it is written down that anything was paid; of an imported order nothing is."""
        return any(payment.kind == "payment" for payment in self.payments)

    @property
    def paid(self) -> Money:
        """What came in less what went back."""
        net = Money(0, self.currency)
        for payment in self.payments:
            net = net + payment.amount if payment.kind == "payment" else net - payment.amount
        return net

    @property
    def unpaid(self) -> Money:
        """What is still to come, of an order whose money comes by itself: it goes back only once all came."""
        open_ = self.to_pay_by and self.status in (*UNDER_WAY, "delivered")
        owed = (self.total - self.paid).minor if open_ else 0
        return Money(max(0, owed), self.currency)


def moved(order: Order, step: Step) -> Order:
    """The order one step on, if the table has it."""
    after = MOVES[order.status].get(step)
    if after is None:
        raise Refused("step_closed", order=order.id, status=order.status, step=step)
    return replace(order, status=after)


_PART_STATUSES: tuple[Status, ...] = ("packed", "shipped", "delivered")


def part_moved(
    order: Order, sellers: Mapping[str, str], seller: str, status: Status, tracking: str = ""
) -> Order:
    """One seller's part of an order one step on; the order itself follows its parts.

    It is packed or sent as soon as one part is, so that it is not cancelled any more, and delivered
    when all are. `sellers` says whose each product is.
    """
    theirs = {sellers.get(line.sku, "") for line in order.lines}
    if seller not in theirs:
        raise Refused("part_not_yours", order=order.id)
    if status not in _PART_STATUSES or order.status not in UNDER_WAY:
        raise Refused("part_closed", order=order.id, status=order.status, wanted=status)
    parts = {str(s["seller"]): str(s["status"]) for s in order.shipments if "seller" in s}
    now = parts.get(seller, "pending")
    if now in _PART_STATUSES and _PART_STATUSES.index(status) <= _PART_STATUSES.index(now):
        raise Refused("part_done", order=order.id, now=now)
    part = {"seller": seller, "status": status, "tracking": tracking}
    before = next((s for s in order.shipments if s.get("seller") == seller), {})
    part["tracking"] = tracking or str(before.get("tracking", ""))
    rest = tuple(s for s in order.shipments if s.get("seller") != seller)
    parts[seller] = status
    all_there = all(parts.get(one) == "delivered" for one in theirs)
    best = max((_PART_STATUSES.index(s) for s in parts.values() if s in _PART_STATUSES), default=0)
    whole: Status = "delivered" if all_there else _PART_STATUSES[min(best, 1)]
    return replace(order, status=whole, shipments=(*rest, part))
