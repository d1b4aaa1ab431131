"""Asks a second person of a company before what is over its limit is ordered.

The goods stay held while the second person thinks. Yes orders them, or lets the buyer go and pay;
no, or no answer in time, gives everything back and says so. A checkout is locked before its question.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from chat.reply import Reply
from chat.service.conversations import Conversations
from chat.service.language import language_in
from shop.checkout import notices
from shop.checkout.checkout import WAITS_FOR_YES, Checkout
from shop.checkout.store.approvals import (
    Asked,
    asked_of,
    customer_name,
    end_question,
    end_questions_of,
    insert_approval,
    known_customers,
    last_used,
    limit_of,
    put_limit,
    unanswered,
)
from shop.checkout.store.checkouts import await_approval, checkout_of, end_checkout
from shop.money import Money
from shop.refusals import Missing, Reason, Refused
from storage.database import Database, Tx

_OVER = {"approved": "approved_before", "refused": "refused_before"}


class SpendingLimits:
    """What companies let their people order without asking."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def put(self, customer: str, most: Money | None, approver: str = "") -> None:
        """Set a limit and who approves what is over it, or (None) lift it."""
        with self.db.write() as tx:
            if most is not None:
                if customer == approver:
                    raise Refused("own_approver")
                known = known_customers(tx, [customer, approver])
                for missing in sorted({customer, approver} - known):
                    raise Missing("customer_unknown", customer=missing)
            put_limit(tx, customer, most, approver)


def ask_in(tx: Tx, store: Conversations, checkout: Checkout, method: str, now: datetime) -> Reason:
    """Ask the second person, on the channel they used last; gives what the buyer is told."""
    limit = limit_of(tx, checkout.customer)
    assert limit is not None  # noqa: S101  # one is only asked over a limit
    told = Reason("approval_asked", {"limit": limit.most, "name": limit.name})
    if not insert_approval(tx, store.db, checkout, limit.approver, method, now):
        return told  # asked already
    where = last_used(tx, limit.approver)
    if where is None:
        raise Refused("approver_has_no_chat", limit=limit.most, name=limit.name)
    if not await_approval(tx, checkout.id, now, now + WAITS_FOR_YES):  # it ended while it was read
        raise Refused("checkout_expired")
    buyer = customer_name(tx, checkout.customer)
    question = notices.question(checkout, limit, buyer, language_in(tx, where))
    store.say_in(tx, where, [question])
    return told


def waiting_for(tx: Tx, checkout: str, approver: str, now: datetime) -> Asked:
    """What this person was asked of this checkout, if it still waits for them."""
    asked = asked_of(tx, checkout, approver)
    if asked is None:
        raise Missing("nothing_to_approve")
    if asked.state != "asked" or asked.expires_at <= now:
        raise Refused(_OVER.get(asked.state, "approval_over"))
    return asked


def expire_in(tx: Tx, store: Conversations, now: datetime) -> int:
    """Give back what nobody answered in time, and tell the buyer; how many that were."""
    count = 0
    for checkout in unanswered(tx, now):
        if end_question(tx, checkout):
            found = checkout_of(tx, checkout, lock=True)
            give_back(tx, found)
            tell_buyer(tx, store, found, partial(notices.nobody_answered, found))
            count += 1
    return count


def forget_in(tx: Tx, customer: str) -> None:
    """Who asked is forgotten: nobody is asked any more, and the goods are given back."""
    for checkout in end_questions_of(tx, customer):
        give_back(tx, checkout_of(tx, checkout, lock=True))


def tell_buyer(tx: Tx, store: Conversations, checkout: Checkout, said: Callable[[str], Reply]) -> None:
    """Say it to the buyer in their language, on the channel they used last."""
    where = last_used(tx, checkout.customer) or checkout.conversation
    if where:
        store.say_in(tx, where, [said(language_in(tx, where))])


def give_back(tx: Tx, checkout: Checkout) -> None:
    """Give back what a checkout holds that is neither ordered nor over."""
    if checkout.state in ("open", "paying"):
        end_checkout(tx, checkout.id)
