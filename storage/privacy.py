"""All that is kept of one customer: shown, or erased. Orders stay, as the law asks, without the person."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, or_, select, update

from storage.channel_tables import identity_changes, link_codes, order_codes, standings
from storage.database import Database
from storage.identities import new_visitor
from storage.insight_tables import recommendation_events, reminder_wishes
from storage.order_tables import cart_lines, carts, checkouts, order_facts, saved_lists
from storage.relay_flags import forget_words
from storage.schema import schema
from storage.search_events import search_events
from storage.tables import contexts, conversations, customers, identities, messages, orders

SECRET = {"dialogue", "lease_owner", "lease_until", "link"}  # ours, and nothing about the person


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
            forget_words(tx, customer)
            theirs = tx.execute(select(conversations).where(conversations.c.customer_id == customer)).all()
            for row in theirs:
                _blank_messages(tx, row.id)
                here = conversations.c.id == row.id
                tx.execute(delete(link_codes).where(link_codes.c.conversation_id == row.id))
                if row.id == keep_conversation:
                    fresh = new_visitor(tx, self.db, row.locale, now)
                    tx.execute(update(conversations).where(here).values(customer_id=fresh, page=""))
                    continue
                place = (standings.c.channel == row.channel) & (standings.c.address == row.address)
                tx.execute(delete(standings).where(place))
                tx.execute(
                    update(conversations).where(here).values(address=f"erased-{row.id}", page="", dialogue={})
                )
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
            _unname_orders(tx, customer)
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
            nothing = dict.fromkeys(
                ("name", "phone", "email", "telegram_id", "address", "city", "postcode"), ""
            )
            tx.execute(update(customers).where(customers.c.id == customer).values(kind="erased", **nothing))
        return True


def _shown(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name not in SECRET}


def _blank_messages(tx: Connection, conversation: str) -> None:
    """Words go; that something was said, and when, stays, so that numbers of the desk stay true."""
    rows = tx.execute(
        select(messages.c.id, messages.c.public_id, messages.c.sender, messages.c.created_at).where(
            messages.c.conversation_id == conversation
        )
    ).all()
    for row in rows:
        empty = {"id": row.public_id, "at": row.created_at, "from": row.sender, "kind": "text", "text": ""}
        tx.execute(update(messages).where(messages.c.id == row.id).values(text="", payload=empty, error=""))


def _unname_orders(tx: Connection, customer: str) -> None:
    of_theirs = select(orders.c.id).where(orders.c.customer_id == customer)
    tx.execute(update(order_facts).where(order_facts.c.order_id.in_(of_theirs)).values(address={}))
    tx.execute(update(checkouts).where(checkouts.c.customer_id == customer).values(address={}))
