"""What recommendations read and write: past orders, events and their experiments."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, exists, func, select

from insight.tables import product_arrivals as arrivals
from insight.tables import recommendation_events as events
from people.tables import customers
from shop.catalogue.tables import products
from shop.orders.tables import order_lines, orders
from storage.database import Database, stamp, unstamp

NOT_BOUGHT = ("cancelled", "returned")
LOOK_BACK = timedelta(days=7)  # a purchase so soon after an impression is counted for it
FORGIVE_AFTER = timedelta(days=60)  # a refusal is not for ever
NEW_FOR = timedelta(days=30)
REMEMBER_IGNORED = timedelta(days=21)

BoughtRow = tuple[str, str, str, float, datetime]  # customer, order, sku, quantity, at
Circle = tuple[str, str]  # ("city", "Pune"), ("group", "silver")


@dataclass(frozen=True)
class Event:
    """One thing that happened to one suggested product."""

    customer: str
    kind: str
    sku: str
    ref: str
    at: datetime
    place: str = ""
    experiment: str = ""
    arm: str = ""
    reason: str = ""
    quantity: int = 0


@dataclass(frozen=True)
class Outcome:
    """What one customer did within the days after first being shown something."""

    customer: str
    arm: str
    orders: int
    lines: int
    minor: int


class InsightStore:
    """Every method is one transaction."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def purchases(self, at_once: int = 5000) -> Iterator[BoughtRow]:
        """Every line that was bought and kept, oldest order first."""
        with self.db.read() as tx:
            rows = tx.execution_options(yield_per=at_once).execute(_bought().order_by(orders.c.at))
            for row in rows:
                yield _bought_row(row)

    def bought_since(self, customer: str, at: datetime | None) -> list[BoughtRow]:
        """One customer's lines after a moment; all of them without one."""
        query = _bought().where(orders.c.customer_id == customer)
        if at is not None:
            query = query.where(orders.c.at > stamp(at))
        with self.db.read() as tx:
            return [_bought_row(row) for row in tx.execute(query.order_by(orders.c.at))]

    def all_circles(self) -> dict[str, list[Circle]]:
        """What customers have in common with others: their city and their price group."""
        with self.db.read() as tx:
            rows = tx.execute(select(customers.c.id, customers.c.city, customers.c.price_group))
            return {row.id: _circles(row) for row in rows}

    def circles(self, customer: str) -> list[Circle]:
        with self.db.read() as tx:
            row = tx.execute(
                select(customers.c.city, customers.c.price_group).where(customers.c.id == customer)
            ).first()
        return _circles(row) if row else []

    def who_ordered_last(self, many: int) -> list[str]:
        """The customers of the newest orders."""
        newest = func.max(orders.c.at)
        query = select(orders.c.customer_id).group_by(orders.c.customer_id).order_by(newest.desc())
        with self.db.read() as tx:
            return list(tx.execute(query.limit(many)).scalars())

    def name(self, customer: str) -> str:
        with self.db.read() as tx:
            row = tx.execute(select(customers).where(customers.c.id == customer)).first()
        return f"{row.name}, {row.city}".strip(", ") if row else ""

    def record(self, happened: Iterable[Event]) -> None:
        """Keep events; the same again is kept once."""
        rows = [_event_values(one) for one in happened]
        if rows:
            with self.db.write() as tx:
                tx.execute(self.db.insert(events).on_conflict_do_nothing(), rows)

    def note_arrivals(self, now: datetime) -> int:
        """Remember products that were not there at the last look; how many. The first look finds none."""
        with self.db.write() as tx:
            first_look = tx.execute(select(arrivals.c.sku).limit(1)).first() is None
            unseen = (
                tx.execute(select(products.c.sku).where(products.c.sku.not_in(select(arrivals.c.sku))))
                .scalars()
                .all()
            )
            at = "" if first_look else stamp(now)
            if unseen:
                tx.execute(arrivals.insert(), [{"sku": sku, "at": at} for sku in unseen])
        return 0 if first_look else len(unseen)

    def arrived(self, now: datetime) -> dict[str, int]:
        """Products that came within the last weeks, with the days since."""
        query = select(arrivals).where(arrivals.c.at > stamp(now - NEW_FOR), arrivals.c.at <= stamp(now))
        with self.db.read() as tx:
            return {row.sku: (now - unstamp(row.at)).days for row in tx.execute(query)}

    def refused(self, customer: str, now: datetime) -> frozenset[str]:
        """What this customer lately said no to."""
        query = select(events.c.sku).where(
            events.c.customer_id == customer,
            events.c.kind == "refusal",
            events.c.at > stamp(now - FORGIVE_AFTER),
        )
        with self.db.read() as tx:
            return frozenset(tx.execute(query).scalars())

    def ignored(self, customer: str, now: datetime) -> dict[str, int]:
        """How often each product was lately shown, where nothing came of it."""
        recent = and_(events.c.customer_id == customer, events.c.at > stamp(now - REMEMBER_IGNORED))
        with self.db.read() as tx:
            shown = tx.execute(
                select(events.c.sku, func.count())
                .where(recent, events.c.kind == "impression")
                .group_by(events.c.sku)
            ).all()
            answered = set(
                tx.execute(
                    select(events.c.sku).where(recent, events.c.kind.in_(("tap", "add", "purchase")))
                ).scalars()
            )
        return {row[0]: int(row[1]) for row in shown if row[0] not in answered}

    def shown_for(self, customer: str, sku: str, now: datetime) -> Event | None:
        """The last impression that a tap, an add or a purchase of this product is owed to."""
        query = (
            select(events)
            .where(
                events.c.customer_id == customer,
                events.c.kind == "impression",
                events.c.sku == sku,
                events.c.at > stamp(now - LOOK_BACK),
                events.c.at <= stamp(now),
            )
            .order_by(events.c.at.desc())
            .limit(1)
        )
        with self.db.read() as tx:
            row = tx.execute(query).first()
        return _event(row) if row else None

    def came_of_it(self, customer: str, kind: str, skus: Iterable[str], ref: str, now: datetime) -> None:
        """Record a tap, an add or a refusal with the arm and the reason of what was shown."""
        happened = []
        for sku in skus:
            shown = self.shown_for(customer, sku, now)
            if shown is not None:
                happened.append(
                    Event(
                        customer, kind, sku, ref, now, shown.place, shown.experiment, shown.arm, shown.reason
                    )
                )
            elif kind == "refusal":
                happened.append(Event(customer, kind, sku, ref, now))
        self.record(happened)

    def note_purchases(self, since: datetime) -> int:
        """Record the purchases among orders since then that followed an impression; how many."""
        with self.db.read() as tx:
            shown = exists().where(
                events.c.customer_id == orders.c.customer_id, events.c.kind == "impression"
            )
            rows = tx.execute(_bought().where(orders.c.at >= stamp(since), shown)).all()
        found = []
        for row in rows:
            at = unstamp(row.at)
            seen = self.shown_for(row.customer_id, row.sku, at)
            if seen is not None:
                found.append(
                    Event(
                        row.customer_id,
                        "purchase",
                        row.sku,
                        row.order_id,
                        at,
                        seen.place,
                        seen.experiment,
                        seen.arm,
                        seen.reason,
                        int(row.quantity),
                    )
                )
        self.record(found)
        return len(found)

    def counts(self, since: datetime) -> list[Mapping[str, Any]]:
        """Events by experiment, arm, reason and kind."""
        group = (events.c.experiment, events.c.arm, events.c.place, events.c.reason, events.c.kind)
        query = select(*group, func.count().label("n")).where(events.c.at >= stamp(since)).group_by(*group)
        with self.db.read() as tx:
            return [dict(row._mapping) for row in tx.execute(query)]

    def outcomes(self, experiment: str, since: datetime, window: timedelta = LOOK_BACK) -> list[Outcome]:
        """Each customer who was shown something, and what they ordered within the window after."""
        first = (
            select(events.c.customer_id, events.c.arm, func.min(events.c.at).label("at"))
            .where(
                events.c.experiment == experiment,
                events.c.kind == "impression",
                events.c.at >= stamp(since),
            )
            .group_by(events.c.customer_id, events.c.arm)
        )
        with self.db.read() as tx:
            exposed = tx.execute(first).all()
            found = []
            for row in exposed:
                until = stamp(unstamp(row.at) + window)
                lines = tx.execute(
                    _bought().where(
                        orders.c.customer_id == row.customer_id, orders.c.at >= row.at, orders.c.at < until
                    )
                ).all()
                found.append(
                    Outcome(
                        row.customer_id,
                        row.arm,
                        len({line.order_id for line in lines}),
                        len(lines),
                        sum(line.quantity * line.unit_price for line in lines),
                    )
                )
        return found


def _bought() -> Any:
    return (
        select(
            orders.c.customer_id,
            order_lines.c.order_id,
            order_lines.c.sku,
            order_lines.c.quantity,
            order_lines.c.unit_price,
            orders.c.at,
        )
        .join(order_lines, order_lines.c.order_id == orders.c.id)
        .where(orders.c.status.not_in(NOT_BOUGHT), order_lines.c.quantity > 0)
    )


def _bought_row(row: Any) -> BoughtRow:
    return (row.customer_id, row.order_id, row.sku, float(row.quantity), unstamp(row.at))


def _circles(row: Any) -> list[Circle]:
    return [(kind, name) for kind, name in (("city", row.city), ("group", row.price_group)) if name]


def _event_values(one: Event) -> Mapping[str, Any]:
    return {
        "at": stamp(one.at),
        "customer_id": one.customer,
        "kind": one.kind,
        "sku": one.sku,
        "ref": one.ref,
        "place": one.place,
        "experiment": one.experiment,
        "arm": one.arm,
        "reason": one.reason,
        "quantity": one.quantity,
    }


def _event(row: Any) -> Event:
    return Event(
        row.customer_id,
        row.kind,
        row.sku,
        row.ref,
        unstamp(row.at),
        row.place,
        row.experiment,
        row.arm,
        row.reason,
        row.quantity,
    )
