"""Turns carts into orders, each in one transaction, once, with stock taken and money entered.

A checkout has a key of idempotency. Started twice with one key it is one checkout; placed twice
it is one order. What was shown is stored; if price or stock is another at the last moment, nothing
is written and the new quote is shown for a new yes.

Locked in this order: the checkout, the customer's cart, its voucher, credit, stock. What is called
`..._in` joins the transaction of another service; nobody else hands one over.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from chat.service.conversations import Conversations
from people.store.customers import address_of
from shop.cart.cart import Cart, as_json, clear
from shop.cart.pricing import Quote
from shop.cart.service.carts import Carts
from shop.cart.service.vouchers import check_uses_in, note_use_in
from shop.cart.store.carts import goods
from shop.checkout import notices
from shop.checkout.checkout import (
    PAY_WITHIN,
    Checkout,
    Decide,
    Decided,
    Moved,
    NeedsApproval,
    Placed,
    PlaceOrder,
    StartCheckout,
)
from shop.checkout.placing import new_order_id, order_of
from shop.checkout.service import approvals
from shop.checkout.service.limits import check_credit, check_limit, pay_with_store_credit
from shop.checkout.service.offers import deliveries_of
from shop.checkout.store.approvals import put_answer
from shop.checkout.store.checkouts import (
    checkout_of,
    end_checkout,
    insert_checkout,
    open_ones,
    open_to_pay,
    overdue,
    put_delivery,
    put_order,
    put_quote,
    with_key,
)
from shop.delivery.ways import Way
from shop.money import Money
from shop.orders.order import ACCOUNT, CASH, ONLINE, UPI, Order
from shop.orders.service import within
from shop.orders.store.orders import order_of as order_called
from shop.payments.notices import pay_now
from shop.payments.service.asking import asked as asked_by_upi
from shop.payments.store.upi import payee_in
from shop.refusals import Coded, Reason, Refused
from shop.stock import store as allocations
from storage.database import Database, Tx
from storage.once import once


class Checkouts:
    """Starts, places and ends checkouts: for the chat, the checkout page and the desk alike."""

    def __init__(self, db: Database, carts: Carts) -> None:
        self.db, self.carts, self.store = db, carts, Conversations(db)

    def start(self, asked: StartCheckout, now: datetime) -> str:
        """Hold what is in the cart, for the checkout page; gives the checkout's id."""

        def work(tx: Tx) -> dict[str, str]:
            return {"checkout": self._started(tx, asked, now)[0].id}

        return str(once(self.db, asked.key, work)["checkout"])

    def place_order(self, asked: PlaceOrder, now: datetime) -> Placed:
        """Order what is in the cart, all of it in one transaction; or ask whose yes it needs."""
        ways: list[Way] = []

        def work(tx: Tx) -> dict[str, Any]:
            started, way = self._started(tx, asked, now)
            ways.append(way)
            try:
                return {"order": self.place_in(tx, started.id, asked.method, now).id}
            except NeedsApproval:
                told = approvals.ask_in(tx, self.store, started, asked.method, now)
                return {"asked": told.as_json()}

        done = once(self.db, asked.key, work)
        if "asked" in done:
            return Placed(approval=Reason.from_json(done["asked"]))
        return Placed(done["order"], way=ways[0] if ways else None)

    def decide(self, asked: Decide, now: datetime, link: Callable[[str, timedelta], str]) -> Decided:
        """The second person's word: a yes orders what needs no payment online; the buyer is told of either.

        `link` makes the address of a checkout's page that is good for so long.
        """

        def work(tx: Tx) -> dict[str, Any]:
            found, order = self.decide_in(tx, asked, now)
            if order:
                total = {"total": order.total.minor, "currency": order.total.currency}
                return {"outcome": "ordered", "order": order.id, **total}
            if not asked.yes:
                return {"outcome": "refused"}
            pay = partial(notices.pay_now, link(asked.checkout, PAY_WITHIN))
            approvals.tell_buyer(tx, self.store, found, pay)
            return {"outcome": "to_pay"}

        done = once(self.db, asked.key, work)
        if isinstance(done, str):  # what an earlier release stored is the sentence itself
            raise Refused("said", words=done)
        total = Money(done["total"], done["currency"]) if "total" in done else None
        return Decided(done["outcome"], done.get("order", ""), total)

    def expire(self, now: datetime) -> int:
        """Give back what checkouts hold whose time is over; how many those were."""
        with self.db.write() as tx:
            unanswered = approvals.expire_in(tx, self.store, now)
            return unanswered + len(self.expire_in(tx, now))

    def start_in(
        self,
        tx: Tx,
        customer: str,
        key: str,
        now: datetime,
        *,
        address: Mapping[str, str],
        shown: Money | None = None,
        delivery: str = "",
        delivery_cost: Money | None = None,
        conversation: str = "",
    ) -> Checkout:
        """Price the cart, hold its stock and store both; the same key again gives the same checkout."""
        new = "ck_" + secrets.token_urlsafe(18)
        if not insert_checkout(
            tx,
            self.db,
            new,
            customer,
            key or new,
            now,
            address=address,
            delivery=delivery,
            conversation=conversation,
        ):
            return with_key(tx, customer, key)
        # A customer has one cart, so one open checkout: the older ones give back what they hold.
        for older in open_ones(tx, customer, new):
            end_checkout(tx, older)
        priced = self.carts.priced_in(tx, self.carts.cart_in(tx, customer, lock=True), now, delivery_cost)
        quote = priced.quote
        if not quote.lines:
            raise Refused("cart_empty")
        if shown is not None and quote.total != shown:
            raise Moved("total_moved", notes=priced.notes, total=quote.total, shown=shown)
        self._hold(tx, new, quote)
        put_quote(tx, new, quote.total, self._stored(tx, quote))
        return checkout_of(tx, new)

    def place_in(self, tx: Tx, checkout: str, method: str, now: datetime, *, paid: bool = False) -> Order:
        """Make the order. Placed already, it gives the order that there is."""
        known = checkout_of(tx, checkout, lock=True)
        if known.order:
            order = order_called(tx, self.db, known.order, lock=True)
            assert order is not None  # noqa: S101  # it was written in the same transaction
            return order
        if known.state == "expired" or (known.expires_at <= now and not paid):
            raise Refused("checkout_expired")
        self.check_voucher_in(tx, known)
        if not paid:
            check_limit(tx, known.id, known.customer, known.total)
        order = order_of(known, new_order_id(), method, now, paid=paid)
        if method == ACCOUNT:
            check_credit(tx, known.customer, known.total)
        if method == UPI and payee_in(tx) is None:
            raise Refused("method_unknown")
        if method not in (CASH, ACCOUNT, UPI) and not paid:
            pay_with_store_credit(tx, known.customer, method, known.total)
        within.place(tx, self.db, order, now, quote=known.quote, checkout=known.id)
        allocations.take(tx, known.id)
        voucher = known.quote.get("voucher")
        if voucher:
            note_use_in(tx, voucher, known.customer, order.id, now)
        self.carts.change_in(tx, known.customer, _emptied, now)
        put_order(tx, known.id, method, order.id)
        return order

    def decide_in(self, tx: Tx, asked: Decide, now: datetime) -> tuple[Checkout, Order | None]:
        """Write the second person's word, and order what needs no payment online."""
        question = approvals.waiting_for(tx, asked.checkout, asked.approver, now)
        found = checkout_of(tx, asked.checkout, lock=True)
        put_answer(tx, asked.checkout, yes=asked.yes)
        if not asked.yes:
            approvals.give_back(tx, found)
            approvals.tell_buyer(tx, self.store, found, partial(notices.not_approved, found))
            return found, None
        if question.method == ONLINE:
            open_to_pay(tx, asked.checkout, now + PAY_WITHIN)
            return found, None
        order = self.place_in(tx, asked.checkout, question.method, now)
        approvals.tell_buyer(tx, self.store, found, partial(notices.approved, order))
        if to_pay := asked_by_upi(tx, order):
            approvals.tell_buyer(tx, self.store, found, partial(pay_now, to_pay))
        return found, order

    def revise_in(
        self, tx: Tx, checkout: str, now: datetime, *, address: Mapping[str, str], delivery: str, cost: Money
    ) -> Checkout:
        """Another address or way of delivery, with the total that comes of it."""
        known = checkout_of(tx, checkout, lock=True)
        if known.state != "open" or known.expires_at <= now:
            raise Refused("checkout_fixed")
        put_delivery(tx, known, address, delivery, cost)
        return checkout_of(tx, checkout)

    def expire_in(self, tx: Tx, now: datetime) -> list[str]:
        """Give back what checkouts hold whose time is over; says which."""
        over = overdue(tx, now)
        for checkout in over:
            end_checkout(tx, checkout)
        return over

    def check_voucher_in(self, tx: Tx, known: Checkout) -> None:
        """The voucher that was shown may have been used meanwhile, by somebody else or a second checkout."""
        code = known.quote.get("voucher")
        if not code:
            return
        try:
            check_uses_in(tx, code, known.customer, known.id)
        except Coded as no:
            raise Refused("voucher_lost", why=no.reason) from no

    def _started(self, tx: Tx, asked: StartCheckout | PlaceOrder, now: datetime) -> tuple[Checkout, Way]:
        address = address_of(tx, asked.customer)
        # Without its voucher, which is locked after the cart.
        cart = replace(self.carts.cart_in(tx, asked.customer), voucher="")
        quote = self.carts.priced_in(tx, cart, now).quote
        if not quote.lines:
            raise Refused("cart_empty")
        way = deliveries_of(tx, quote, address.get("postcode", ""), now).chosen(asked.delivery)
        started = self.start_in(
            tx,
            asked.customer,
            asked.key,
            now,
            address=address,
            shown=asked.shown,
            delivery=way.id,
            delivery_cost=way.cost,
            conversation=asked.conversation,
        )
        return started, way

    def _stored(self, tx: Tx, quote: Quote) -> dict[str, Any]:
        """The quote as it was shown, with what an invoice will need of each line."""
        found = goods(tx, [line.sku for line in quote.lines])
        stored: dict[str, Any] = as_json(quote)
        for shown, line in zip(stored["lines"], quote.lines, strict=True):
            shown["gst"] = str(line.tax_percent)
            shown["discount"] = line.discount.plain()
            shown["hsn"] = str(found[line.sku].attributes.get("hsn", ""))
        return stored | {"tax_included": self.carts.rules.tax_included}

    def _hold(self, tx: Tx, checkout: str, quote: Quote) -> None:
        try:
            allocations.hold(tx, self.db, checkout, {line.sku: line.quantity for line in quote.lines})
        except allocations.NotEnough as no:
            if no.left:
                raise Moved("only_left", left=no.left, title=no.title) from no
            raise Moved("none_left", title=no.title) from no


def _emptied(cart: Cart) -> Cart:
    """What was ordered can't be undone back into the cart."""
    return replace(clear(cart), voucher="", undo=())
