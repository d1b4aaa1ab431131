"""Why an order is not changed: a code with facts, and the one table of the sentences for them."""

from collections.abc import Mapping
from typing import Literal

from shop.errors import NotAllowed, NotFound
from shop.money import Money
from shop.orders.status import SPOKEN, Status, Step

Fact = str | int | Money

Code = Literal[
    "step_closed",  # order, status, step
    "payment_closed",  # order, status
    "address_closed",  # order, status
    "part_not_yours",  # order
    "part_closed",  # order, status, wanted
    "part_done",  # order, now
    "part_step_unknown",  # steps
    "step_unknown",  # wanted, steps
    "reason_missing",  # reasons
    "several_payments",  # order
    "paid_that_way",
    "address_missing",
    "refund_elsewhere",
    "items_missing",
    "not_in_order",  # order, count, sku
    "count_missing",
    "not_alike",
    "method_unknown",
    "online_only",
    "credit_short",  # balance, amount
]
UnknownCode = Literal[
    "not_theirs",  # order
    "unknown",  # order
    "no_goods_of_theirs",  # order
    "invoice_not_made",  # order
]

_SENTENCES: Mapping[str, str] = {
    "payment_closed": "Order {order} is {status}: its payment can no longer be changed.",
    "address_closed": "Order {order} is {status}: its address can no longer be changed.",
    "part_not_yours": "Nothing of order {order} is yours.",
    "part_closed": "Order {order} is {status}: your part of it can't be {wanted} now.",
    "part_done": "Your part of order {order} is {now} already.",
    "part_step_unknown": "You can move your part of an order to {steps}.",
    "step_unknown": "An order can't be moved to {wanted!r}: {steps}.",
    "reason_missing": "To cancel I need the reason: {reasons}?",
    "several_payments": "Order {order} has more than one payment; a person has to look at that.",
    "paid_that_way": "The order is paid that way already. Which other way shall it be?",
    "address_missing": "Please tell me the whole new address.",
    "refund_elsewhere": "A refund goes back the way you paid, or to store credit. Which shall it be?",
    "items_missing": "Which items of the order do you mean?",
    "not_in_order": "Order {order} does not hold {count} of {sku}.",
    "count_missing": "Tell me how many pieces to change, from 1 up.",
    "not_alike": (
        "I can only change an item to another kind of the same product, or to goods like it, "
        "that are in stock."
    ),
    "method_unknown": "I do not know that way to pay. Choose one of yours.",
    "online_only": ("A card can only be charged on its own page. Choose another way for the difference."),
    "credit_short": ("The store credit of {balance} does not cover {amount}. Choose another way to pay."),
    "not_theirs": "I find no order {order} of yours.",
    "unknown": "There is no order {order}.",
    "no_goods_of_theirs": "There is no order {order} with goods of yours.",
    "invoice_not_made": "The invoice of order {order} could not be made just now. Please try again.",
}
_STEP_CLOSED: Mapping[Step, str] = {
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


class OrderRefused(NotAllowed):
    """What was asked for an order is not done; `code` says why, `facts` of what."""

    def __init__(self, code: Code, **facts: Fact) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts

    def __str__(self) -> str:
        return _sentence(self.code, self.facts)


class NoSuchOrder(NotFound):
    """The order is not there, or not for whoever asks."""

    def __init__(self, code: UnknownCode, **facts: Fact) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts

    def __str__(self) -> str:
        return _sentence(self.code, self.facts)


def step_closed(order: str, status: Status, step: Step) -> OrderRefused:
    """The refusal of a step that the table of moves does not have."""
    return OrderRefused("step_closed", order=order, status=status, step=step)


def _sentence(code: str, facts: Mapping[str, Fact]) -> str:
    """What a person reads of a refusal."""
    if code == "step_closed":
        closed = next(words for step, words in _STEP_CLOSED.items() if step == facts["step"])
        return f"Order {facts['order']} is {_status(facts['status'])}: {closed}"
    return _SENTENCES[code].format(**{name: _spoken(name, fact) for name, fact in facts.items()})


def _spoken(name: str, fact: Fact) -> Fact:
    if isinstance(fact, Money):
        return fact.spoken()
    return _status(fact) if name == "status" else fact


def _status(fact: Fact) -> str:
    return next(words for status, words in SPOKEN.items() if status == fact)
