"""Reads what our own channels record as events: orders with what became of them, choices, taps and adds.

Nothing is written twice: these are views over the tables in which it stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from chat.tables import conversations
from insight.events.event import ADDED, CANCELLED, COMPLETED, VIEWED, Happened
from insight.tables import recommendation_events, search_events
from people.tables import customers
from shop.catalogue.tables import products
from shop.checkout.tables import checkouts
from shop.orders.tables import order_events, order_lines, orders
from shop.payments.tables import order_payments, payment_methods
from storage.database import Tx, unstamp
from storage.upsert import batches

APPLICATIONS = {"web": "Dukan web", "telegram": "Telegram", "whatsapp": "WhatsApp"}
NOT_SAID = "Dukan"  # an order of which no channel is known, as of one that was imported
GOODS = (
    products.c.title,
    products.c.category,
    products.c.subcategory,
    products.c.pack,
    products.c.attributes,
)


def titles(tx: Tx) -> dict[str, str]:
    """Read what the shop calls each product, also those it sells no more."""
    return {row.sku: row.title for row in tx.execute(select(products.c.sku, products.c.title))}


def who_did_something(tx: Tx) -> set[str]:
    """Read the customers of all orders, choices, taps and adds."""
    found: set[str] = set()
    for column in (orders.c.customer_id, search_events.c.customer_id, recommendation_events.c.customer_id):
        found.update(tx.execute(select(column).distinct()).scalars())
    return found


def forgotten(tx: Tx) -> set[str]:
    """Read the customers who are nobody any more, though orders of theirs stay."""
    return set(tx.execute(select(customers.c.id).where(customers.c.kind == "erased")).scalars())


def ordered(tx: Tx, who: Sequence[str], until: str) -> Iterator[Happened]:
    """Read the lines of these customers' orders up to a moment, and which of the orders were cancelled."""
    theirs = orders.c.customer_id.in_(who) & (orders.c.at <= until)
    ways = _ways_to_pay(tx, who, until)
    query = (
        select(
            orders.c.id,
            orders.c.customer_id,
            orders.c.at,
            order_lines.c.line,
            order_lines.c.sku,
            order_lines.c.title.label("named"),
            order_lines.c.quantity,
            order_lines.c.unit_price,
            checkouts.c.method,
            conversations.c.channel,
            *GOODS,
        )
        .join(order_lines, order_lines.c.order_id == orders.c.id)
        .outerjoin(products, products.c.sku == order_lines.c.sku)
        .outerjoin(checkouts, (checkouts.c.order_id == orders.c.id) & (checkouts.c.order_id != ""))
        .outerjoin(conversations, conversations.c.id == checkouts.c.conversation_id)
        .where(theirs, order_lines.c.quantity > 0)
    )
    for row in tx.execute(query):
        yield Happened(
            id=f"order:{row.id}:{row.line}",
            at=unstamp(row.at),
            event=COMPLETED,
            customer=row.customer_id,
            application=_application(row.channel),
            sku=row.sku,
            product=row.named or row.title or "",
            quantity=row.quantity,
            price=row.unit_price,
            order_id=row.id,
            payment_mode=ways.get(row.id, "") or row.method or "",
            **_kind_of(row),
        )
    yield from _cancelled(tx, who, until)


def _cancelled(tx: Tx, who: Sequence[str], until: str) -> Iterator[Happened]:
    """The orders that were cancelled by then; of one whose moment is not known, it was at once."""
    step = (order_events.c.order_id == orders.c.id) & (order_events.c.step == "cancel")
    query = (
        select(orders.c.id, orders.c.customer_id, orders.c.at, func.min(order_events.c.at).label("ended"))
        .outerjoin(order_events, step)
        .where(orders.c.customer_id.in_(who), orders.c.at <= until, orders.c.status == "cancelled")
        .group_by(orders.c.id, orders.c.customer_id, orders.c.at)
    )
    for row in tx.execute(query):
        at = row.ended or row.at
        if at <= until:
            name = f"order:{row.id}:cancelled"
            yield Happened(name, unstamp(at), CANCELLED, row.customer_id, NOT_SAID, order_id=row.id)


def _ways_to_pay(tx: Tx, who: Sequence[str], until: str) -> dict[str, str]:
    """The kind of the first payment of each order."""
    query = (
        select(order_payments.c.order_id, order_payments.c.method, payment_methods.c.kind)
        .join(orders, orders.c.id == order_payments.c.order_id)
        .outerjoin(
            payment_methods,
            (payment_methods.c.customer_id == orders.c.customer_id)
            & (payment_methods.c.id == order_payments.c.method),
        )
        .where(
            orders.c.customer_id.in_(who), order_payments.c.at <= until, order_payments.c.kind == "payment"
        )
        .order_by(order_payments.c.number.desc())
    )
    return {row.order_id: row.kind or row.method for row in tx.execute(query)}


def looked(tx: Tx, who: Sequence[str], until: str) -> list[Happened]:
    """Read what these customers picked from a search, and what they did with what was suggested to them."""
    found: dict[tuple[str, str, str, datetime], Happened] = {}
    for one in (*_chosen(tx, who, until), *_suggested(tx, who, until)):
        # A product that was both found and suggested was looked at once.
        found.setdefault((one.customer, one.event, one.sku, one.at), one)
    return list(found.values())


def _chosen(tx: Tx, who: Sequence[str], until: str) -> Iterator[Happened]:
    theirs = search_events.c.customer_id.in_(who) & (search_events.c.at <= until)
    query = (
        select(search_events, *GOODS)
        .outerjoin(products, products.c.sku == search_events.c.chosen)
        .where(theirs, search_events.c.kind == "choice")
    )
    for row in tx.execute(query):
        yield Happened(
            id=f"search:{row.ref}",
            at=unstamp(row.at),
            event=ADDED if (row.asked or {}).get("how") == "taken" else VIEWED,
            customer=row.customer_id,
            application=_application(row.channel),
            sku=row.chosen,
            product=row.title or "",
            query=row.words,
            **_kind_of(row),
        )


def _suggested(tx: Tx, who: Sequence[str], until: str) -> Iterator[Happened]:
    theirs = recommendation_events.c.customer_id.in_(who) & (recommendation_events.c.at <= until)
    query = (
        select(recommendation_events, *GOODS)
        .outerjoin(products, products.c.sku == recommendation_events.c.sku)
        .where(theirs, recommendation_events.c.kind.in_(("tap", "add")))
    )
    rows = tx.execute(query).all()
    channels = _channels(tx, [_conversation(row.ref) for row in rows])
    for row in rows:
        yield Happened(
            id=f"suggested:{row.id}",
            at=unstamp(row.at),
            event=ADDED if row.kind == "add" else VIEWED,
            customer=row.customer_id,
            application=_application(channels.get(_conversation(row.ref))),
            sku=row.sku,
            product=row.title or "",
            **_kind_of(row),
        )


def _conversation(ref: str) -> str:
    """The conversation of a turn's step: "c_1.17/add" was in c_1."""
    return ref.rpartition("/")[0].rpartition(".")[0]


def _channels(tx: Tx, ids: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for batch in batches(sorted(set(ids))):
        known = select(conversations.c.id, conversations.c.channel).where(conversations.c.id.in_(batch))
        found.update((row.id, row.channel) for row in tx.execute(known))
    return found


def _application(channel: str | None) -> str:
    return APPLICATIONS.get(channel, channel) if channel else NOT_SAID


def _kind_of(row: Any) -> dict[str, Any]:
    """What the catalogue says of a product."""
    said: Mapping[str, Any] = row.attributes or {}
    return {
        "category": row.category or "",
        "sub_category": row.subcategory or "",
        "colour": str(said.get("colour") or said.get("color") or ""),
        "size": str(said.get("size") or row.pack or ""),
    }
