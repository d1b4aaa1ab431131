"""Adds up conversations: visits that led to an order, and what customers answered when asked how it was."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, distinct, func, literal, select

from chat.tables import conversations, csat, messages
from insight.figures.cut import Cut, Part
from insight.figures.measures import TIMES
from insight.figures.store.lines import STANDS
from insight.figures.store.times import key_in
from people.tables import customers
from shop.checkout.tables import checkouts
from shop.orders.tables import orders
from storage.database import Tx

KEYS: dict[str, ColumnElement[str]] = {
    "city": customers.c.city,
    "channel": conversations.c.channel,
    "customer": conversations.c.customer_id,
    "segment": conversations.c.customer_id,
}


def add_up_scores(tx: Tx, cut: Cut) -> list[Part]:
    """Add up the scores that customers gave, and how many did."""
    table: FromClause = csat.join(conversations, conversations.c.id == csat.c.conversation_id)
    where = [csat.c.score.is_not(None), csat.c.at >= cut.since, csat.c.at < cut.until]
    key = key_in(csat.c.at, cut.spans) if cut.by in TIMES else KEYS[cut.by] if cut.by else literal("")
    top, bottom = func.sum(csat.c.score), func.count()
    return _parts(tx, cut, table, key, where, top, bottom)


def add_up_visits(tx: Tx, cut: Cut) -> list[Part]:
    """Count the visits, and those in which an order was placed that was not cancelled."""
    wrote = messages.c.created_at
    written = (
        select(key_in(wrote, cut.days).label("day"), messages.c.conversation_id)
        .where(messages.c.direction == "in", messages.c.sender == "customer")
        .where(wrote >= cut.since, wrote < cut.until)
        .distinct()
        .subquery("written")
    )
    placed = (
        select(checkouts.c.conversation_id, key_in(orders.c.at, cut.days).label("day"))
        .join(orders, orders.c.id == checkouts.c.order_id)
        .where(checkouts.c.order_id != "", STANDS, orders.c.at >= cut.since, orders.c.at < cut.until)
        .subquery("placed")
    )
    then = and_(placed.c.conversation_id == written.c.conversation_id, placed.c.day == written.c.day)
    visit = written.c.day + " " + written.c.conversation_id
    table: FromClause = written.join(
        conversations, conversations.c.id == written.c.conversation_id
    ).outerjoin(placed, then)
    key: ColumnElement[Any] = KEYS[cut.by] if cut.by in KEYS else literal("")
    if cut.by in TIMES:
        key = written.c.day  # the service knows which day is of which week
    top = func.count(distinct(case((placed.c.day.is_not(None), visit))))
    return _parts(tx, cut, table, key, [], top, func.count(distinct(visit)))


def _parts(
    tx: Tx,
    cut: Cut,
    table: FromClause,
    key: ColumnElement[Any],
    where: Sequence[ColumnElement[bool]],
    top: ColumnElement[Any],
    bottom: ColumnElement[Any],
) -> list[Part]:
    if "city" in (cut.by, *cut.keys):
        table = table.join(customers, customers.c.id == conversations.c.customer_id)
    wheres = [*where, *(KEYS[field].in_(keys) for field, keys in cut.keys.items())]
    if cut.customers is not None:
        wheres.append(conversations.c.customer_id.in_(cut.customers))
    query: Select[Any] = (
        select(key.label("part"), top.label("top"), bottom.label("bottom")).select_from(table).where(*wheres)
    )
    if cut.by:
        query = query.group_by("part")
    return [Part(row.part, int(row.top or 0), int(row.bottom or 0)) for row in tx.execute(query)]
