"""Writing what lies before today: customers, the orders they made, the reviews they wrote."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from people.customer import Customer
from people.tables import customers, identities
from shop.catalogue.tables import products
from shop.catalogue.writes import transaction
from shop.money import Money
from shop.orders.tables import order_lines, orders
from shop.reviews.review import Review
from shop.reviews.tables import reviews
from storage.database import Database, stamp
from storage.upsert import Counts, batches, insert_all, update_all, upsert


@dataclass(frozen=True)
class PastLine:
    """One line of an order that was made elsewhere or before."""

    order: str
    customer: str
    at: datetime
    sku: str
    quantity: int
    unit_price: Money
    status: str


COMING_BACK = ("return_requested", "returned", "exchange_requested", "exchanged")


class RecordWrites:
    """Brings customers, orders of record and reviews to what a file says. One transaction a call."""

    def __init__(self, db: Database, *, dry_run: bool = False) -> None:
        self.db = db
        self.dry_run = dry_run

    def customers(
        self, given: Iterable[Customer], now: datetime, known: frozenset[str] | None = None
    ) -> Counts:
        """Customers by id. `known` names the fields that were said; of a stored customer the rest stays."""
        rows = [_customer_row(customer, known) for customer in given]
        with transaction(self.db, dry_run=self.dry_run) as tx:
            done = upsert(
                tx,
                customers,
                "id",
                [{**row, "kind": "customer"} for row in rows],
                new={"created_at": stamp(now)},
            )
            _know_on_telegram(self.db, tx, rows, now)
        return done.counts()

    def orders(self, given: Sequence[PastLine]) -> Counts:
        """Lines of orders, by order and SKU. Customers and products must be there.

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
        with transaction(self.db, dry_run=self.dry_run) as tx:
            for batch in batches(sorted(heads)):
                coming_back = orders.c.id.in_(batch) & orders.c.status.in_(COMING_BACK)
                for row in tx.execute(select(orders.c.id, orders.c.status).where(coming_back)):
                    if heads[row.id]["status"] not in COMING_BACK:
                        heads[row.id]["status"] = row.status
            altered = set(upsert(tx, orders, "id", list(heads.values())).changed)
            return _write_lines(tx, given, altered)

    def reviews(self, given: Sequence[Review]) -> Counts:
        """Reviews by product, customer and time."""
        new = []
        unchanged = 0
        with transaction(self.db, dry_run=self.dry_run) as tx:
            known = {
                tuple(row) for row in tx.execute(select(reviews.c.sku, reviews.c.customer_id, reviews.c.at))
            }
            for review in given:
                if (review.sku, review.customer, stamp(review.at)) in known:
                    unchanged += 1
                else:
                    new.append(review)
            insert_all(
                tx,
                reviews,
                [
                    {
                        "sku": review.sku,
                        "customer_id": review.customer,
                        "stars": review.stars,
                        "text": review.text,
                        "at": stamp(review.at),
                    }
                    for review in new
                ],
            )
        return Counts(new=len(new), unchanged=unchanged)

    def existing_customers(self, ids: Iterable[str]) -> set[str]:
        """Which of these customers are there."""
        found: set[str] = set()
        with self.db.read() as tx:
            for batch in batches(sorted(ids)):
                found.update(tx.execute(select(customers.c.id).where(customers.c.id.in_(batch))).scalars())
        return found

    def currencies(self, skus: Iterable[str]) -> dict[str, str]:
        """The currencies of those of these products that are there."""
        found: dict[str, str] = {}
        with self.db.read() as tx:
            for batch in batches(sorted(skus)):
                query = select(products.c.sku, products.c.currency).where(products.c.sku.in_(batch))
                found.update((row.sku, row.currency) for row in tx.execute(query))
        return found


def _know_on_telegram(db: Database, tx: Connection, rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
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


def _write_lines(tx: Connection, given: Sequence[PastLine], altered: set[str]) -> Counts:
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
