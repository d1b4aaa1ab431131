"""What the checkout needs of a payment provider."""

from dataclasses import dataclass
from typing import Literal, Protocol

from connectors.words import ONLINE_DOWN
from shop.money import Money

SORRY = ONLINE_DOWN.en


class PaymentFailed(Exception):
    """The provider can't be reached or refuses."""


class NeverRefunded(PaymentFailed):
    """The provider says no to a refund, and will again: a person has to look."""


class Forged(Exception):
    """A webhook that the provider did not sign, or signed too long ago."""


class Unreadable(Exception):
    """A webhook that the provider signed, and that is not what it sends."""


@dataclass(frozen=True)
class Started:
    """A payment that the customer can now make at the provider's page."""

    ref: str
    url: str


@dataclass(frozen=True)
class News:
    """What a webhook says: the event's own id, about which checkout, and what became of it."""

    event: str
    checkout: str
    what: Literal["paid", "failed", "refunded", "not refunded", "other"]
    ref: str = ""  # the payment, or the refund
    amount: Money | None = None
    why: str = ""  # not refunded


@dataclass(frozen=True)
class Refunded:
    """A refund that the provider took on: done at once, or on its way."""

    id: str
    done: bool


class Provider(Protocol):
    """One provider of online payments."""

    name: str

    def start(self, checkout: str, amount: Money, back: str, title: str) -> Started:
        """Begin a payment; the same checkout again is the same payment."""
        ...

    def news(self, raw: bytes, signature: str) -> News:
        """A webhook's content; or Forged, or Unreadable."""
        ...

    def refund(self, ref: str, amount: Money, key: str) -> Refunded:
        """Give money back; the same key again gives it back once."""
        ...
