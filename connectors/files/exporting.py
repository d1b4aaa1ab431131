"""Writes what the store has into a file that can be imported again."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from connectors.files.delivery import RateRow
from connectors.files.importing import KINDS
from connectors.files.orders import OrderRow
from connectors.files.reading import BadFile
from connectors.files.writing import ENDINGS, write_file
from insight.events.service import Events
from shop.catalogue.faq import Faq
from shop.catalogue.product import MADE_TO_ORDER
from shop.catalogue.service import Catalogue
from shop.delivery.service import Delivery
from shop.history.service import Records
from storage.database import Database


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
    if kind == "events":
        return Events(db).imported()
    if kind == "delivery":
        return [RateRow(rate) for rate in Delivery(db).ways().rates]
    return (Faq(*faq) for faq in Catalogue(db).faqs())


def _order_rows(db: Database) -> Iterator[OrderRow]:
    for line in Records(db).order_lines():
        yield OrderRow(
            line.order, line.customer, line.at, line.sku, line.quantity, line.unit_price, line.status
        )
