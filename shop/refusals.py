"""Refusals and notes as codes with facts; each subject declares its codes with their sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Union

from chat.days import date_in
from chat.words import Words
from shop.alerts import words as alerts
from shop.cart import words as cart
from shop.checkout import words as checkout
from shop.claims import words as claims
from shop.delivery import words as delivery
from shop.errors import NotAllowed, NotFound, ShopError
from shop.money import Money
from shop.orders import words as orders
from shop.payments import words as payments
from shop.reading import words as reading
from shop.sellers import words as sellers

Fact = Union[str, int, Money, datetime, "Reason", tuple["Reason", ...]]

SAID = Words("{words}", "{words}", "{words}")  # stored by earlier releases, which knew no codes
SENTENCES: Mapping[str, Words] = {
    "said": SAID,
    **reading.REFUSALS,
    **alerts.REFUSALS,
    **cart.REFUSALS,
    **checkout.REFUSALS,
    **claims.REFUSALS,
    **delivery.REFUSALS,
    **orders.REFUSALS,
    **payments.REFUSALS,
    **sellers.REFUSALS,
}
# Facts that are codes themselves, by their name.
CODED: Mapping[str, Mapping[Any, Words]] = {
    "status": orders.STATES,
    "step": orders.STEPS_CLOSED,
    "wanted": orders.PART_STATES,
    "now": orders.PART_STATES,
    "claim_state": claims.STATES,
}
# What is not there, where all other codes are of what is not allowed.
NOT_THERE = frozenset({
    "product_gone", "not_in_cart", "voucher_unknown", "quote_unknown", "no_quote", "nothing_to_approve",
    "customer_unknown", "order_unknown", "order_not_theirs", "no_goods_of_theirs", "invoice_not_made",
    "payment_settled", "refund_not_waiting", "brand_unknown", "return_not_waiting", "credit_settled",
    "claim_unknown",
})  # fmt: skip


@dataclass(frozen=True)
class Reason:
    """Why something is not, or not quite, as it was wished: a code, and what it is about."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def in_(self, locale: str) -> str:
        """Say it in this language."""
        facts = {name: _said(name, fact, locale) for name, fact in self.facts.items()}
        return SENTENCES[self.code].in_(locale, **facts)

    def __str__(self) -> str:
        """Say it in English, to who works here."""
        return self.in_("en")

    def as_json(self) -> dict[str, Any]:
        """Give it as it is stored with the result of a use case."""
        return {"code": self.code, **{name: _fact_as_json(x) for name, x in self.facts.items()}}

    @classmethod
    def from_json(cls, value: Mapping[str, Any] | str) -> "Reason":
        """Read the reason that was stored; earlier releases stored its sentence."""
        if isinstance(value, str):
            return cls("said", {"words": value})
        return cls(value["code"], {n: _fact_from_json(x) for n, x in value.items() if n != "code"})

    def refusal(self) -> "Coded":
        """Give the error that says so."""
        return (Missing if self.code in NOT_THERE else Refused)(self.code, **self.facts)


class Coded(ShopError):
    """A code with its facts, of which the sentence is made for whoever reads it."""

    def __init__(self, code: str, **facts: Fact) -> None:
        self.reason = Reason(code, facts)
        super().__init__(str(self.reason))

    def in_(self, locale: str) -> str:
        """Say it in this language."""
        return self.reason.in_(locale)


class Refused(Coded, NotAllowed):
    """A rule of the shop says no, and says why."""


class Missing(Coded, NotFound):
    """What was named is not there, or not for this customer."""


def _said(name: str, fact: Fact, locale: str) -> str | int:
    """A fact as it stands in the sentence."""
    match fact:
        case Money():
            return fact.spoken()
        case datetime():
            return date_in(locale, fact)
        case Reason():
            return fact.in_(locale)
        case tuple():
            return "".join(f"{one.in_(locale)} " for one in fact)
        case str() if fact in CODED.get(name, {}):
            return CODED[name][fact].in_(locale)
    return fact


def _fact_as_json(fact: Fact) -> Any:
    match fact:
        case Money():
            return {"minor": fact.minor, "currency": fact.currency}
        case datetime():
            return {"at": fact.isoformat()}
        case Reason():
            return fact.as_json()
        case tuple():
            return [one.as_json() for one in fact]
    return fact


def _fact_from_json(value: Any) -> Fact:
    if isinstance(value, list):
        return tuple(Reason.from_json(one) for one in value)
    if isinstance(value, dict):
        if "code" in value:
            return Reason.from_json(value)
        return datetime.fromisoformat(value["at"]) if "at" in value else Money(**value)
    fact: Fact = value
    return fact
