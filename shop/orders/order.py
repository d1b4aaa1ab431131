"""An order: what it holds, and the one table of how it moves. Its changes are in order_changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from shop.errors import NotAllowed
from shop.money import Money

Status = Literal[
    "pending",  # placed; nothing has been done yet
    "changed",  # placed, and its items were changed once
    "packed",
    "shipped",
    "delivered",
    "cancelled",
    "return_requested",
    "returned",
    "exchange_requested",
    "exchanged",
]
Step = Literal[
    "change_items", "pack", "ship", "deliver", "cancel", "ask_return", "take_back", "ask_exchange", "exchange"
]

# The one table of how an order moves. What is not here does not happen.
MOVES: Mapping[Status, Mapping[Step, Status]] = {
    "pending": {
        "change_items": "changed",
        "cancel": "cancelled",
        "pack": "packed",
        "ship": "shipped",
        "deliver": "delivered",
    },
    "changed": {"pack": "packed", "ship": "shipped", "deliver": "delivered"},
    "packed": {"ship": "shipped", "deliver": "delivered"},
    "shipped": {"deliver": "delivered"},
    "delivered": {"ask_return": "return_requested", "ask_exchange": "exchange_requested"},
    "cancelled": {},
    "return_requested": {"take_back": "returned"},
    "returned": {},
    "exchange_requested": {"exchange": "exchanged"},
    "exchanged": {},
}
SPOKEN: Mapping[Status, str] = {
    "pending": "placed, waiting to be packed",
    "changed": "placed with your changes, waiting to be packed",
    "packed": "packed",
    "shipped": "on its way",
    "delivered": "delivered",
    "cancelled": "cancelled",
    "return_requested": "waiting for your return",
    "returned": "returned",
    "exchange_requested": "waiting for your exchange",
    "exchanged": "exchanged",
}

# Ways to pay that everybody has; others (cards on file, store credit) belong to a customer.
CASH, ACCOUNT, ONLINE = "cash", "account", "card"


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
    def is_common(self) -> bool:
        """A way that everybody has: what is given back by it must have come by it."""
        return self.kind in ("cash", "account", "online")


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


_REFUSALS: Mapping[Step, str] = {
    "change_items": "its items can no longer be changed. Items are changed once, before packing.",
    "cancel": "it can't be cancelled any more. You can return it once it is delivered.",
    "ask_return": "only a delivered order can be returned, and only once.",
    "ask_exchange": "only a delivered order can be exchanged, and only once.",
    "pack": "it can't be packed now.",
    "ship": "it can't be sent now.",
    "deliver": "it can't be delivered now.",
    "take_back": "no return of it is open.",
    "exchange": "no exchange of it is open.",
}


def moved(order: Order, step: Step) -> Order:
    """The order one step on, if the table has it."""
    after = MOVES[order.status].get(step)
    if after is None:
        raise NotAllowed(f"Order {order.id} is {SPOKEN[order.status]}: {_REFUSALS[step]}")
    return replace(order, status=after)


_STANDING: tuple[Status, ...] = ("packed", "shipped", "delivered")


def part_moved(
    order: Order, sellers: Mapping[str, str], seller: str, status: Status, tracking: str = ""
) -> Order:
    """One seller's part of an order one step on; the order itself follows its parts.

    It is packed or sent as soon as one part is, so that it is not cancelled any more, and delivered
    when all are. `sellers` says whose each product is.
    """
    theirs = {sellers.get(line.sku, "") for line in order.lines}
    if seller not in theirs:
        raise NotAllowed(f"Nothing of order {order.id} is yours.")
    if status not in _STANDING or order.status not in ("pending", "changed", "packed", "shipped"):
        raise NotAllowed(
            f"Order {order.id} is {SPOKEN[order.status]}: your part of it can't be {status} now."
        )
    standing = {str(s["seller"]): str(s["status"]) for s in order.shipments if "seller" in s}
    now = standing.get(seller, "pending")
    if now in _STANDING and _STANDING.index(status) <= _STANDING.index(now):
        raise NotAllowed(f"Your part of order {order.id} is {now} already.")
    part = {"seller": seller, "status": status, "tracking": tracking}
    before = next((s for s in order.shipments if s.get("seller") == seller), {})
    part["tracking"] = tracking or str(before.get("tracking", ""))
    rest = tuple(s for s in order.shipments if s.get("seller") != seller)
    standing[seller] = status
    all_there = all(standing.get(one) == "delivered" for one in theirs)
    best = max((_STANDING.index(s) for s in standing.values() if s in _STANDING), default=0)
    whole: Status = "delivered" if all_there else _STANDING[min(best, 1)]
    return replace(order, status=whole, shipments=(*rest, part))
