"""Writing what the store has into a file that can be imported again."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from app.files.delivery import RateRow
from app.files.importing import KINDS
from app.files.orders import OrderRow
from app.files.reading import BadFile
from app.files.writing import ENDINGS, write_file
from shop.catalogue import MADE_TO_ORDER
from shop.faq import Faq
from storage.catalogue import Catalogue
from storage.database import Database
from storage.delivery_rates import ways_set
from storage.records import Records


def export_file(db: Database, kind: str, path: Path) -> int:
    """Write everything of a kind; how many lines."""
    if not path.name.endswith(ENDINGS):
        raise BadFile(f"{path.name}: the name must end in {', '.join(ENDINGS)}")
    try:
        return write_file(path, KINDS[kind].columns, map(KINDS[kind].write, _things(db, kind)))
    except OSError as err:
        raise BadFile(f"{path} can't be written: {err.strerror}") from err


def _things(db: Database, kind: str) -> Iterable[Any]:
    if kind == "products":
        return (
            product for product in Catalogue(db).all() if product.active or product.category != MADE_TO_ORDER
        )
    if kind == "customers":
        return Records(db).customers()
    if kind == "orders":
        return _order_rows(db)
    if kind == "delivery":
        with db.read() as tx:
            return [RateRow(rate) for rate in ways_set(tx).rates]
    return (Faq(*faq) for faq in Catalogue(db).faqs())


def _order_rows(db: Database) -> Iterator[OrderRow]:
    for line in Records(db).order_lines():
        yield OrderRow(
            line.order, line.customer, line.at, line.sku, line.quantity, line.unit_price, line.status
        )
