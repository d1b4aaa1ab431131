"""Declares what the options mean that buyers are given about their orders."""

from dataclasses import dataclass

from chat.payloads import payload


@payload("intake.order")
@dataclass(frozen=True)
class ProveOrder:
    """An order that is not found here may be theirs: they want to prove it."""

    order: str = ""


@payload("orders.repeat", intent="repeat_order")
@dataclass(frozen=True)
class RepeatOrder:
    """This order goes into the cart again, with the changes that were asked for."""

    order: str
    changes: str  # as they were written


@payload("orders.note", intent="change_order")
@dataclass(frozen=True)
class NoteIt:
    """What is typed next is noted on this order, for who packs and brings it."""

    order: str


@payload("orders.fewer", intent="change_order")
@dataclass(frozen=True)
class Fewer:
    """So many are to be left of these goods of an order ("SKU=6,SKU=0"): asked about, or (`sure`) done."""

    order: str
    left: str
    sure: bool = False


@payload("orders.pay", intent="payment_methods")
@dataclass(frozen=True)
class PayOtherwise:
    """This order is to be paid by this way: asked about, or (`sure`) done."""

    order: str
    method: str
    sure: bool = False
