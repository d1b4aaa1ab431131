"""Acts for a customer: the cart, orders, wishes; recorded as the agent's.

What the assistant goes on with after a person is what stands here: products shown and carts
changed are saved where it saves its own, so that "two of those" means what the agent showed.

The conversation is locked first, then the cart or the order.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Literal

from chat.reply import Reply
from chat.service.contexts import save_in
from chat.service.conversations import Conversations
from chat.service.language import language_in
from desk import words
from desk.service.holding import must_hold
from desk.store.conversations import customer_of
from desk.store.presence import name_of
from people.store.customers import address_of
from shop.cart.pricing import Quote
from shop.cart.requests import Item, Priced
from shop.cart.service.carts import Carts
from shop.catalogue.product import Product
from shop.delivery.service import deliveries
from shop.errors import NotAllowed
from shop.finding.remembered import TOUCHED
from shop.orders.changes import paid_by
from shop.orders.order import Order
from shop.orders.requests import AskReturn, CancelOrder
from shop.orders.service import within
from shop.orders.status import NOT_NEEDED
from shop.replies import order_news
from shop.sellers.service.questions import Questions
from shop.sellers.views import in_short
from storage.audit import record
from storage.database import Database, Tx

OrderAct = Literal["cancel", "return", "again"]
ShowCart = Callable[[Quote, str, str], Reply]


def _with_notes(lead: str, priced: Priced, locale: str) -> str:
    return "\n".join([lead, *(note.in_(locale) for note in priced.notes)])


class OnBehalf:
    """Carts and orders, changed by an agent who has the conversation. Each is one transaction."""

    def __init__(self, db: Database, store: Conversations, carts: Carts) -> None:
        self.db, self.store, self.carts = db, store, carts

    def cart(
        self, conversation: str, agent: str, product: Product, quantity: int, show: ShowCart, now: datetime
    ) -> tuple[Reply, ...]:
        """Put so many of a product in the customer's cart; 0 takes it out. They see the cart at once."""
        with self.db.write() as tx:
            must_hold(tx, conversation, agent)
            customer = customer_of(tx, conversation)
            before = self.carts.cart_in(tx, customer, lock=True).quantities.get(product.sku, 0)
            cart = self.carts.put_in(tx, customer, product.sku, quantity, now)
            if quantity:
                save_in(tx, customer, TOUCHED, product.sku, now)
            change = {"title": product.title, "quantity": quantity, "before": before}
            record(tx, now, agent, "cart", conversation=conversation, subject=product.sku, **change)
            priced = self.carts.priced_in(tx, cart, now)
            locale = language_in(tx, conversation)
            name = name_of(tx, agent, locale)
            said = words.PUT if quantity else words.TOOK_OUT
            lead = said.in_(locale, name=name, quantity=quantity, title=product.title)
            return self._say(
                tx,
                conversation,
                name,
                show(priced.quote, _with_notes(lead, priced, locale), locale),
            )

    def cart_of(self, customer: str, now: datetime) -> Quote | None:
        """Price the customer's cart at today's prices, with its delivery; None where it is empty."""
        priced = self.carts.priced(customer, now)
        if not priced.cart.lines:
            return None
        with self.db.read() as tx:
            postcode = address_of(tx, customer).get("postcode", "")
            if not postcode:
                return priced.quote
            found = deliveries(tx, [x.sku for x in priced.quote.lines], postcode, priced.quote.subtotal, now)
        try:
            return self.carts.priced(customer, now, found.chosen("").cost).quote
        except NotAllowed:  # the shop does not go there
            return priced.quote

    def order(
        self, conversation: str, agent: str, order_id: str, act: OrderAct, show: ShowCart, now: datetime
    ) -> tuple[Reply, ...]:
        """Cancel, return or repeat an order of this customer. NotAllowed says why it can't be."""
        with self.db.write() as tx:
            must_hold(tx, conversation, agent)
            customer, locale = customer_of(tx, conversation), language_in(tx, conversation)
            name = name_of(tx, agent, locale)
            order = within.theirs(tx, self.db, customer, order_id)
            record(tx, now, agent, "order", conversation=conversation, subject=order_id, act=act)
            if act == "again":
                again = self._again(tx, customer, order, name, show, locale, now)
                return self._say(tx, conversation, name, again)
            by = f"by {name} for the customer"
            if act == "cancel":
                no_reason = CancelOrder(customer, order_id, NOT_NEEDED)
                order = within.cancel(tx, self.db, no_reason, now, by)
                done = words.CANCELLED
            else:
                skus = tuple(line.sku for line in order.lines for _ in range(line.quantity))
                all_of_it = AskReturn(customer, order_id, skus, paid_by(order))
                order = within.ask_return(tx, self.db, all_of_it, now, by)
                done = words.RETURN_ASKED
            lead = done.in_(locale, name=name, order=order_id)
            return self._say(tx, conversation, name, order_news(within.view_of(tx, order), lead, "agent"))

    def wish(
        self, conversation: str, agent: str, wanted: str, seller: str, now: datetime
    ) -> tuple[Reply, ...]:
        """Ask this seller, or who sells most of the like, for goods that no catalogue has; () for nobody."""
        with self.db.write() as tx:
            must_hold(tx, conversation, agent)
            customer, locale = customer_of(tx, conversation), language_in(tx, conversation)
            name = name_of(tx, agent, locale)
            asked = Questions(self.db, self.store)
            question = asked.wish_in(tx, conversation, customer, wanted, now, seller)
            if not question:
                return ()
            record(tx, now, agent, "wish", conversation=conversation, subject=question)
            asked_for = in_short(wanted)
            lead = words.WISH_ASKED.in_(locale, name=name, wanted=asked_for)
            return self._say(tx, conversation, name, Reply("text", lead, "agent"))

    def _again(
        self, tx: Tx, customer: str, order: Order, name: str, show: ShowCart, locale: str, now: datetime
    ) -> Reply:
        """Put what is still sold of an order into the cart once more."""
        items = tuple(Item(line.sku, line.quantity) for line in order.lines)
        refused = self.carts.add_in(tx, customer, items, now)
        left = [line.title for line in order.lines if line.sku in refused]
        priced = self.carts.priced_in(tx, self.carts.cart_in(tx, customer), now)
        lead = words.AGAIN.in_(locale, name=name, order=order.id)
        if left:
            lead += " " + words.NOT_SOLD.in_(locale, titles=", ".join(left))
        return show(priced.quote, _with_notes(lead, priced, locale), locale)

    def _say(self, tx: Tx, conversation: str, name: str, reply: Reply) -> tuple[Reply, ...]:
        by_name = replace(reply, data={**reply.data, "by": name})
        return self.store.say_in(tx, conversation, [by_name])
