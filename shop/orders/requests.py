"""What can be asked for an order: one frozen request for each use case."""

from collections.abc import Mapping
from dataclasses import dataclass

from shop.orders.changes import Swap


@dataclass(frozen=True)
class CancelOrder:
    """A customer cancels their pending order, for one of status.REASONS."""

    customer: str
    order: str
    reason: str


@dataclass(frozen=True)
class ChangeItems:
    """A customer swaps items of their pending order; `method` pays the difference or takes it back."""

    customer: str
    order: str
    swaps: tuple[Swap, ...]
    method: str


@dataclass(frozen=True)
class TakeFewer:
    """A customer takes fewer pieces of some goods of their pending order, or none: what is left, by SKU."""

    customer: str
    order: str
    left: Mapping[str, int]


@dataclass(frozen=True)
class ChangePayment:
    """A customer pays their pending order another way."""

    customer: str
    order: str
    method: str


@dataclass(frozen=True)
class ChangeAddress:
    """A customer sends their pending order somewhere else."""

    customer: str
    order: str
    address: Mapping[str, str]


@dataclass(frozen=True)
class NoteOnOrder:
    """A customer asks something of who packs or brings an order: "ring twice"."""

    customer: str
    order: str
    note: str


@dataclass(frozen=True)
class AskReturn:
    """A customer asks to return pieces of their delivered order: one SKU a piece."""

    customer: str
    order: str
    skus: tuple[str, ...]
    method: str


@dataclass(frozen=True)
class AskExchange:
    """A customer asks to exchange pieces of their delivered order."""

    customer: str
    order: str
    swaps: tuple[Swap, ...]
    method: str


@dataclass(frozen=True)
class MoveOrder:
    """Staff or a carrier move an order along, or a seller their own part of it; the customer is told."""

    order: str
    status: str
    tracking: str = ""
    note: str = ""
    seller: str = ""
