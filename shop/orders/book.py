"""Orders as they are kept: one transaction's view of them, for the use cases of shop.orders.service."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from shop.catalogue.store.reads import assembled
from shop.catalogue.tables import products, sellers
from shop.checkout.limits import check_change, promised
from shop.finding.families import family_of
from shop.money import Money
from shop.orders.changes import Changed, Methods, Variant, Variants
from shop.orders.order import ACCOUNT, CASH, MOVES, ONLINE, Line, Method, Order, Payment, Request, Status
from shop.orders.tables import order_events, order_facts, order_lines, orders
from shop.payments.ledger import enter_payment
from shop.payments.refunds import ask_back
from shop.payments.tables import order_payments, payment_methods
from shop.stock.store import give_back, put_back, set_aside, shift
from storage.database import Database, stamp, unstamp


class OrderBook:
    """What one transaction sees and changes of orders; fills shop.orders.service.Book."""

    def __init__(self, tx: Connection, db: Database) -> None:
        self.tx, self.db = tx, db

    def order(self, order_id: str) -> Order | None:
        """One order; while the transaction writes, nobody else changes it."""
        query = select(orders).where(orders.c.id == order_id)
        row = self.tx.execute(query if self.db.is_sqlite else query.with_for_update()).first()
        return assembled_orders(self.tx, [row], self.db.zone)[0] if row else None

    def of_customer(self, customer: str, limit: int = 10, offset: int = 0) -> list[Order]:
        """A customer's orders, the newest first."""
        rows = self.tx.execute(
            select(orders)
            .where(orders.c.customer_id == customer)
            .order_by(orders.c.at.desc(), orders.c.id.desc())
            .limit(limit)
            .offset(offset)
        ).all()
        return assembled_orders(self.tx, rows, self.db.zone)

    def all(self) -> list[Order]:
        """Every order: for checks and benches."""
        rows = self.tx.execute(select(orders).order_by(orders.c.id)).all()
        return assembled_orders(self.tx, rows, self.db.zone)

    def methods(self, customer: str) -> Methods:
        """The ways in which this customer pays."""
        query = select(payment_methods).where(payment_methods.c.customer_id == customer)
        rows = self.tx.execute(query if self.db.is_sqlite else query.with_for_update())
        # These are ways of everybody; whether an account has room is asked when it is used.
        common = {
            CASH: Method(CASH, "cash", "Cash"),
            ACCOUNT: Method(ACCOUNT, "account", "Account"),
            ONLINE: Method(ONLINE, "online", "Card"),
        }
        own = {row.id: _method(row) for row in rows}
        free = {
            way.id: replace(
                way, balance=way.balance - Money(promised(self.tx, customer, way.id), way.balance.currency)
            )
            for way in own.values()
            if way.balance is not None
        }
        return {**common, **own, **free}

    def all_methods(self) -> dict[str, dict[str, Method]]:
        """Every customer's ways to pay: for checks and benches."""
        found: dict[str, dict[str, Method]] = {}
        for row in self.tx.execute(select(payment_methods)):
            found.setdefault(row.customer_id, {})[row.id] = _method(row)
        return found

    def sellers(self, skus: Sequence[str]) -> dict[str, str]:
        """Whose each of these products is, by the seller's id; "" where nobody's."""
        rows = self.tx.execute(select(products.c.sku, products.c.seller_id).where(products.c.sku.in_(skus)))
        return {row.sku: row.seller_id or "" for row in rows}

    def seller_names(self, order: Order) -> dict[str, tuple[str, list[str]]]:
        """By seller's id: the name, and what of the order they send."""
        of = self.sellers([line.sku for line in order.lines])
        rows = self.tx.execute(select(sellers.c.id, sellers.c.name).where(sellers.c.id.in_(of.values())))
        names = {row.id: row.name for row in rows}
        found: dict[str, tuple[str, list[str]]] = {}
        for line in order.lines:
            seller = of.get(line.sku, "")
            found.setdefault(seller, (names.get(seller, "the shop"), []))[1].append(line.title)
        return found

    def variants(self, skus: Sequence[str]) -> Variants:
        """These products as far as exchanging one for another goes."""
        rows = self.tx.execute(select(products).where(products.c.sku.in_(list(skus)))).all()
        return {
            p.sku: Variant(p.sku, family_of(p), p.title, p.price, p.active and p.stock > 0, p.subcategory)
            for p in assembled(self.tx, rows)
        }

    def check_change(self, before: Order, after: Order) -> None:
        """What is dearer now has to pass the rules of checkout."""
        check_change(self.tx, self.db, before, after)

    def keep(self, before: Order, changed: Changed, step: str, now: datetime, note: str = "") -> None:
        """Write what changed of an order, its money, its store credit and its history."""
        after = changed.order
        self.tx.execute(update(orders).where(orders.c.id == after.id).values(status=after.status))
        if after.lines != before.lines:
            self._put_lines(after)
            shift(self.tx, self.db, after.id, _pieces_more(before, after))
        self._put_facts(after)
        for number, payment in enumerate(after.payments[len(before.payments) :], start=len(before.payments)):
            self.add_payment(after, number, payment, now)
        for method, amount in changed.credit.items():
            self.tx.execute(
                update(payment_methods)
                .where(payment_methods.c.customer_id == after.customer, payment_methods.c.id == method)
                .values(balance=payment_methods.c.balance + amount.minor)
            )
        if step == "cancel":
            give_back(self.tx, after.id)
        if after.request and step == "ask_exchange":
            set_aside(self.tx, self.db, after.id, Counter(after.request.new_skus))
        if after.request and step in ("take_back", "exchange"):
            put_back(self.tx, after.id, Counter(after.request.skus))
        self.add_event(after, step, now, note)

    def place(self, order: Order, now: datetime, *, quote: Any = None, checkout: str = "") -> None:
        """Write an order that was not there before."""
        self.tx.execute(
            insert(orders).values(
                id=order.id,
                customer_id=order.customer,
                at=stamp(order.at),
                status=order.status,
                currency=order.currency,
            )
        )
        self._put_lines(order)
        self._put_facts(order, quote=quote or {}, checkout_id=checkout)
        for number, payment in enumerate(order.payments):
            self.add_payment(order, number, payment, now)
        self.add_event(order, "place", now, "")

    def add_payment(self, order: Order, number: int, payment: Payment, now: datetime) -> None:
        """One payment or refund more, with its ledger entry."""
        self.tx.execute(
            insert(order_payments).values(
                order_id=order.id,
                number=number,
                kind=payment.kind,
                amount=payment.amount.minor,
                method=payment.method,
                at=stamp(now),
            )
        )
        enter_payment(self.tx, order.id, number, payment, now)
        if payment.kind == "refund" and payment.method == ONLINE:
            ask_back(self.tx, order.id, f"{order.id}/{number}", payment.amount, now)

    def add_event(self, order: Order, step: str, now: datetime, note: str) -> None:
        """One more line of the order's history."""
        self.tx.execute(
            insert(order_events).values(
                order_id=order.id, at=stamp(now), step=step, status=order.status, note=note
            )
        )

    def history(self, order_id: str) -> list[dict[str, str]]:
        """What happened to an order, the oldest first."""
        rows = self.tx.execute(
            select(order_events).where(order_events.c.order_id == order_id).order_by(order_events.c.id)
        )
        return [{"at": row.at, "status": row.status, "step": row.step, "note": row.note} for row in rows]

    def quote_of(self, order_id: str) -> dict[str, Any]:
        """The quote an order was placed on; empty for one that was imported."""
        return (
            self.tx.execute(select(order_facts.c.quote).where(order_facts.c.order_id == order_id)).scalar()
            or {}
        )

    def count(self, customer: str) -> int:
        """How many orders a customer has."""
        query = select(func.count()).select_from(orders).where(orders.c.customer_id == customer)
        return self.tx.execute(query).scalar() or 0

    def _put_lines(self, order: Order) -> None:
        self.tx.execute(order_lines.delete().where(order_lines.c.order_id == order.id))
        rows = [
            {
                "order_id": order.id,
                "line": number,
                "sku": line.sku,
                "title": line.title,
                "quantity": line.quantity,
                "unit_price": line.unit_price.minor,
            }
            for number, line in enumerate(order.lines, start=1)
        ]
        if rows:
            self.tx.execute(insert(order_lines), rows)

    def _put_facts(self, order: Order, **more: Any) -> None:
        facts = {
            "charges": order.charges.minor if order.charges else 0,
            "address": dict(order.address),
            "shipments": [dict(s) for s in order.shipments],
            "reason": order.reason,
            "request": _request_json(order.request),
            **more,
        }
        self.tx.execute(
            self.db.insert(order_facts)
            .values(order_id=order.id, **{"quote": {}, **facts})
            .on_conflict_do_update(index_elements=["order_id"], set_=facts)
        )


class Orders:
    """Opens books: one transaction each."""

    def __init__(self, db: Database) -> None:
        self.db = db

    @contextmanager
    def writing(self) -> Iterator[OrderBook]:
        with self.db.write() as tx:
            yield OrderBook(tx, self.db)

    @contextmanager
    def reading(self) -> Iterator[OrderBook]:
        with self.db.read() as tx:
            yield OrderBook(tx, self.db)


def bought_lately(db: Database, customer: str, limit: int = 300) -> dict[str, int]:
    """What this customer bought in the latest orders and how much the last time, the newest first.

    It settles which "maggi 70g" is meant, and what "the surf excel I had last time" was.
    """
    with db.read() as tx:
        lately = (
            select(orders.c.id, orders.c.at)
            .where(orders.c.customer_id == customer)
            .order_by(orders.c.at.desc())
            .limit(limit)
            .subquery()
        )
        rows = tx.execute(
            select(order_lines.c.sku, order_lines.c.quantity)
            .join(lately, lately.c.id == order_lines.c.order_id)
            .order_by(lately.c.at.desc(), order_lines.c.line)
        )
        found: dict[str, int] = {}
        for row in rows:
            found.setdefault(row.sku, row.quantity)
        return found


def assembled_orders(tx: Connection, rows: Sequence[Row[Any]], zone: tzinfo) -> list[Order]:
    """Orders from their rows, all that belongs to them fetched at once, in the shop's own time."""
    ids = [row.id for row in rows]
    lines = _by_order(tx.execute(
        select(order_lines).where(order_lines.c.order_id.in_(ids)).order_by(order_lines.c.line)
    ))  # fmt: skip
    payments = _by_order(tx.execute(
        select(order_payments).where(order_payments.c.order_id.in_(ids)).order_by(order_payments.c.number)
    ))  # fmt: skip
    facts = _by_order(tx.execute(select(order_facts).where(order_facts.c.order_id.in_(ids))))
    return [
        replace(
            _order(row, lines.get(row.id, []), payments.get(row.id, []), facts.get(row.id, [])),
            at=unstamp(row.at).astimezone(zone),
        )
        for row in rows
    ]


def _pieces_more(before: Order, after: Order) -> dict[str, int]:
    """How many pieces more, or less, of each product."""
    change: Counter[str] = Counter()
    for line in after.lines:
        change[line.sku] += line.quantity
    for line in before.lines:
        change[line.sku] -= line.quantity
    return {sku: count for sku, count in change.items() if count}


def _by_order(rows: Any) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.order_id, []).append(row)
    return found


def _order(row: Row[Any], lines: list[Row[Any]], payments: list[Row[Any]], facts: list[Row[Any]]) -> Order:
    fact = facts[0] if facts else None
    return Order(
        id=row.id,
        customer=row.customer_id,
        at=unstamp(row.at),
        status=status_of(row.status),
        lines=tuple(Line(x.sku, x.title, x.quantity, Money(x.unit_price, row.currency)) for x in lines),
        address=fact.address if fact else {},
        payments=tuple(Payment(x.kind, Money(x.amount, row.currency), x.method) for x in payments),
        charges=Money(fact.charges, row.currency) if fact and fact.charges else None,
        discount=_discount(fact.quote, row.currency) if fact else None,
        shipments=tuple(fact.shipments) if fact else (),
        reason=fact.reason if fact else "",
        request=_request(fact.request, row.currency) if fact and fact.request else None,
    )


def _discount(quote: Mapping[str, Any], currency: str) -> Money | None:
    off = Money.of(quote.get("discount", "0"), currency)
    return off if off.minor else None


def status_of(text: str) -> Status:
    """A stored status; imports of old orders may hold other words, which mean that they are over."""
    known: Status = "delivered"
    for status in MOVES:
        if status == text.strip().lower():
            known = status
    return known


def _method(row: Row[Any]) -> Method:
    return Method(
        row.id, row.kind, row.label, None if row.balance is None else Money(row.balance, row.currency)
    )


def _request_json(request: Request | None) -> dict[str, Any] | None:
    if request is None:
        return None
    return {
        "kind": request.kind,
        "skus": list(request.skus),
        "method": request.method,
        "new_skus": list(request.new_skus),
        "difference": request.difference.minor if request.difference else None,
    }


def _request(value: dict[str, Any], currency: str) -> Request:
    difference = value["difference"]
    return Request(
        value["kind"],
        tuple(value["skus"]),
        value["method"],
        tuple(value["new_skus"]),
        None if difference is None else Money(difference, currency),
    )
