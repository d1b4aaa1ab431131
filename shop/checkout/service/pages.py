"""What the page does to a checkout: opens it for one browser, changes it, orders it, waits for a payment."""

from datetime import datetime

from chat.service.language import language_in
from people.store.customers import put_address
from shop.checkout.checkout import (
    PAYING_FOR,
    Checkout,
    NeedsApproval,
    OpenCheckout,
    Opened,
    ReviseCheckout,
)
from shop.checkout.service import approvals
from shop.checkout.service.checkouts import Checkouts
from shop.checkout.service.limits import check_limit, ways_in
from shop.checkout.store.checkouts import await_payment, browser_of, checkout_of, conversation_of, put_browser
from shop.delivery.offers import Deliveries
from shop.delivery.service import deliveries
from shop.money import Money
from shop.orders.order import Order
from shop.refusals import Reason, Refused
from storage.database import Tx


class CheckoutPages:
    """Checkouts as their pages use them."""

    def __init__(self, checkouts: Checkouts) -> None:
        self.db, self.store, self.checkouts = checkouts.db, checkouts.store, checkouts

    def open(self, asked: OpenCheckout, now: datetime) -> Opened:
        """The checkout, for the browser that opened its link first and for no other."""
        with self.db.write() as tx:
            found = checkout_of(tx, asked.checkout, lock=True)
            bound = browser_of(tx, found.id)
            if bound and bound != asked.browser:
                raise Refused("link_used")
            if not bound:
                put_browser(tx, found.id, asked.browser)
            ways = ways_in(tx, found.customer)
            found_ways = _deliveries(tx, found, found.address.get("postcode", ""), now)
            return Opened(found, ways, found_ways, language_in(tx, found.conversation))

    def language(self, checkout: str) -> str:
        """The language that is spoken where this checkout was started."""
        with self.db.read() as tx:
            return language_in(tx, conversation_of(tx, checkout))

    def revise(self, asked: ReviseCheckout, now: datetime) -> tuple[Checkout, Deliveries]:
        """Another address or way of delivery; the goods and their prices stay."""
        with self.db.write() as tx:
            known = checkout_of(tx, asked.checkout, lock=True)
            found = _deliveries(tx, known, asked.address["postcode"], now)
            way = found.chosen(asked.delivery or known.delivery)
            address = dict(asked.address)
            same = (dict(known.address), known.delivery, known.delivery_cost)
            if same != (address, way.id, way.cost):
                known = self.checkouts.revise_in(
                    tx, known.id, now, address=address, delivery=way.id, cost=way.cost
                )
                put_address(tx, known.customer, address)
            return known, found

    def place(self, checkout: str, method: str, now: datetime) -> Order | Reason:
        """The order of a checkout that was looked at; or what is said of the yes that it needs first."""
        with self.db.write() as tx:
            try:
                return self.checkouts.place_in(tx, checkout, method, now)
            except NeedsApproval:
                return approvals.ask_in(tx, self.store, checkout_of(tx, checkout), method, now)

    def may_pay(self, checkout: str, method: str, now: datetime) -> Reason | None:
        """None where it may be paid online now; or what is said of the yes that it needs first."""
        with self.db.write() as tx:
            known = checkout_of(tx, checkout)
            self.checkouts.check_voucher_in(tx, known)
            try:
                check_limit(tx, known.id, known.customer, known.total)
            except NeedsApproval:
                return approvals.ask_in(tx, self.store, known, method, now)
        return None

    def paying(self, checkout: str, ref: str, now: datetime) -> None:
        """The customer goes to the provider's page; the goods stay held meanwhile.

        Nobody is sent to pay for what was given back while the provider was asked.
        """
        with self.db.write() as tx:
            # From here on its voucher counts as used, until this is over.
            self.checkouts.check_voucher_in(tx, checkout_of(tx, checkout))
            if not await_payment(tx, checkout, ref, now + PAYING_FOR):
                raise Refused("payment_too_late")


def _deliveries(tx: Tx, known: Checkout, postcode: str, now: datetime) -> Deliveries:
    subtotal = Money.of(known.quote["subtotal"], known.total.currency)
    return deliveries(tx, [x["sku"] for x in known.quote["lines"]], postcode, subtotal, now)
