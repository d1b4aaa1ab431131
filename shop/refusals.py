"""Refusals and notes as codes with facts; the sentence for a customer is made of them here and only here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shop.errors import NotAllowed, NotFound
from shop.money import Money

Fact = str | int | Money | datetime


@dataclass(frozen=True)
class Reason:
    """Why something is not, or not quite, as it was wished: a code, and what it is about."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def __str__(self) -> str:
        """The sentence for a customer, in English."""
        said = {name: x.spoken() if isinstance(x, Money) else x for name, x in self.facts.items()}
        return SENTENCES[self.code].format(**said)

    def in_(self, locale: str) -> str:
        """Say it in this language."""
        return str(self)

    def as_json(self) -> dict[str, Any]:
        """As it is stored with the result of a use case, and shown to programs."""
        return {"code": self.code, **{name: _fact_as_json(x) for name, x in self.facts.items()}}

    @classmethod
    def from_json(cls, value: Mapping[str, Any] | str) -> "Reason":
        """The reason that was stored; earlier releases stored its sentence."""
        if isinstance(value, str):
            return cls("said", {"words": value})
        return cls(value["code"], {n: _fact_from_json(x) for n, x in value.items() if n != "code"})

    def refusal(self) -> "Refused | Missing":
        """The error that says so."""
        return (Missing if self.code in NOT_THERE else Refused)(self.code, **self.facts)


class Refused(NotAllowed):
    """A rule of the shop says no, and says why."""

    def __init__(self, code: str, **facts: Fact) -> None:
        self.reason = Reason(code, facts)
        super().__init__(str(self.reason))

    def in_(self, locale: str) -> str:
        """Say it in this language."""
        return self.reason.in_(locale)


class Missing(NotFound):
    """What was named is not there, or not for this customer."""

    def __init__(self, code: str, **facts: Fact) -> None:
        self.reason = Reason(code, facts)
        super().__init__(str(self.reason))

    def in_(self, locale: str) -> str:
        """Say it in this language."""
        return self.reason.in_(locale)


def _fact_as_json(fact: Fact) -> Any:
    if isinstance(fact, Money):
        return {"minor": fact.minor, "currency": fact.currency}
    return {"at": fact.isoformat()} if isinstance(fact, datetime) else fact


def _fact_from_json(value: Any) -> Fact:
    if isinstance(value, dict):
        return datetime.fromisoformat(value["at"]) if "at" in value else Money(**value)
    fact: Fact = value
    return fact


# What is not there, where all other codes are of what is not allowed.
NOT_THERE = frozenset({"product_gone", "not_in_cart", "voucher_unknown", "quote_unknown"})

SENTENCES: Mapping[str, str] = {
    "said": "{words}",
    # quantities
    "no_quantity": "{quantity} is not a quantity I can order. Tell me a number from 1 up.",
    "above_most": "{quantity:,} is more than one line may hold ({most:,}). For so many, ask for a person.",
    "below_minimum": "{title} is sold from {least} pieces on. Shall it be {least}?",
    "not_in_steps": "{title} is sold in steps of {step}: {below} or {above} would work. Which one?",
    # goods
    "made_to_order": "{title} was offered for {quantity:,}: ask its seller for another number.",
    "not_sold": "{title} is not sold any more.",
    "product_gone": "That product is not sold any more.",
    "left_out": "{title} is not sold any more and is left out.",
    "sold_out": "{title} is sold out just now.",
    "short": "{title}: only {left} left.",
    "short_of_all": "{title}: sold out just now.",
    "price_rose": "{title}: the price rose from {was} to {price}.",
    "price_fell": "{title}: the price fell from {was} to {price}.",
    # the cart
    "cart_full": "The cart is full: it holds {most} products. Order these first.",
    "not_in_cart": "That is not in your cart.",
    "nothing_to_undo": "There is nothing left to undo in your cart.",
    "nothing_to_save": "Your cart is empty: fill it first, then save it.",
    "lists_full": (
        "You have {most} saved lists already. Save it under the name of one that may go."
    ),
    # vouchers
    "voucher_unknown": "I know no voucher {voucher}.",
    "voucher_of_others": "The voucher {voucher} is not yours to use.",
    "voucher_not_yet": "The voucher {voucher} is good from {starts:%d %B %Y} on.",
    "voucher_over": "The voucher {voucher} ended on {ended:%d %B %Y}.",
    "voucher_needs_more": (
        "The voucher {voucher} needs a cart of {least}: {missing} more and it works."
    ),
    "voucher_used_up": "The voucher {voucher} has been used up.",
    "voucher_used_by_you": "You have used the voucher {voucher} already.",
    "voucher_in_use": (
        "The voucher {voucher} is in use by a checkout that waits for its payment or approval."
    ),
    # prices agreed with sellers
    "quote_answered": "Quote {number} is answered or withdrawn already, or there is none.",
    "quote_unknown": "I find no quote {number} of yours.",
    "quote_closed": "Quote {number} can't be accepted any more. Ask for a new one.",
    # checkouts
    "cart_empty": "Your cart is empty. Tell me what you need, for example: 20 maggi 70g.",
    "no_address": "Where shall it go? Send the address with its PIN code, and a phone number.",
    "not_delivered": "{words}",
    "total_moved": "{notes}The total is {total} now, not {shown}. Please look again.",
    "only_left": "Only {left} of {title} left. Change your cart and check out again.",
    "none_left": "{title} is sold out. Change your cart and check out again.",
    "checkout_unknown": "This checkout does not exist.",
    "checkout_expired": "This checkout has expired. Your cart is still there: check out again.",
    "checkout_fixed": "This checkout can't be changed any more. Say “check out” in the chat again.",
    "link_used": (
        "This link was opened before, on another device or browser. Ask for a new one in the chat."
    ),
    "voucher_lost": (
        "{why} Nothing was ordered, and your cart is as it was: say “check out” in the chat again "
        "for the total without it."
    ),
    # approvals
    "needs_approval": "Orders over {limit} need an approval.",
    "needs_yes_for_more": (
        "Orders over {limit} need a yes from {name}; with this it would be {total}. "
        "Order what is missing as a new order: then I ask {name}."
    ),
    "approval_asked": (
        "Orders over {limit} need a yes from {name}. I asked; the goods are held for you for a day, "
        "and the answer comes here."
    ),
    "approver_has_no_chat": (
        "Orders over {limit} need a yes from {name}, who has no chat with us yet. "
        "Ask them to write to us once, then check out again."
    ),
    "nothing_to_approve": "I know of nothing that waits for your yes there.",
    "approved_before": "You approved it before.",
    "refused_before": "You refused it before.",
    "approval_over": "That question is over: no answer came in time.",
    "own_approver": "Nobody can approve their own orders. Name somebody else of the company.",
    "customer_unknown": "There is no customer {customer}.",
    # paying
    "no_credit": "You have no credit account with us. Choose another way to pay.",
    "over_credit": (
        "Your credit limit leaves {free}; this order is {total}. Choose another way to pay, or order less."
    ),
    "not_covered": "That does not cover {total}. Choose another way to pay.",
    "payment_too_late": (
        "This checkout was ordered or has expired in the meantime. Nothing was paid: "
        "say “check out” in the chat again."
    ),
    "paid_before": "Order {order} of this checkout was placed before; this is a second payment.",
    "paid_otherwise": "{amount} was paid for a checkout of {total}.",
    "payment_settled": "That payment was dealt with before, or there is none of that name.",
    "refund_not_waiting": "That refund is not waiting for you.",
}  # fmt: skip
