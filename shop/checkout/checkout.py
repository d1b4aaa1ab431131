"""A checkout: a cart on its way to becoming an order; what can be asked of it, and what comes of that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from chat.words import Words
from shop.cart.requests import Priced
from shop.delivery.offers import Deliveries
from shop.delivery.ways import Way
from shop.money import Money
from shop.orders.order import Order
from shop.refusals import Reason, Refused

HELD_FOR = timedelta(minutes=30)
PAYING_FOR = timedelta(hours=25)  # a provider's own page lives for up to a day
WAITS_FOR_YES = timedelta(hours=24)
PAY_WITHIN = timedelta(hours=12)  # after a yes, where the buyer still has to pay online


@dataclass(frozen=True)
class WayToPay:
    """A way to pay, with what to call it."""

    id: str
    name: Words
    facts: Mapping[str, object] = field(default_factory=dict)

    def called(self, locale: str) -> str:
        """Say its name in this language."""
        return self.name.in_(locale, **self.facts)


class Moved(Refused):
    """Price or stock is not what was shown; the text says what is."""


class NeedsApproval(Refused):
    """Over the spending limit of the customer's company."""


@dataclass(frozen=True)
class Checkout:
    """A cart on its way to becoming an order, with its stock held."""

    id: str
    customer: str
    state: str  # open, paying, done, expired
    total: Money
    quote: Mapping[str, Any]
    address: Mapping[str, str]
    delivery: str
    method: str
    conversation: str
    order: str
    expires_at: datetime

    @property
    def delivery_cost(self) -> Money:
        return Money.of(self.quote["delivery"], self.total.currency)


@dataclass(frozen=True)
class Limit:
    """What a customer may order without asking, and whom to ask for more."""

    most: Money
    approver: str
    name: str


@dataclass(frozen=True)
class StartCheckout:
    """Hold what is in the cart, to be ordered on the checkout page."""

    customer: str
    delivery: str = ""  # the way; "" for the cheapest
    shown: Money | None = None  # the total that the customer saw: another one is refused
    conversation: str = ""
    key: str = ""


@dataclass(frozen=True)
class PlaceOrder:
    """Order what is in the cart, or ask whose yes it needs."""

    customer: str
    method: str
    delivery: str = ""
    shown: Money | None = None
    conversation: str = ""
    key: str = ""


@dataclass(frozen=True)
class Decide:
    """The second person of a company says yes or no to an order."""

    approver: str
    checkout: str
    yes: bool
    key: str = ""


@dataclass(frozen=True)
class OpenCheckout:
    """Look at a checkout, in the browser that opened its link first and in no other."""

    checkout: str
    browser: str


@dataclass(frozen=True)
class ReviseCheckout:
    """Another address or way of delivery."""

    checkout: str
    address: Mapping[str, str]
    delivery: str


@dataclass(frozen=True)
class PaymentCame:
    """A provider's news of a payment."""

    event: str
    checkout: str
    provider: str
    ref: str
    amount: Money


@dataclass(frozen=True)
class PaymentFailed:
    """A provider's news of a payment that did not come about."""

    event: str
    checkout: str


@dataclass(frozen=True)
class Review:
    """Everything that is looked at before an order; `refused` says why it can't be ordered yet."""

    priced: Priced
    address: Mapping[str, str]
    deliveries: Deliveries | None = None
    way: Way | None = None
    payable: tuple[WayToPay, ...] = ()
    refused: Reason | None = None


@dataclass(frozen=True)
class Offered:
    """The ways of delivery to a postcode; none where the shop does not go there."""

    is_set: bool  # whether the shop has said where it delivers at all
    postcode: str = ""
    ways: tuple[Way, ...] = ()
    for_cart: bool = False  # for what is in the cart, not for nothing


@dataclass(frozen=True)
class Placed:
    """The order's number, or what was said of the yes that it needs first."""

    order: str = ""
    approval: Reason | None = None
    way: Way | None = None  # how it comes; not told the second time


@dataclass(frozen=True)
class Opened:
    """A checkout as its page shows it."""

    checkout: Checkout
    ways: tuple[WayToPay, ...]
    deliveries: Deliveries
    locale: str = "en"


@dataclass(frozen=True)
class Decided:
    """What came of the second person's word."""

    outcome: Literal["refused", "ordered", "to_pay"]
    order: str = ""
    total: Money | None = None


@dataclass(frozen=True)
class Taken:
    """What became of a payment: an order, or the reason why none."""

    order: Order | None
    conversation: str
    amount: Money
    reason: str = ""
