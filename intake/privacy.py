"""All that is kept of one customer: shown, or erased. Orders stay, as the law asks, without the person."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select, update

from chat.tables import contexts, conversations, messages, standings, taps
from desk.tables import attachments, labels, notes
from insight.tables import recommendation_events, reminder_wishes, search_events
from intake.all_tables import schema
from intake.tables import identity_changes, link_codes, order_codes
from people.store.customers import new_visitor
from people.tables import MERGED, customers, identities
from shop.cart.agreed_prices import UNDECIDED
from shop.cart.tables import cart_lines, carts, quotes, saved_lists
from shop.catalogue.product import MADE_TO_ORDER
from shop.catalogue.tables import faqs, products
from shop.checkout import approvals
from shop.checkout.store import Checkouts
from shop.checkout.tables import checkouts, spending_limits
from shop.orders.service.invoices import keep_buyers
from shop.orders.tables import order_events, order_facts, orders
from shop.payments.tables import payment_methods
from shop.reviews.tables import reviews
from shop.sellers.tables import WAITS, flags, questions, relayed, seller_channels
from storage.database import Database, stamp
from storage.tables import ABOUT, audit_log, effects

SECRET = {"dialogue", "lease_owner", "lease_until", "link"}  # ours, and nothing about the person
NAMED = ("name", "phone", "email", "telegram_id", "address", "city", "postcode")  # who a customer is


class Privacy:
    """Exports and erases."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def export(self, customer: str) -> dict[str, Any]:
        """Every row that belongs to this customer, by table, in plain words and figures."""
        told: dict[str, Any] = {}
        with self.db.read() as tx:
            about = tx.execute(select(customers).where(customers.c.id == customer)).first()
            if about is None:
                return {}
            told["customer"] = dict(about._mapping)
            for table in schema.sorted_tables:
                if "customer_id" in table.c:
                    rows = tx.execute(select(table).where(table.c.customer_id == customer)).all()
                    if rows:
                        told[table.name] = [_shown(row) for row in rows]
            said = tx.execute(
                select(messages)
                .join(conversations, conversations.c.id == messages.c.conversation_id)
                .where(conversations.c.customer_id == customer)
                .order_by(messages.c.id)
            ).all()
            # By what there is, not by the mark: something may have been written since.
            if about.kind == "erased" and len(told) == 1 and not any(about._mapping[name] for name in NAMED):
                return {}
            told["messages"] = [
                {"at": row.created_at, "from": row.sender, "channel": row.channel, "text": row.text}
                for row in said
            ]
        return told

    def erase(self, customer: str, now: datetime, *, keep_conversation: str = "") -> bool:
        """Forget the person. The chat in which it was asked for goes on, with nobody known."""
        with self.db.write() as tx:
            about = tx.execute(select(customers).where(customers.c.id == customer)).first()
            if about is None:
                return False
            _forget_told(tx, customer)
            _forget_words(tx, customer)
            approvals.forget(tx, Checkouts(self.db), customer)
            theirs = tx.execute(select(conversations).where(conversations.c.customer_id == customer)).all()
            for row in theirs:
                _forget_what_was_done(tx, row.id)
                _blank_messages(tx, row.id, goes_on=row.id == keep_conversation)
                here = conversations.c.id == row.id
                tx.execute(delete(link_codes).where(link_codes.c.conversation_id == row.id))
                # What is said of the orders that stay goes to nobody's chat: none is with them.
                fresh = new_visitor(tx, row.locale, now)
                tx.execute(update(conversations).where(here).values(customer_id=fresh, page=""))
                if row.id == keep_conversation:
                    continue
                place = (standings.c.channel == row.channel) & (standings.c.address == row.address)
                tx.execute(delete(standings).where(place))
                tx.execute(update(conversations).where(here).values(address=f"erased-{row.id}", dialogue={}))
            forgotten = (
                identities,
                contexts,
                cart_lines,
                carts,
                saved_lists,
                search_events,
                recommendation_events,
                reminder_wishes,
            )
            for table in forgotten:
                tx.execute(delete(table).where(table.c.customer_id == customer))
            tx.execute(delete(order_codes).where(order_codes.c.owner == customer))
            keep_buyers(tx, self.db, customer)
            _unname_orders(tx, customer)
            tx.execute(update(reviews).where(reviews.c.customer_id == customer).values(customer_id=None))
            tx.execute(
                update(payment_methods).where(payment_methods.c.customer_id == customer).values(label="")
            )
            tx.execute(
                update(identity_changes)
                .where(
                    or_(
                        identity_changes.c.from_customer == customer,
                        identity_changes.c.to_customer == customer,
                    )
                )
                .values(moved={})
            )
            nothing = dict.fromkeys(NAMED, "")
            same = customers.c.id.in_(_became(tx, customer))
            tx.execute(update(customers).where(same).values(**nothing))
            tx.execute(update(customers).where(customers.c.id == customer).values(kind="erased"))
            _give_to_nobody(tx, self.db, customer, now)
        self.db.tidy()
        return True


def _shown(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name not in SECRET}


def _blank_messages(tx: Connection, conversation: str, *, goes_on: bool) -> None:
    """Words go; that something was said, and when, stays, so that numbers of the desk stay true.

    What has yet to be said is not said, and what has yet to be answered is not answered. Where the chat goes
    on, the first that waits is the wish to be forgotten; what came after it is of whoever comes anew.
    """
    here = messages.c.conversation_id == conversation
    waits = here & (messages.c.status == "new")
    if goes_on:
        wish = tx.execute(select(func.min(messages.c.id)).where(waits)).scalar()
        here &= (messages.c.status != "new") | (messages.c.id == wish)
    else:
        tx.execute(update(messages).where(waits).values(status="done"))
    _unsay(tx, here)
    # A channel's own ids go too: WhatsApp's hold the phone number. Where the chat goes on they are needed,
    # for they tell a message that comes twice.
    _blank(tx, here, unnamed=not goes_on)


def _forget_told(tx: Connection, customer: str) -> None:
    """What sellers were told of this buyer's questions in their own chats, and what they wrote to answer.

    Which question it was stays, so that a reply to it is told that the question is gone.
    """
    asked = select(questions.c.id).where(questions.c.customer_id == customer)
    told = ABOUT & messages.c.about.in_(asked)
    _unsay(tx, told)
    _blank(tx, told, unnamed=False)


def _unsay(tx: Connection, where: ColumnElement[bool]) -> None:
    """Take back what is still on its way."""
    pending = where & (messages.c.status == "pending")
    tx.execute(delete(taps).where(taps.c.message_id.in_(select(messages.c.id).where(pending))))
    tx.execute(delete(messages).where(pending))


def _blank(tx: Connection, where: ColumnElement[bool], *, unnamed: bool) -> None:
    known = (messages.c.id, messages.c.public_id, messages.c.sender, messages.c.created_at, messages.c.about)
    for row in tx.execute(select(*known).where(where)).all():
        name = f"erased-{row.id}" if unnamed else row.public_id
        empty = {"id": name, "at": row.created_at, "from": row.sender, "kind": "text", "text": ""}
        empty |= {"question": row.about} if row.about else {}
        ids = {"public_id": name, "channel_message_id": None} if unnamed else {}
        here = messages.c.id == row.id
        tx.execute(update(messages).where(here).values(text="", payload=empty, error="", **ids))


def _forget_words(tx: Connection, customer: str) -> None:
    """A buyer is erased: what they and sellers said to each other, what was flagged or published of it.

    What waits for an answer waits no more: there is nobody to tell it to.
    A seller's answer may name who asked as well as the question does, and so may goods offered to them alone.
    """
    asked = select(questions.c.id).where(questions.c.customer_id == customer)
    theirs = select(conversations.c.id).where(conversations.c.customer_id == customer)
    tx.execute(update(relayed).where(relayed.c.question_id.in_(asked)).values(text="", shown=""))
    tx.execute(delete(faqs).where(faqs.c.question_id.in_(asked)))
    tx.execute(update(flags).where(flags.c.question_id.in_(asked)).values(text=""))
    open_still = (questions.c.customer_id == customer) & questions.c.status.in_(WAITS)
    tx.execute(update(questions).where(open_still).values(status="declined"))
    priced = quotes.c.customer_id == customer
    tx.execute(update(flags).where(flags.c.quote_id.in_(select(quotes.c.id).where(priced))).values(text=""))
    tx.execute(update(quotes).where(priced).values(reason=""))
    tx.execute(update(quotes).where(priced, quotes.c.state.in_(UNDECIDED)).values(state="declined"))
    offered = select(quotes.c.sku).where(quotes.c.customer_id == customer)
    made = (products.c.category == MADE_TO_ORDER) & products.c.sku.in_(offered)
    tx.execute(update(products).where(made).values(title=MADE_TO_ORDER))
    bought = select(orders.c.id).where(orders.c.customer_id == customer)
    tx.execute(update(flags).where(flags.c.order_id.in_(bought)).values(text=""))
    tx.execute(update(notes).where(notes.c.conversation_id.in_(theirs)).values(text=""))
    tx.execute(delete(seller_channels).where(seller_channels.c.conversation_id.in_(theirs)))


def _forget_what_was_done(tx: Connection, conversation: str) -> None:
    """What its turns brought about, its buttons and labels, what was sent in it; of the record only that."""
    tx.execute(delete(effects).where(_done_in(tx, conversation)))
    for table in (taps, labels, attachments):
        tx.execute(delete(table).where(table.c.conversation_id == conversation))
    here = audit_log.c.conversation_id == conversation
    tx.execute(update(audit_log).where(here).values(subject="", data={}))


def _done_in(tx: Connection, conversation: str) -> ColumnElement[bool]:
    """The keys that begin with the conversation and a dot; SQLite finds a beginning only as a range."""
    if tx.dialect.name == "sqlite":
        return (effects.c.key > f"{conversation}.") & (effects.c.key < f"{conversation}/")  # "/" follows "."
    return effects.c.key.startswith(f"{conversation}.", autoescape=True)


def _unname_orders(tx: Connection, customer: str) -> None:
    """What was sold, and for how much, stays; to whom, where it went and what was said of it goes."""
    of_theirs = select(orders.c.id).where(orders.c.customer_id == customer)
    known = select(order_facts.c.order_id, order_facts.c.shipments).where(
        order_facts.c.order_id.in_(of_theirs)
    )
    for order_id, shipments in tx.execute(known).all():
        # How far each seller's part is stays: an order that is under way goes on.
        unnamed = [{**parcel, "tracking": ""} for parcel in shipments]
        here = order_facts.c.order_id == order_id
        tx.execute(update(order_facts).where(here).values(address={}, shipments=unnamed, reason=""))
    tx.execute(update(order_events).where(order_events.c.order_id.in_(of_theirs)).values(note=""))
    tx.execute(
        update(checkouts).where(checkouts.c.customer_id == customer).values(address={}, conversation_id="")
    )


def _became(tx: Connection, customer: str) -> set[str]:
    """This customer and the visitors that were found to be the same."""
    found = {customer}
    newest = found
    while newest:
        before = select(customers.c.id).where(customers.c.merged_into.in_(newest), MERGED)
        newest = set(tx.execute(before).scalars()) - found
        found |= newest
    return found


def _give_to_nobody(tx: Connection, db: Database, customer: str, now: datetime) -> None:
    """What stays belongs to a customer without a name, so whoever bears this one's later has none of it.

    The shop's own terms with the storefront's account stay with that: its price group, its spending limits.
    """
    nobody = "gone_" + secrets.token_urlsafe(12)
    tx.execute(db.insert(customers).values(id=nobody, kind="erased", created_at=stamp(now)))
    for table in schema.sorted_tables:
        if "customer_id" in table.c and table is not spending_limits:
            tx.execute(update(table).where(table.c.customer_id == customer).values(customer_id=nobody))
    changed = identity_changes
    for column in (changed.c.from_customer, changed.c.to_customer):
        tx.execute(update(changed).where(column == customer).values({column.name: nobody}))
