"""What can be asked of a cart: one request for each use case, whoever asks.

A `key` names the turn, tap or call, so that the same one again does nothing more; without a key every
call counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shop.cart.cart import Cart
from shop.cart.pricing import Quote
from shop.money import Money
from shop.refusals import Reason


@dataclass(frozen=True)
class Item:
    """So many of one product."""

    sku: str
    quantity: int
    instead: str = ""  # the line that goes when this one is put in


@dataclass(frozen=True)
class AddToCart:
    """Add these to what is there; what can't be added is left out, and one undo takes all of it back."""

    customer: str
    items: tuple[Item, ...]
    key: str = ""


@dataclass(frozen=True)
class ChangeCart:
    """Set some lines, 0 takes one out, and add others; what can't be is left, and one undo takes back all."""

    customer: str
    sets: tuple[Item, ...] = ()
    adds: tuple[Item, ...] = ()
    key: str = ""


@dataclass(frozen=True)
class SetQuantity:
    """Set how many of a product the cart holds; 0 takes it out."""

    customer: str
    sku: str
    quantity: int
    key: str = ""


@dataclass(frozen=True)
class TakeOut:
    """Take a product out."""

    customer: str
    sku: str
    key: str = ""


@dataclass(frozen=True)
class Swap:
    """Add one product in place of another, which goes if it is there."""

    customer: str
    out: str  # "" where nothing goes
    sku: str
    quantity: int
    key: str = ""


@dataclass(frozen=True)
class TakeCases:
    """Cases in place of so many single packs."""

    customer: str
    single: str
    singles: int
    case: str
    cases: int
    key: str = ""


@dataclass(frozen=True)
class Undo:
    """Take the last change back; again, the one before that."""

    customer: str
    key: str = ""


@dataclass(frozen=True)
class Clear:
    """Take everything out."""

    customer: str
    key: str = ""


@dataclass(frozen=True)
class UseVoucher:
    """Use the first of these codes that is good for this cart."""

    customer: str
    vouchers: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True)
class SaveList:
    """Save what is in the cart under a name."""

    customer: str
    name: str
    key: str = ""


@dataclass(frozen=True)
class AskQuote:
    """Ask the seller for a price on a quantity."""

    customer: str
    conversation: str
    sku: str
    quantity: int
    hoped: Money | None = None
    key: str = ""
    terms: str = ""  # what was said with it: delivery, a day, how often


@dataclass(frozen=True)
class WithdrawQuote:
    """Ask for it no more."""

    customer: str
    number: str
    key: str = ""


@dataclass(frozen=True)
class Added:
    """What could not be added, by SKU, and why; the rest is in the cart."""

    refused: Mapping[str, Reason] = field(default_factory=dict)


@dataclass(frozen=True)
class Priced:
    """A cart with what it costs at this moment, and what has to be said about it besides."""

    cart: Cart
    quote: Quote
    notes: tuple[Reason, ...] = ()

    @property
    def voucher_refused(self) -> Reason | None:
        """Why the cart's voucher takes nothing off."""
        return self.notes[-1] if self.cart.voucher and not self.quote.voucher else None
