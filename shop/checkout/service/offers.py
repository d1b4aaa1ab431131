"""Says what a customer can order, how it comes and how it is paid, before anything is held."""

from datetime import datetime

from people.store.customers import address_of
from shop.cart.pricing import Quote
from shop.cart.service.carts import Carts
from shop.checkout.checkout import Offered, Review, WayToPay
from shop.checkout.service.limits import ways_in
from shop.delivery.offers import Deliveries
from shop.delivery.service import deliveries
from shop.delivery.store import ways_set
from shop.refusals import Reason, Refused
from storage.database import Database, Tx


class CheckoutOffers:
    """What there is to choose from at a checkout."""

    def __init__(self, carts: Carts) -> None:
        self.db, self.carts = carts.db, carts

    def review(self, customer: str, now: datetime, delivery: str = "") -> Review:
        """Everything that is looked at before an order, this way of delivery in its total."""
        with self.db.read() as tx:
            cart = self.carts.cart_in(tx, customer)
            priced, address = self.carts.priced_in(tx, cart, now), address_of(tx, customer)
            if not priced.quote.lines:
                return Review(priced, address, refused=Reason("cart_empty"))
            if not address:
                return Review(priced, address, refused=Reason("no_address"))
            found = deliveries_of(tx, priced.quote, address.get("postcode", ""), now)
            try:
                way = found.chosen(delivery)
            except Refused as no:
                return Review(priced, address, found, refused=no.reason)
            with_delivery = self.carts.priced_in(tx, cart, now, way.cost)
            return Review(with_delivery, address, found, way, ways_in(tx, customer))

    def delivery(self, customer: str, now: datetime, postcode: str = "") -> Offered:
        """The ways of delivery for what is in the cart, to this postcode or where the customer is."""
        with self.db.read() as tx:
            if not ways_set(tx).rates:
                return Offered(is_set=False)
            postcode = postcode or address_of(tx, customer).get("postcode", "")
            quote = self.carts.priced_in(tx, self.carts.cart_in(tx, customer), now).quote
            ways = deliveries_of(tx, quote, postcode, now).ways if postcode else ()
            return Offered(True, postcode, ways, for_cart=bool(quote.lines))


def ways_of(db: Database, customer: str) -> tuple[WayToPay, ...]:
    """The ways this customer can pay without leaving the chat."""
    with db.read() as tx:
        return ways_in(tx, customer)


def deliveries_of(tx: Tx, quote: Quote, postcode: str, now: datetime) -> Deliveries:
    """How what is quoted can come to this postcode."""
    return deliveries(tx, [line.sku for line in quote.lines], postcode, quote.subtotal, now)
