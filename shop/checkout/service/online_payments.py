"""Takes in what a provider of online payments moved, once, and keeps what fits nowhere for a person.

A payment that no order can come of is a stray: a person sees it at the desk and gives it back or
settles it. Nothing that was paid is ever answered with an error and forgotten.
"""

from datetime import datetime

from shop.checkout.checkout import PaymentCame, PaymentFailed, Taken
from shop.checkout.service.checkouts import Checkouts
from shop.checkout.store.checkouts import checkout_of, conversation_of, end_checkout, hold_again
from shop.errors import NotAllowed, ShopError
from shop.orders.order import Order
from shop.payments.store.online_payments import insert_payment, put_ordered, put_stray
from shop.payments.store.refunds import first_time
from shop.refusals import Refused
from storage.database import Tx


class OnlinePayments:
    """What a provider tells of payments."""

    def __init__(self, checkouts: Checkouts) -> None:
        self.db, self.checkouts = checkouts.db, checkouts

    def take_in(self, news: PaymentCame, now: datetime) -> Taken | None:
        """A payment came: its order is placed, once, however often and in whatever order the news come."""
        with self.db.write() as tx:
            if not first_time(tx, self.db, news.event, now):
                return None
            if not insert_payment(tx, self.db, news.ref or news.event, news, now):
                return None  # another event told of the same payment
            ref = news.ref or news.event
            conversation = conversation_of(tx, news.checkout)
            try:
                with tx.begin_nested():
                    order = self._ordered(tx, news, now)
            except ShopError as err:
                put_stray(tx, ref, str(err))
                return Taken(None, conversation, news.amount, str(err))
            put_ordered(tx, ref, order.id)
            return Taken(order, conversation, news.amount)

    def failed(self, news: PaymentFailed, now: datetime) -> None:
        """The payment did not come about: the goods go back, unless it was paid after all."""
        with self.db.write() as tx:
            if not first_time(tx, self.db, news.event, now):
                return
            try:
                found = checkout_of(tx, news.checkout, lock=True)
            except NotAllowed:
                return  # none of ours
            if found.state == "paying":
                end_checkout(tx, found.id)

    def _ordered(self, tx: Tx, news: PaymentCame, now: datetime) -> Order:
        found = checkout_of(tx, news.checkout, lock=True)
        if found.order:
            raise Refused("paid_before", order=found.order)
        if news.amount != found.total:
            raise Refused("paid_otherwise", amount=news.amount, total=found.total)
        if found.state == "expired":  # what was held went back
            hold_again(tx, self.db, found)
        return self.checkouts.place_in(tx, news.checkout, news.provider, now, paid=True)
