"""Writes the catalogue: sellers, products with their tiers, FAQs."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, func, select, text

from shop.catalogue.faq import Faq
from shop.catalogue.product import Product, Seller
from shop.catalogue.tables import faqs, price_tiers, products, sellers
from storage.database import Database, Tx
from storage.upsert import Counts, insert_all, update_all, upsert


def write_sellers(tx: Tx, given: Iterable[Seller]) -> Counts:
    """Insert or change sellers by id."""
    rows = [
        {
            "id": seller.id,
            "name": seller.name,
            "city": seller.city,
            "rating": seller.rating,
            "dispatch_days": seller.dispatch_days,
        }
        for seller in given
    ]
    return upsert(tx, sellers, "id", rows).counts()


def write_faqs(tx: Tx, given: Iterable[Faq], known: frozenset[str] | None) -> Counts:
    """Insert or change FAQs by their question; where tags were not said, stored ones stay."""
    rows = [
        {"question": faq.question, "answer": faq.answer}
        | ({"tags": list(faq.tags)} if known is None or "tags" in known else {})
        for faq in given
    ]
    version = (tx.execute(select(func.max(faqs.c.version))).scalar() or 0) + 1
    return upsert(tx, faqs, "question", rows, also={"version": version}, new={"tags": []}).counts()


def write_products(tx: Tx, db: Database, new: Sequence[Product], changed: Sequence[Product] = ()) -> None:
    """Insert and change products under the catalogue's next version; a seller not known yet is added."""
    written = [*new, *changed]
    if not written:
        return
    _add_unknown_sellers(tx, db, written)
    version = next_version(tx, db)
    insert_all(tx, products, [_row(product, version) for product in new])
    update_all(tx, products, ("sku",), [_row(product, version) for product in changed])
    tx.execute(delete(price_tiers).where(price_tiers.c.sku.in_([p.sku for p in changed])))
    insert_all(
        tx,
        price_tiers,
        [
            {"sku": p.sku, "from_quantity": t.from_quantity, "unit_price": t.unit_price.minor}
            for p in written
            for t in p.tiers
        ],
    )


def next_version(tx: Tx, db: Database) -> int:
    """The catalogue's next version; it rises in the order in which transactions end."""
    if not db.is_sqlite:  # SQLite has one writer anyway
        tx.execute(text("select pg_advisory_xact_lock(hashtext('catalogue version'))"))
    return (tx.execute(select(func.max(products.c.version))).scalar() or 0) + 1


def _add_unknown_sellers(tx: Tx, db: Database, written: Sequence[Product]) -> None:
    named = sorted({product.seller for product in written if product.seller})
    if named:
        tx.execute(
            db.insert(sellers).on_conflict_do_nothing(),
            [{"id": seller, "name": seller} for seller in named],
        )


def _row(product: Product, version: int) -> dict[str, Any]:
    return {
        "sku": product.sku,
        "title": product.title,
        "brand": product.brand,
        "category": product.category,
        "subcategory": product.subcategory,
        "description": product.description,
        "pack": product.pack,
        "currency": product.price.currency,
        "price": product.price.minor,
        "mrp": product.mrp.minor if product.mrp else None,
        "seller_id": product.seller or None,
        "moq": product.moq,
        "multiple": product.multiple,
        "attributes": dict(product.attributes),
        "aliases": list(product.aliases),
        "image": product.image,
        "rating": product.rating,
        "active": product.active,
        "version": version,
    }
