"""Reads what the shop calls its goods, sellers and places, and what it keeps figures in."""

from sqlalchemy import func, select

from chat.tables import conversations, csat, messages
from insight.figures.cut import Good
from people.tables import customers
from shop.catalogue.tables import products, sellers
from shop.orders.tables import order_lines, orders
from storage.database import Tx

PLAIN = {
    "category": products.c.category,
    "subcategory": products.c.subcategory,
    "brand": products.c.brand,
    "city": customers.c.city,
}
CHANNELS = ("web", "telegram", "whatsapp")


def names_of(tx: Tx, field: str) -> list[tuple[str, str]]:
    """Read the keys of a field, each with what people call it."""
    if field == "product":
        return titles(tx)
    if field == "seller":
        return [(row.id, row.name) for row in tx.execute(select(sellers.c.id, sellers.c.name))]
    if field == "channel":
        known = set(tx.execute(select(conversations.c.channel).distinct()).scalars())
        return [(one, one) for one in sorted(known | set(CHANNELS))]
    if field == "customer":
        query = select(customers.c.id, customers.c.name).where(customers.c.merged_into == "")
        return [(row.id, row.name or row.id) for row in tx.execute(query)]
    found = tx.execute(select(PLAIN[field]).distinct()).scalars()
    return [(one, one) for one in sorted(found)]


def titles(tx: Tx) -> list[tuple[str, str]]:
    """Read the SKU and title of everything that is or was sold."""
    known = [(row.sku, row.title) for row in tx.execute(select(products.c.sku, products.c.title))]
    gone = (
        select(order_lines.c.sku, func.max(order_lines.c.title).label("title"))
        .where(order_lines.c.sku.not_in(select(products.c.sku)))
        .group_by(order_lines.c.sku)
    )
    return known + [(row.sku, row.title or row.sku) for row in tx.execute(gone)]


def other_names(tx: Tx) -> dict[str, str]:
    """Read by SKU what else people call goods, in one text."""
    query = select(products.c.sku, products.c.aliases)
    return {row.sku: ", ".join(row.aliases or ()) for row in tx.execute(query)}


def goods(tx: Tx) -> list[Good]:
    """Read how goods stand in the catalogue, with all that people call them."""
    query = select(
        products.c.title, products.c.aliases, products.c.brand, products.c.category, products.c.subcategory
    )
    return [
        Good(row.title, tuple(row.aliases or ()), row.brand, row.category, row.subcategory)
        for row in tx.execute(query)
    ]


def currency(tx: Tx) -> str:
    """Read the currency of most orders; of goods, where nothing was ordered yet."""
    for column in (orders.c.currency, products.c.currency):
        query = select(column).group_by(column).order_by(func.count().desc(), column).limit(1)
        if found := tx.execute(query).scalar():
            return str(found)
    return "INR"


def states_costs(tx: Tx) -> bool:
    """Whether the shop states of any goods what they cost it."""
    cost = products.c.attributes["cost_minor"].as_string()
    return tx.execute(select(products.c.sku).where(cost.is_not(None)).limit(1)).first() is not None


def reach(tx: Tx) -> tuple[str, str]:
    """Read the moments of the first and the last that is recorded; "" before there is anything."""
    columns = (orders.c.at, messages.c.created_at)
    first = [tx.execute(select(func.min(one))).scalar() for one in columns]
    last = [tx.execute(select(func.max(one))).scalar() for one in (*columns, csat.c.at)]
    return min(filter(None, first), default=""), max(filter(None, last), default="")
