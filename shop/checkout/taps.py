"""Declares what the options mean that buyers and those who approve for them are given about a checkout."""

from dataclasses import dataclass

from chat.payloads import payload


@payload("checkout.place", intent="checkout")
@dataclass(frozen=True)
class PlaceCart:
    """The buyer orders what is in the cart, paid and delivered so, for the total that was shown."""

    method: str
    delivery: str
    shown: int  # minor units


@payload("checkout.page", intent="checkout")
@dataclass(frozen=True)
class OpenPage:
    """The buyer wants the checkout page, for the total that was shown."""

    delivery: str
    shown: int  # minor units


@payload("checkout.delivery", intent="checkout")
@dataclass(frozen=True)
class ChooseDelivery:
    """The buyer looks at the whole with this way of delivery."""

    delivery: str


@payload("checkout.decide", intent="checkout")
@dataclass(frozen=True)
class DecideCheckout:
    """The second person of a company says yes or no."""

    checkout: str
    yes: bool


@payload("checkout.address", intent="change_address")
@dataclass(frozen=True)
class UseAddress:
    """Goods go to this address from now on, and those of this order too."""

    address: str  # as it was written
    order: str = ""
