"""Reads the catalogue as it is at this moment: products with tiers and stock, sellers, FAQs."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Row, func, select

from shop.catalogue.product import UNCOUNTED, Product, Seller, Tier
from shop.catalogue.tables import faqs, price_tiers, products, sellers
from shop.money import Money
from shop.stock.tables import stock
from storage.database import Tx
from storage.upsert import batches


def products_of(tx: Tx, skus: Sequence[str]) -> dict[str, Product]:
    """The products of these names that exist, also withdrawn ones."""
    rows = tx.execute(select(products).where(products.c.sku.in_(skus))).all()
    return {product.sku: product for product in assembled(tx, rows)}


def products_since(tx: Tx, version: int) -> Iterator[Product]:
    """Every product that was changed after a version; also withdrawn ones."""
    rows = tx.execute(select(products).where(products.c.version > version).order_by(products.c.sku)).all()
    for start in range(0, len(rows), 500):
        yield from assembled(tx, rows[start : start + 500])


def newest_version(tx: Tx) -> int:
    """The version of the latest change of any product."""
    return tx.execute(select(func.max(products.c.version))).scalar() or 0


def categories(tx: Tx) -> list[tuple[str, int]]:
    """Categories with the number of products that can be bought, the largest first."""
    rows = tx.execute(
        select(products.c.category, func.count())
        .where(products.c.active, products.c.category != "")
        .group_by(products.c.category)
        .order_by(func.count().desc(), products.c.category)
    )
    return [(row[0], row[1]) for row in rows]


def in_category(tx: Tx, category: str, limit: int, offset: int, words: str) -> list[Product]:
    """Products of a category ("" for all) whose titles have all these words, best rated first."""
    query = select(products).where(products.c.active)
    if category:
        query = query.where(products.c.category == category)
    for word in words.split()[:8]:
        query = query.where(products.c.title.icontains(word, autoescape=True))
    ordered = query.order_by(products.c.rating.desc().nulls_last(), products.c.sku)
    return assembled(tx, tx.execute(ordered.limit(limit).offset(offset)).all())


def of_brand(tx: Tx, brand: str) -> list[Product]:
    """All that is there of a brand, also what was withdrawn."""
    rows = tx.execute(select(products).where(products.c.brand == brand).order_by(products.c.sku)).all()
    return assembled(tx, rows)


def seller_of(tx: Tx, seller: str) -> Seller | None:
    """One seller."""
    row = tx.execute(select(sellers).where(sellers.c.id == seller)).first()
    return _seller(row) if row else None


def all_sellers(tx: Tx) -> list[Seller]:
    """Everybody who sells here."""
    return [_seller(row) for row in tx.execute(select(sellers).order_by(sellers.c.name))]


def all_faqs(tx: Tx) -> list[tuple[str, str, tuple[str, ...]]]:
    """Questions with their answers and tags."""
    rows = tx.execute(select(faqs).order_by(faqs.c.question))
    return [(row.question, row.answer, tuple(row.tags)) for row in rows]


def currencies(tx: Tx, skus: Iterable[str]) -> dict[str, str]:
    """The currencies of those of these products that are there."""
    found: dict[str, str] = {}
    for batch in batches(sorted(skus)):
        query = select(products.c.sku, products.c.currency).where(products.c.sku.in_(batch))
        found.update((row.sku, row.currency) for row in tx.execute(query))
    return found


def _seller(row: Row[Any]) -> Seller:
    return Seller(row.id, row.name, row.city, row.rating, row.dispatch_days)


def assembled(tx: Tx, rows: Sequence[Row[Any]]) -> list[Product]:
    """Products from their rows, with tiers and stock fetched for all of them at once.

    Whose stock is counted has a row for it, also when it is sold out.
    """
    skus = [row.sku for row in rows]
    tiers: dict[str, list[Tier]] = {}
    currency = {row.sku: row.currency for row in rows}
    for tier in tx.execute(
        select(price_tiers).where(price_tiers.c.sku.in_(skus)).order_by(price_tiers.c.from_quantity)
    ):
        money = Money(tier.unit_price, currency[tier.sku])
        tiers.setdefault(tier.sku, []).append(Tier(tier.from_quantity, money))
    in_stock = {
        row.sku: row[1]
        for row in tx.execute(
            select(stock.c.sku, func.sum(stock.c.quantity)).where(stock.c.sku.in_(skus)).group_by(stock.c.sku)
        )
    }
    return [
        _product(row, tuple(tiers.get(row.sku, ())), int(in_stock.get(row.sku, UNCOUNTED))) for row in rows
    ]


def _product(row: Row[Any], tiers: tuple[Tier, ...], quantity: int) -> Product:
    return Product(
        sku=row.sku,
        title=row.title,
        price=Money(row.price, row.currency),
        brand=row.brand,
        category=row.category,
        subcategory=row.subcategory,
        description=row.description,
        pack=row.pack,
        mrp=None if row.mrp is None else Money(row.mrp, row.currency),
        seller=row.seller_id or "",
        moq=row.moq,
        multiple=row.multiple,
        tiers=tiers,
        stock=quantity,
        attributes=row.attributes,
        aliases=tuple(row.aliases),
        image=row.image,
        rating=row.rating,
        active=row.active,
    )
