"""Reads wishes for a better price, as sellers see them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, exists, func, select

from people.tables import customers
from shop.cart.tables import quotes
from shop.catalogue.tables import products, sellers
from shop.money import Money
from shop.sellers.tables import seller_notices
from shop.sellers.views import name_buyer
from storage.database import Tx


@dataclass(frozen=True)
class PriceWish:
    """A buyer who would take so many of a product for less."""

    number: str
    conversation: str
    customer: str
    sku: str
    title: str
    quantity: int
    list_price: Money
    hoped: Money | None
    seller: str | None  # None: the shop itself
    seller_name: str
    terms: str = ""  # what the buyer said with it


def newest_quotes(tx: Tx, seller: str, limit: int) -> list[dict[str, Any]]:
    """Read wishes with their goods, those that wait first; a seller's own, or everybody's."""
    query = (
        select(
            quotes,
            products.c.title,
            products.c.pack,
            products.c.image,
            sellers.c.name.label("seller"),
            customers.c.city,
        )
        .join(products, products.c.sku == quotes.c.sku)
        .join(customers, customers.c.id == quotes.c.customer_id)
        .outerjoin(sellers, sellers.c.id == products.c.seller_id)
    )
    if seller:
        query = query.where(products.c.seller_id == seller)
        order = (quotes.c.state != "asked", quotes.c.at.desc())
        wanted = [query.order_by(*order).limit(limit)]
    else:  # what waits by itself, or all that was ever asked would be read to put it first
        query = query.order_by(quotes.c.at.desc()).limit(limit)
        wanted = [query.where(quotes.c.state == "asked"), query]
    hidden = ("customer_id", "conversation_id", "city") if seller else ("city",)
    found = {row.id: row for each in wanted for row in tx.execute(each)}
    newest = sorted(found.values(), key=lambda row: row.at, reverse=True)
    return [
        {name: value for name, value in row._mapping.items() if name not in hidden}
        | {"from": name_buyer(row.city)}
        for row in sorted(newest, key=lambda row: row.state != "asked")[:limit]
    ]


def count_waiting(tx: Tx, seller: str | None) -> int:
    """Count what waits for this seller's answer, or (None) for the shop's own."""
    theirs = quotes.join(products, products.c.sku == quotes.c.sku)
    asked = (quotes.c.state == "asked") & (products.c.seller_id == seller)
    return tx.execute(select(func.count()).select_from(theirs).where(asked)).scalar_one()


def find_quote(tx: Tx, number: str) -> PriceWish | None:
    """Read one wish with its goods."""
    row = tx.execute(_all().where(quotes.c.id == number)).first()
    return _wish(row) if row else None


def untold_quotes(tx: Tx) -> list[PriceWish]:
    """Read the wishes that wait and that their seller has not been told of."""
    told = exists().where(seller_notices.c.key == "quote:" + quotes.c.id)
    rows = tx.execute(_all().where(quotes.c.state == "asked", products.c.seller_id.is_not(None), ~told)).all()
    return [_wish(row) for row in rows]


def _all() -> Any:
    return (
        select(quotes, products.c.title, products.c.seller_id, sellers.c.name.label("seller"))
        .join(products, products.c.sku == quotes.c.sku)
        .outerjoin(sellers, sellers.c.id == products.c.seller_id)
    )


def _wish(row: Row[Any]) -> PriceWish:
    return PriceWish(
        number=row.id,
        conversation=row.conversation_id,
        customer=row.customer_id,
        sku=row.sku,
        title=row.title,
        quantity=row.quantity,
        list_price=Money(row.list_price, row.currency),
        hoped=Money(row.asked_price, row.currency) if row.asked_price else None,
        seller=row.seller_id,
        seller_name=row.seller or "",
        terms=row.terms,
    )
