"""What an agent does for a customer: cards shown, the cart, orders; recorded as the agent's.

What the assistant goes on with after a person is what stands here: products shown and carts
changed are kept where it keeps its own, so that "two of those" means what the agent showed.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, select

from chat import words
from chat.errors import ChatError
from chat.open_questions import OPEN_QUESTIONS
from chat.reply import Reply
from chat.service.contexts import find_in, forget_in, save_in
from chat.service.conversations import Conversations
from chat.tables import conversations, desk_files
from people.tables import staff
from shop.cart.pricing import Quote
from shop.cart.requests import Item, Priced
from shop.cart.service.carts import Carts
from shop.catalogue.product import Product
from shop.finding.remembered import LAST_SHOWN, SEARCH, TOUCHED
from shop.finding.state import SearchState
from shop.orders.changes import paid_by
from shop.orders.requests import AskReturn, CancelOrder
from shop.orders.service import within
from shop.replies import order_news
from shop.sellers.service.questions import Questions
from shop.sellers.views import in_short
from storage.audit import record
from storage.database import Database
from storage.tables import audit_log

TOLD = 4  # facts in the word with which an agent hands back

OrderAct = Literal["cancel", "return", "again"]
ShowCart = Callable[[Quote, str], Reply]


class NotYours(ChatError):
    """Somebody else has this conversation, or nobody."""


def holder_of(tx: Connection, conversation: str) -> str:
    """Who has it, held until the transaction ends; "" for nobody."""
    held = tx.execute(
        select(conversations.c.agent_id).where(conversations.c.id == conversation).with_for_update()
    )
    return held.scalar() or ""


def must_hold(tx: Connection, conversation: str, agent: str) -> None:
    """NotYours unless this agent has the conversation."""
    if holder_of(tx, conversation) != agent:
        raise NotYours(conversation)


def leave_questions(tx: Connection, customer: str) -> None:
    """A person is here: a "yes" from now on answers them, not what the assistant had asked."""
    forget_in(tx, customer, OPEN_QUESTIONS)


def note_shown(tx: Connection, conversation: str, sku: str, now: datetime) -> None:
    """The customer looks at this product now: "add two of those" means it."""
    customer = tx.execute(
        select(conversations.c.customer_id).where(conversations.c.id == conversation)
    ).scalar_one()
    search = find_in(tx, customer, SEARCH) or SearchState()
    save_in(tx, customer, LAST_SHOWN, (sku,), now)
    save_in(tx, customer, SEARCH, search.looking_at(sku), now)


def done_together(tx: Connection, conversation: str, locale: str) -> str:
    """What the person did since they came, for the word with which they hand back; "" if nothing."""
    since = tx.execute(
        select(desk_files.c.claimed_at).where(desk_files.c.conversation_id == conversation)
    ).scalar()
    rows = tx.execute(
        select(audit_log.c.action, audit_log.c.subject, audit_log.c.data)
        .where(
            audit_log.c.conversation_id == conversation,
            audit_log.c.action.in_(("cart", "card", "order")),
            audit_log.c.at >= (since or ""),
        )
        .order_by(audit_log.c.id)
    ).all()
    facts: dict[tuple[str, str], str] = {}  # the last of its kind for each product or order
    for row in rows:
        given = dict(row.data)
        if row.action == "cart":
            said = words.KEPT_CART if given["quantity"] else words.KEPT_OUT
            facts.pop(("card", row.subject), None)
        else:
            said = words.KEPT_SHOWN if row.action == "card" else words.KEPT_ORDER
        facts.pop((row.action, row.subject), None)
        facts[row.action, row.subject] = said.in_(locale).format(**{**given, "order": row.subject})
    if not facts:
        return ""
    return words.TAKEN_ALONG.in_(locale).format(facts="; ".join(list(facts.values())[-TOLD:]))


def _with_notes(lead: str, priced: Priced) -> str:
    return "\n".join([lead, *map(str, priced.notes)])


class OnBehalf:
    """Carts and orders, changed by an agent who has the conversation. Each is one transaction."""

    def __init__(self, db: Database, store: Conversations, carts: Carts) -> None:
        self.db, self.store, self.carts = db, store, carts

    def cart(
        self, conversation: str, agent: str, product: Product, quantity: int, show: ShowCart, now: datetime
    ) -> tuple[Reply, ...]:
        """So many of a product in the customer's cart; 0 takes it out. They see the cart at once."""
        with self.db.write() as tx:
            must_hold(tx, conversation, agent)
            customer = self._customer(tx, conversation)
            before = self.carts.cart_in(tx, customer, lock=True).quantities.get(product.sku, 0)
            cart = self.carts.put_in(tx, customer, product.sku, quantity, now)
            if quantity:
                save_in(tx, customer, TOUCHED, product.sku, now)
            change = {"title": product.title, "quantity": quantity, "before": before}
            record(tx, now, agent, "cart", conversation=conversation, subject=product.sku, **change)
            priced = self.carts.priced_in(tx, cart, now)
            name = self._name(tx, agent)
            if quantity:
                lead = f"{name} put {quantity} x {product.title} in your cart."
            else:
                lead = f"{name} took {product.title} out of your cart."
            return self._say(tx, conversation, name, show(priced.quote, _with_notes(lead, priced)))

    def order(
        self, conversation: str, agent: str, order_id: str, act: OrderAct, show: ShowCart, now: datetime
    ) -> tuple[Reply, ...]:
        """Cancel, return or repeat an order of this customer. NotAllowed says why it can't be."""
        with self.db.write() as tx:
            must_hold(tx, conversation, agent)
            customer, name = self._customer(tx, conversation), self._name(tx, agent)
            order = within.theirs(tx, self.db, customer, order_id)
            record(tx, now, agent, "order", conversation=conversation, subject=order_id, act=act)
            if act == "again":
                again = self._again(tx, customer, order, name, show, now)
                return self._say(tx, conversation, name, again)
            if act == "cancel":
                no_reason = CancelOrder(customer, order_id, "no longer needed")
                order = within.cancel(tx, self.db, no_reason, now)
                lead = f"{name} has cancelled order {order_id} for you."
            else:
                skus = tuple(line.sku for line in order.lines for _ in range(line.quantity))
                all_of_it = AskReturn(customer, order_id, skus, paid_by(order))
                order = within.ask_return(tx, self.db, all_of_it, now)
                lead = f"{name} has asked for the return of order {order_id} for you."
            within.note_last_event(tx, order_id, f"by {name} for the customer")
            return self._say(tx, conversation, name, order_news(within.view_of(tx, order), lead, "agent"))

    def wish(
        self, conversation: str, agent: str, wanted: str, seller: str, now: datetime
    ) -> tuple[Reply, ...]:
        """Ask this seller, or who sells most of the like, for goods that no catalogue has; () for nobody."""
        with self.db.write() as tx:
            must_hold(tx, conversation, agent)
            customer, name = self._customer(tx, conversation), self._name(tx, agent)
            asked = Questions(self.db, self.store)
            question = asked.wish_in(tx, conversation, customer, wanted, now, seller)
            if not question:
                return ()
            record(tx, now, agent, "wish", conversation=conversation, subject=question)
            lead = (
                f"{name} has asked a seller for this: \u201c{in_short(wanted)}\u201d. The answer comes here."
            )
            return self._say(tx, conversation, name, Reply("text", lead, "agent"))

    def _again(
        self, tx: Connection, customer: str, order: Any, name: str, show: ShowCart, now: datetime
    ) -> Reply:
        """What is still sold of an order goes into the cart once more."""
        items = tuple(Item(line.sku, line.quantity) for line in order.lines)
        refused = self.carts.add_in(tx, customer, items, now)
        left = [line.title for line in order.lines if line.sku in refused]
        priced = self.carts.priced_in(tx, self.carts.cart_in(tx, customer), now)
        lead = f"{name} put order {order.id} into your cart again."
        if left:
            lead += f" Not sold like that any more: {', '.join(left)}."
        return show(priced.quote, _with_notes(lead, priced))

    def _say(self, tx: Connection, conversation: str, name: str, reply: Reply) -> tuple[Reply, ...]:
        by_name = replace(reply, data={**reply.data, "by": name})
        return self.store.say_in(tx, conversation, [by_name])

    def _customer(self, tx: Connection, conversation: str) -> str:
        found: str = tx.execute(
            select(conversations.c.customer_id).where(conversations.c.id == conversation)
        ).scalar_one()
        return found

    def _name(self, tx: Connection, agent: str) -> str:
        return tx.execute(select(staff.c.name).where(staff.c.id == agent)).scalar() or "A colleague"
