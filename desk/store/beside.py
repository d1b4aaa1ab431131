"""The customer beside a conversation: who they are, what they bought, looked at and searched for."""

from collections.abc import Sequence

from sqlalchemy import func, select

from chat.tables import conversations, csat
from desk.views import Beside, Elsewhere, PastOrder, SeenProduct
from insight.tables import search_events
from people.customer import called
from people.tables import customers
from shop.catalogue.tables import products
from shop.orders.tables import order_lines, orders
from storage.database import Tx


def customer(tx: Tx, customer: str, shown: Sequence[str]) -> Beside:
    """Read the customer, to whom these were shown last, for the side panel."""
    row = tx.execute(select(customers).where(customers.c.id == customer)).one()
    count = tx.execute(
        select(func.count()).select_from(orders).where(orders.c.customer_id == customer)
    ).scalar_one()
    score = tx.execute(
        select(func.avg(csat.c.score))
        .join(conversations, conversations.c.id == csat.c.conversation_id)
        .where(conversations.c.customer_id == customer)
    ).scalar()
    return Beside(
        id=row.id,
        kind=row.kind,
        name=row.name,
        called=called(row.id, row.name),
        phone=row.phone,
        email=row.email,
        city=row.city,
        price_group=row.price_group,
        since=row.created_at,
        conversations=_elsewhere(tx, customer),
        orders=_orders(tx, customer),
        order_count=count,
        searches=_searches(tx, customer),
        seen=_seen(tx, shown),
        csat=float(score) if score is not None else None,
    )


def _elsewhere(tx: Tx, customer: str) -> list[Elsewhere]:
    rows = tx.execute(
        select(conversations.c.id, conversations.c.channel, conversations.c.last_at)
        .where(conversations.c.customer_id == customer)
        .order_by(conversations.c.last_at.desc())
        .limit(5)
    )
    return [Elsewhere(row.id, row.channel, row.last_at) for row in rows]


def _orders(tx: Tx, customer: str) -> list[PastOrder]:
    rows = tx.execute(
        select(
            orders.c.id,
            orders.c.at,
            orders.c.status,
            orders.c.currency,
            func.sum(order_lines.c.quantity * order_lines.c.unit_price).label("total"),
        )
        .join(order_lines, order_lines.c.order_id == orders.c.id)
        .where(orders.c.customer_id == customer)
        .group_by(orders.c.id)
        .order_by(orders.c.at.desc())
        .limit(5)
    )
    return [PastOrder(row.id, row.at, row.status, row.currency, int(row.total)) for row in rows]


def _searches(tx: Tx, customer: str) -> list[str]:
    searched = tx.execute(
        select(search_events.c.words)
        .where(search_events.c.customer_id == customer, search_events.c.words != "")
        .order_by(search_events.c.at.desc())
        .limit(12)
    ).scalars()
    return list(dict.fromkeys(searched))[:5]


def _seen(tx: Tx, shown: Sequence[str]) -> list[SeenProduct]:
    rows = tx.execute(select(products.c.sku, products.c.title).where(products.c.sku.in_(shown[:5])))
    return [SeenProduct(row.sku, row.title) for row in rows]
