"""Reads and writes what lies before today: customers and the orders they made, as files tell it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from people.customer import Customer
from people.tables import customers, identities
from shop.catalogue.tables import products
from shop.history.past import PastLine
from shop.money import Money
from shop.orders.tables import order_lines, orders
from storage.database import Database, Tx, stamp, unstamp
from storage.upsert import Counts, batches, insert_all, update_all, upsert

COMING_BACK = ("return_requested", "returned", "exchange_requested", "exchanged")


def all_customers(tx: Tx) -> Iterator[Customer]:
    """Everybody who is known; visitors and those who turned out to be another are not."""
    query = (
        select(customers)
        .where(customers.c.kind == "customer", customers.c.merged_into == "")
        .order_by(customers.c.id)
    )
    for row in tx.execute(query):
        yield Customer(
            id=row.id,
            name=row.name,
            phone=row.phone,
            email=row.email,
            telegram_id=row.telegram_id,
            group=row.price_group,
            address=row.address,
            city=row.city,
            postcode=row.postcode,
            locale=row.locale,
        )


def all_lines(tx: Tx) -> Iterator[PastLine]:
    """Every line of every order, the oldest order first."""
    query = (
        select(orders, order_lines.c.sku, order_lines.c.quantity, order_lines.c.unit_price)
        .join(order_lines, order_lines.c.order_id == orders.c.id)
        .order_by(orders.c.at, orders.c.id, order_lines.c.line)
    )
    for row in tx.execute(query).yield_per(5_000):
        price = Money(row.unit_price, row.currency)
        yield PastLine(row.id, row.customer_id, unstamp(row.at), row.sku, row.quantity, price, row.status)


def known_customers(tx: Tx, ids: Iterable[str]) -> set[str]:
    """Which of these customers are there."""
    found: set[str] = set()
    for batch in batches(sorted(ids)):
        found.update(tx.execute(select(customers.c.id).where(customers.c.id.in_(batch))).scalars())
    return found


def write_customers(
    tx: Tx, db: Database, given: Iterable[Customer], now: datetime, known: frozenset[str] | None
) -> Counts:
    """Insert or change customers by id; of a stored customer stays what was not said."""
    rows = [_customer_row(customer, known) for customer in given]
    written = [{**row, "kind": "customer"} for row in rows]
    done = upsert(tx, customers, "id", written, new={"created_at": stamp(now)})
    _know_on_telegram(tx, db, rows, now)
    return done.counts()


def write_orders(tx: Tx, given: Sequence[PastLine]) -> Counts:
    """Insert or change lines of orders, by order and SKU.

    What was asked to come back here stays so: said to be delivered again, it would be paid back twice.
    """
    heads: dict[str, dict[str, Any]] = {}
    for line in given:
        heads[line.order] = {
            "id": line.order,
            "customer_id": line.customer,
            "at": stamp(line.at),
            "status": line.status,
            "currency": line.unit_price.currency,
        }
    for batch in batches(sorted(heads)):
        coming_back = orders.c.id.in_(batch) & orders.c.status.in_(COMING_BACK)
        for row in tx.execute(select(orders.c.id, orders.c.status).where(coming_back)):
            if heads[row.id]["status"] not in COMING_BACK:
                heads[row.id]["status"] = row.status
    altered = set(upsert(tx, orders, "id", list(heads.values())).changed)
    return _write_lines(tx, given, altered)


def _write_lines(tx: Tx, given: Sequence[PastLine], altered: set[str]) -> Counts:
    """The lines below orders; a line also counts as changed when the order above it did."""
    stored: dict[tuple[str, str], Any] = {}
    last: dict[str, int] = {}
    for batch in batches(sorted({line.order for line in given})):
        for row in tx.execute(select(order_lines).where(order_lines.c.order_id.in_(batch))):
            stored[row.order_id, row.sku] = row
            last[row.order_id] = max(last.get(row.order_id, 0), row.line)
    titles: dict[str, str] = {}
    for batch in batches(sorted({line.sku for line in given})):
        named = select(products.c.sku, products.c.title).where(products.c.sku.in_(batch))
        titles.update((row.sku, row.title) for row in tx.execute(named))
    added, changed = [], []
    same = touched = 0
    for line in given:
        before = stored.get((line.order, line.sku))
        said = {"quantity": line.quantity, "unit_price": line.unit_price.minor}
        if before is None:
            last[line.order] = last.get(line.order, 0) + 1
            place = {"order_id": line.order, "line": last[line.order]}
            added.append({**place, "sku": line.sku, "title": titles.get(line.sku, ""), **said})
        elif (before.quantity, before.unit_price) != (line.quantity, line.unit_price.minor):
            changed.append({"order_id": line.order, "line": before.line, **said})
        elif line.order in altered:
            touched += 1
        else:
            same += 1
    insert_all(tx, order_lines, added)
    update_all(tx, order_lines, ("order_id", "line"), changed)
    return Counts(len(added), len(changed) + touched, same)


def _know_on_telegram(tx: Tx, db: Database, rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
    """Telegram vouches for its ids, and the shop's books say whose they are: no code has to be asked for.

    An id that somebody has proven to be theirs before is left with them.
    """
    known = [
        {
            "channel": "telegram",
            "address": row["telegram_id"],
            "customer_id": row["id"],
            "verified_by": "books",
            "created_at": stamp(now),
        }
        for row in rows
        if row.get("telegram_id")
    ]
    if known:
        tx.execute(db.insert(identities).on_conflict_do_nothing(), known)


def _customer_row(customer: Customer, known: frozenset[str] | None) -> dict[str, Any]:
    row = {
        "id": customer.id,
        "name": customer.name,
        "phone": customer.phone,
        "email": customer.email,
        "telegram_id": customer.telegram_id,
        "price_group": customer.group,
        "address": customer.address,
        "city": customer.city,
        "postcode": customer.postcode,
        "locale": customer.locale,
    }
    if known is None:
        return row
    said = {("price_group" if name == "group" else name) for name in known} | {"id"}
    return {name: value for name, value in row.items() if name in said}
