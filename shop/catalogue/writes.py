"""Writing the catalogue: sellers, products with their tiers and stock, FAQs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Connection, delete, func, select, text, update

from shop.catalogue.faq import Faq
from shop.catalogue.product import UNCOUNTED, Product, Seller, still_lower
from shop.catalogue.store import assembled
from shop.catalogue.tables import faqs, price_tiers, products, sellers
from shop.stock.allocations import WAREHOUSE
from shop.stock.tables import stock
from storage.database import Database
from storage.upsert import Counts, insert_all, update_all, upsert


class CatalogueWrites:
    """Brings the catalogue to what a file or a seller says. Every call is one transaction."""

    def __init__(self, db: Database, *, dry_run: bool = False) -> None:
        self.db = db
        self.dry_run = dry_run

    def sellers(self, given: Iterable[Seller]) -> Counts:
        """Sellers by id."""
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
        with self._transaction() as tx:
            return upsert(tx, sellers, "id", rows).counts()

    def products(self, given: Sequence[Product], known: frozenset[str] | None = None) -> Counts:
        """Products by SKU. `known` names the fields that were said; of a stored product the rest stays.

        A withdrawn product comes back only where `active` is named: whoever says all else means other things.
        """
        every = {f.name for f in fields(Product)}
        kept = {"sku"} | (every - known if known is not None else {"active"})
        with self._transaction() as tx:
            skus = [product.sku for product in given]
            rows = tx.execute(select(products).where(products.c.sku.in_(skus))).all()
            stored = {product.sku: product for product in assembled(tx, rows)}
            new, changed, restocked = [], [], []
            for product in given:
                before = stored.get(product.sku)
                if before is None:
                    new.append(product)
                    continue
                merged = _merged(before, product, kept)
                if merged != before:
                    changed.append(merged)
                if merged.stock != before.stock:
                    restocked.append(merged)
            self._write_products(tx, new, changed)
            _set_stock(self.db, tx, [*new, *restocked])
        return Counts(len(new), len(changed), len(given) - len(new) - len(changed))

    def faqs(self, given: Iterable[Faq], known: frozenset[str] | None = None) -> Counts:
        """FAQs by their question; where tags were not said, stored ones stay."""
        rows = [
            {"question": faq.question, "answer": faq.answer}
            | ({"tags": list(faq.tags)} if known is None or "tags" in known else {})
            for faq in given
        ]
        with self._transaction() as tx:
            version = (tx.execute(select(func.max(faqs.c.version))).scalar() or 0) + 1
            done = upsert(tx, faqs, "question", rows, also={"version": version}, new={"tags": []})
            return done.counts()

    def _write_products(self, tx: Connection, new: list[Product], changed: list[Product]) -> None:
        written = [*new, *changed]
        if not written:
            return
        _take_on_sellers(self.db, tx, written)
        version = next_version(tx, self.db)
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

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with transaction(self.db, dry_run=self.dry_run) as tx:
            yield tx


def put_new(db: Database, tx: Connection, product: Product) -> None:
    """One product that is not there yet, with its stock, within the caller's transaction."""
    insert_all(tx, products, [_row(product, next_version(tx, db))])
    _set_stock(db, tx, [product])


def _merged(before: Product, said: Product, kept: set[str]) -> Product:
    """A stored product with what was said of it. Kept tiers that the new price undercuts mean nothing."""
    whole = replace(said, **{name: getattr(before, name) for name in kept})
    return replace(whole, tiers=still_lower(whole.tiers, whole.price))


@contextmanager
def transaction(db: Database, *, dry_run: bool) -> Iterator[Connection]:
    """A transaction that writes, or only finds out what it would write."""
    with db.write() as tx:
        yield tx
        if dry_run:
            tx.rollback()


def next_version(tx: Connection, db: Database) -> int:
    """The catalogue's next version; it rises in the order in which transactions end."""
    if not db.is_sqlite:  # SQLite has one writer anyway
        tx.execute(text("select pg_advisory_xact_lock(hashtext('catalogue version'))"))
    return (tx.execute(select(func.max(products.c.version))).scalar() or 0) + 1


def _take_on_sellers(db: Database, tx: Connection, written: list[Product]) -> None:
    """A product may name a seller that nobody told us more about."""
    named = sorted({product.seller for product in written if product.seller})
    if named:
        tx.execute(
            db.insert(sellers).on_conflict_do_nothing(),
            [{"id": seller, "name": seller} for seller in named],
        )


def _set_stock(db: Database, tx: Connection, restocked: list[Product]) -> None:
    """The stock of a product is the sum of its warehouses; what differs is put on the main one.

    Of a product whose stock nobody spoke of, nothing is written: orders may be taking from it now.
    What is not counted has no rows.
    """
    uncounted = [product.sku for product in restocked if product.stock == UNCOUNTED]
    tx.execute(delete(stock).where(stock.c.sku.in_(uncounted)))
    restocked = [product for product in restocked if product.stock != UNCOUNTED]
    skus = [product.sku for product in restocked]
    elsewhere: dict[str, int] = defaultdict(int)
    query = select(stock).where(stock.c.sku.in_(skus)).order_by(stock.c.sku, stock.c.warehouse)
    for row in tx.execute(query.with_for_update()):
        if row.warehouse != WAREHOUSE:
            elsewhere[row.sku] += row.quantity
    # Fewer in all than the others are said to have: where they went is not known, so they are moved.
    gone = [p.sku for p in restocked if p.stock < elsewhere[p.sku]]
    tx.execute(update(stock).where(stock.c.sku.in_(gone), stock.c.warehouse != WAREHOUSE).values(quantity=0))
    statement = db.insert(stock)
    rows = [
        {
            "sku": p.sku,
            "warehouse": WAREHOUSE,
            "quantity": p.stock - (0 if p.sku in gone else elsewhere[p.sku]),
        }
        for p in restocked
    ]
    if rows:
        tx.execute(
            statement.on_conflict_do_update(
                index_elements=["sku", "warehouse"], set_={"quantity": statement.excluded.quantity}
            ),
            rows,
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
