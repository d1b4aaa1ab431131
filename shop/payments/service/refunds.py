"""Gives money back through a provider: asked for with the refund's own name as the key, so made once.

The row is written with the refund's entry in the ledger; the provider is asked outside of any
transaction, again after a fault, and its webhook has the last word.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from shop.payments.refund import Due, RefundAsked, RefundNews, RefundNotAsked
from shop.payments.store.online_payments import settle_stray, to_look_at
from shop.payments.store.refunds import (
    asked,
    due,
    first_time,
    not_asked,
    put_refund,
    refunds_of,
    settle_refund,
    try_again,
)
from storage.audit import record
from storage.database import Database


class Refunds:
    """Refunds through a provider, and payments that a person has to decide about."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def due(self, now: datetime) -> Sequence[Due]:
        """Refunds whose time it is to ask for, the oldest first."""
        with self.db.read() as tx:
            return due(tx, now)

    def asked(self, news: RefundAsked) -> None:
        """The provider took a refund on."""
        with self.db.write() as tx:
            asked(tx, news.refund, news.provider_id, done=news.done)

    def not_asked(self, news: RefundNotAsked, now: datetime) -> None:
        """The provider did not take it: again later, or a person has to look."""
        with self.db.write() as tx:
            not_asked(tx, news.refund, news.error, now, for_good=news.for_good)

    def settled(self, news: RefundNews, now: datetime) -> None:
        """The provider's last word on a refund."""
        with self.db.write() as tx:
            if first_time(tx, self.db, news.event, now):
                settle_refund(tx, news.provider_id, news.why)

    def of_orders(self, orders: Sequence[str]) -> Mapping[str, Mapping[int, str]]:
        """The state of orders' refunds online, by order and by the number of the payment."""
        with self.db.read() as tx:
            return {order: refunds_of(tx, order) for order in orders}

    def to_look_at(self) -> dict[str, list[dict[str, Any]]]:
        """What a person has to decide: payments without an order, refunds that failed."""
        with self.db.read() as tx:
            return to_look_at(tx)

    def give_back(self, ref: str, by: str, now: datetime) -> None:
        """A person decided: this payment without an order goes back to who paid it."""
        with self.db.write() as tx:
            amount = settle_stray(tx, ref, by, "refunding")
            put_refund(tx, f"stray/{ref}", ref, amount, now)
            record(tx, now, by, "payment_back", subject=ref)

    def settle(self, ref: str, by: str, now: datetime) -> None:
        """A person dealt with this payment without an order in another way."""
        with self.db.write() as tx:
            settle_stray(tx, ref, by, "settled")
            record(tx, now, by, "payment_settled", subject=ref)

    def try_again(self, refund: str, by: str, now: datetime) -> None:
        """A refund that failed is asked for once more."""
        with self.db.write() as tx:
            try_again(tx, refund, now)
            record(tx, now, by, "refund_again", subject=refund)
