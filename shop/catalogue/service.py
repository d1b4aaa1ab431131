"""Gives the catalogue to whoever asks, and brings it to what a file or a seller says.

A write takes the catalogue's version first and then the rows of stock, in the order of their names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from shop.catalogue.faq import Faq
from shop.catalogue.product import Product, Seller, still_lower
from shop.catalogue.store import reads, writes
from shop.stock import store as stock
from storage.database import Database, Tx
from storage.upsert import Counts


class Catalogue:
    """Reads of the catalogue."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def product(self, sku: str) -> Product | None:
        """One product, also a withdrawn one (`active` tells)."""
        return next(iter(self.products([sku])), None)

    def products(self, skus: Sequence[str]) -> list[Product]:
        """The products of these names that exist, in the order of the names."""
        with self.db.read() as tx:
            found = reads.products_of(tx, skus)
        return [found[sku] for sku in skus if sku in found]

    def all(self, *, since: int = -1) -> Iterable[Product]:
        """Every product, or those changed after a version; also withdrawn ones."""
        with self.db.read() as tx:
            yield from reads.products_since(tx, since)

    def version(self) -> int:
        """Rises with every change of any product."""
        with self.db.read() as tx:
            return reads.newest_version(tx)

    def categories(self) -> list[tuple[str, int]]:
        """Categories with the number of products that can be bought, the largest first."""
        with self.db.read() as tx:
            return reads.categories(tx)

    def in_category(
        self, category: str, limit: int = 60, offset: int = 0, *, words: str = ""
    ) -> list[Product]:
        """Products of a category ("" for all) whose titles have all these words, best rated first."""
        with self.db.read() as tx:
            return reads.in_category(tx, category, limit, offset, words)

    def seller(self, seller: str) -> Seller | None:
        """One seller."""
        with self.db.read() as tx:
            return reads.seller_of(tx, seller)

    def sellers(self) -> list[Seller]:
        """Everybody who sells here."""
        with self.db.read() as tx:
            return reads.all_sellers(tx)

    def faqs(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Questions with their answers and tags."""
        with self.db.read() as tx:
            return reads.all_faqs(tx)

    def currencies(self, skus: Iterable[str]) -> dict[str, str]:
        """The currencies of those of these products that are there."""
        with self.db.read() as tx:
            return reads.currencies(tx, skus)


class CatalogueWrites:
    """Writes of the catalogue, a transaction a call; a dry run only finds out what it would write."""

    def __init__(self, db: Database, *, dry_run: bool = False) -> None:
        self.db = db
        self.dry_run = dry_run

    def sellers(self, given: Iterable[Seller]) -> Counts:
        """Write sellers by id."""
        with self.db.write(dry_run=self.dry_run) as tx:
            return writes.write_sellers(tx, given)

    def products(self, given: Sequence[Product], known: frozenset[str] | None = None) -> Counts:
        """Write products by SKU. `known` names the fields that were said; of a stored product the rest stays.

        A withdrawn product comes back only where `active` is named: whoever says all else means other things.
        """
        every = {f.name for f in fields(Product)}
        unsaid = {"sku"} | (every - known if known is not None else {"active"})
        with self.db.write(dry_run=self.dry_run) as tx:
            stored = reads.products_of(tx, [product.sku for product in given])
            new, changed, restocked = [], [], []
            for product in given:
                before = stored.get(product.sku)
                if before is None:
                    new.append(product)
                    continue
                merged = _merged(before, product, unsaid)
                if merged != before:
                    changed.append(merged)
                if merged.stock != before.stock:
                    restocked.append(merged)
            writes.write_products(tx, self.db, new, changed)
            _set_stock(tx, self.db, [*new, *restocked])
        return Counts(len(new), len(changed), len(given) - len(new) - len(changed))

    def faqs(self, given: Iterable[Faq], known: frozenset[str] | None = None) -> Counts:
        """Write FAQs by their question; where tags were not said, stored ones stay."""
        with self.db.write(dry_run=self.dry_run) as tx:
            return writes.write_faqs(tx, given, known)


def add_product(tx: Tx, db: Database, product: Product) -> None:
    """Add one product that is not there yet, with its stock, within another service's transaction."""
    writes.write_products(tx, db, [product])
    _set_stock(tx, db, [product])


def _set_stock(tx: Tx, db: Database, restocked: Sequence[Product]) -> None:
    stock.set_totals(tx, db, {product.sku: product.stock for product in restocked})


def _merged(before: Product, said: Product, unsaid: set[str]) -> Product:
    """A stored product with what was said of it. Stored tiers that the new price undercuts mean nothing."""
    whole = replace(said, **{name: getattr(before, name) for name in unsaid})
    return replace(whole, tiers=still_lower(whole.tiers, whole.price))
