"""Brings a file into the store: the good lines in batches, the bad ones told with their number."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from connectors.files.customers import CUSTOMERS
from connectors.files.delivery import DELIVERY, RateRow
from connectors.files.events import EVENTS_KIND, possible
from connectors.files.faqs import FAQS
from connectors.files.fitting import fitting
from connectors.files.kind import Kind
from connectors.files.orders import ORDERS, OrderRow
from connectors.files.outcome import Fault, Outcome
from connectors.files.products import PRODUCTS
from connectors.files.reading import BadFile, Line, Reading, reading
from connectors.files.reading_apart import rows_apart
from insight.events.event import Happened
from insight.events.service import Events
from shop.catalogue.service import Catalogue, CatalogueWrites
from shop.delivery.service import Delivery
from shop.history.past import PastLine
from shop.history.service import Records, RecordWrites
from shop.money import Money
from storage.database import Database
from storage.upsert import Counts

KINDS: Mapping[str, Kind[Any]] = {
    kind.name: kind for kind in (PRODUCTS, CUSTOMERS, ORDERS, FAQS, DELIVERY, EVENTS_KIND)
}
BATCH = 500  # lines in one transaction, so that a running shop gets its turn in between

Progress = Callable[[int, int], None]  # how far it is, of how much


def import_file(
    db: Database, kind: str, path: Path, now: datetime, progress: Progress, *, dry_run: bool = False
) -> Outcome:
    """Import a file. Raises BadFile when nothing went in; where it breaks later is a fault."""
    outcome = Outcome()
    with reading(path, KINDS[kind], rows_apart) as file:
        outcome.ignored = file.ignored
        if kind == "orders":
            size = max(file.size, 1)
            lines = list(_good(file, outcome, lambda done, of: progress(done, 2 * of), whole=True))
            second_half: Progress = lambda done, of: progress(size + size * done // of, 2 * size)  # noqa: E731
            _import_orders(db, lines, outcome, second_half, dry_run=dry_run)
        elif kind == "events":
            happened = possible(_good(file, outcome, progress), now, outcome)
            _import_events(Events(db, dry_run=dry_run), happened, now, outcome)
        else:
            write = _writer(db, kind, now, dry_run=dry_run)
            good = _good(file, outcome, progress)
            if kind == "products":
                good = fitting(Catalogue(db), good, outcome)
            for known, batch in _batches(good):
                outcome.counts += write(batch, known)
    outcome.faults.sort(key=lambda fault: fault.line)
    return outcome


Write = Callable[[list[Any], frozenset[str]], Counts]


def _writer(db: Database, kind: str, now: datetime, *, dry_run: bool) -> Write:
    catalogue = CatalogueWrites(db, dry_run=dry_run)
    records = RecordWrites(db, dry_run=dry_run)
    writers: Mapping[str, Write] = {
        "products": catalogue.products,
        "customers": lambda things, known: records.customers(things, now, known),
        "faqs": catalogue.faqs,
        "delivery": lambda rows, _known: _set_rates(db, rows, dry_run=dry_run),
    }
    return writers[kind]


def _set_rates(db: Database, rows: Sequence[RateRow], *, dry_run: bool) -> Counts:
    gone = [(row.rate.zone, row.rate.way) for row in rows if not row.active]
    return Delivery(db).set_rates([row.rate for row in rows if row.active], gone, dry_run=dry_run)


def _good(
    file: Reading[Any], outcome: Outcome, progress: Progress, *, whole: bool = False
) -> Iterator[Line[Any]]:
    """The good lines. Of a file that breaks off those before it are good, unless it is needed whole."""
    read = 0
    try:
        for line in file.lines:
            read = line.number
            if line.fault:
                outcome.faults.append(Fault(read, line.fault))
            else:
                outcome.left_out += [Fault(read, reason) for reason in line.left_out]
                yield line
            if read % 100 == 0:
                progress(file.done(), file.size)
    except BadFile as err:
        if whole or not read:
            raise
        outcome.faults.append(Fault(read + 1, f"{err}; from here on it was not read"))
    progress(file.size, file.size)


def _batches(lines: Iterable[Line[Any]]) -> Iterator[tuple[frozenset[str], list[Any]]]:
    """Things that had the same columns, so many at a time."""
    for known, alike in groupby(lines, key=lambda line: line.known):
        batch: list[Any] = []
        for line in alike:
            batch.append(line.thing)
            if len(batch) == BATCH:
                yield known, batch
                batch = []
        if batch:
            yield known, batch


def _import_events(
    events: Events, happened: Iterator[tuple[int, Happened]], now: datetime, outcome: Outcome
) -> None:
    """Lines of a log rarely have the same columns: they go in as they come."""
    while batch := list(islice(happened, BATCH)):
        taken = events.take([event for _, event in batch], now)
        outcome.counts += taken.counts
        outcome.left_out += [
            Fault(number, f"{event.customer} has asked to be forgotten; nothing of them is kept")
            for number, event in batch
            if event.customer in taken.forgotten
        ]


def _import_orders(
    db: Database, lines: Sequence[Line[OrderRow]], outcome: Outcome, progress: Progress, *, dry_run: bool
) -> None:
    """Lines of orders may stand apart in the file; an order is written as a whole."""
    customers = Records(db).known_customers({line.thing.customer for line in lines if line.thing})
    currencies = Catalogue(db).currencies({line.thing.sku for line in lines if line.thing})
    records = RecordWrites(db, dry_run=dry_run)
    heads: dict[str, tuple[int, OrderRow, str]] = {}
    orders: dict[str, list[PastLine]] = {}
    for line in lines:
        row = line.thing
        if row is None:
            continue
        reason = _not_importable(row, heads, customers, currencies)
        if reason:
            outcome.faults.append(Fault(line.number, reason))
            continue
        heads.setdefault(row.order_id, (line.number, row, currencies[row.sku]))
        price = replace(row.unit_price, currency=currencies[row.sku])
        orders.setdefault(row.order_id, []).append(past(row, price))
    batch: list[PastLine] = []
    for number, order in enumerate(orders.values(), 1):
        batch.extend(order)
        if len(batch) >= BATCH * 10 or number == len(orders):
            outcome.counts += records.orders(batch)
            progress(number, len(orders))
            batch = []


def past(row: OrderRow, unit_price: Money | None = None) -> PastLine:
    """A line of a file as the store takes it."""
    price = unit_price or row.unit_price
    return PastLine(row.order_id, row.customer, row.at, row.sku, row.quantity, price, row.status)


def _not_importable(  # noqa: PLR0911  # a reason each
    row: OrderRow,
    heads: Mapping[str, tuple[int, OrderRow, str]],
    customers: set[str],
    currencies: Mapping[str, str],
) -> str:
    if row.customer not in customers:
        return f"there is no customer {row.customer}; import the customers first"
    if row.sku not in currencies:
        return f"there is no product {row.sku}; import the products first"
    if row.unit_price.currency not in ("INR", currencies[row.sku]):
        return f"unit_price is in {row.unit_price.currency}, {row.sku} in {currencies[row.sku]}"
    if row.order_id not in heads:
        return ""
    number, first, currency = heads[row.order_id]
    for what in ("customer", "at", "status"):
        if getattr(row, what) != getattr(first, what):
            return f"{what} of order {row.order_id} is another than in line {number}"
    if currencies[row.sku] != currency:
        return f"order {row.order_id} is in {currency} (line {number}), {row.sku} in {currencies[row.sku]}"
    return ""
