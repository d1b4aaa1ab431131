"""Reads and writes which orders are to be paid by UPI, what was told of it, and what goes back by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from people.tables import customers
from shop.money import Money
from shop.orders.order import UPI, Order
from shop.orders.tables import orders
from shop.payments.store.ledger import SURPLUS
from shop.payments.tables import bank_credits, upi_orders, upi_returns
from shop.payments.upi import Payee, reference
from shop.refusals import Missing
from storage.database import Database, Tx, stamp
from storage.tables import facts

FACT = "upi"  # whom UPI pays: set from the settings at start, read with whatever needs it


@dataclass(frozen=True)
class Told:
    """What is known of the UPI payment of an order beside the order itself."""

    ref: str
    state: str
    utr: str
    told_at: str


def payee_in(tx: Tx) -> Payee | None:
    """Whom UPI pays; None where it is not offered."""
    stored = tx.execute(select(facts.c.value).where(facts.c.key == FACT)).scalar()
    return Payee(stored["address"], stored["name"]) if stored else None


def put_payee(tx: Tx, db: Database, payee: Payee | None) -> None:
    """UPI pays them from now on; nobody: it is not offered."""
    value = {"address": payee.address, "name": payee.name} if payee else {}
    statement = db.insert(facts).values(key=FACT, value=value)
    tx.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def put_asked(tx: Tx, db: Database, order: Order, now: datetime) -> None:
    """Write down whether this order's money is awaited by UPI, after every change of it."""
    if order.to_pay_by == UPI:
        state = "off" if order.status == "cancelled" else "awaited" if order.unpaid.minor else "paid"
        fresh = db.insert(upi_orders).values(
            order_id=order.id, ref=reference(order.id), state=state, at=stamp(now)
        )
        tx.execute(fresh.on_conflict_do_update(index_elements=["order_id"], set_={"state": state}))
    else:
        tx.execute(update(upi_orders).where(upi_orders.c.order_id == order.id).values(state="other"))


def told_of(tx: Tx, order_id: str) -> Told | None:
    """What is known of this order's payment by UPI; None where it never was to be one."""
    row = tx.execute(select(upi_orders).where(upi_orders.c.order_id == order_id)).first()
    return Told(row.ref, row.state, row.utr, row.told_at) if row else None


def put_told(tx: Tx, order_id: str, utr: str, now: datetime | None) -> None:
    """The customer says that they paid, under this number if they told one; with no time, nobody says so."""
    values = {"utr": utr, "told_at": stamp(now) if now else ""}
    tx.execute(update(upi_orders).where(upi_orders.c.order_id == order_id).values(**values))


def put_answered(tx: Tx, order_id: str) -> None:
    """What the customer said of a payment is settled by what came; its number still names it."""
    tx.execute(update(upi_orders).where(upi_orders.c.order_id == order_id).values(told_at=""))


def awaited_of(tx: Tx, customer: str) -> list[str]:
    """The customer's orders whose money is awaited, the newest first."""
    found = tx.execute(
        select(upi_orders.c.order_id)
        .join(orders, orders.c.id == upi_orders.c.order_id)
        .where(orders.c.customer_id == customer, upi_orders.c.state == "awaited")
        .order_by(orders.c.at.desc(), orders.c.id)
    )
    return list(found.scalars())


def awaited(tx: Tx, most: int = 500) -> list[dict[str, Any]]:
    """All orders whose money is awaited: first those whose customers say that they paid."""
    rows = tx.execute(
        select(upi_orders, orders.c.customer_id, orders.c.status, customers.c.name)
        .join(orders, orders.c.id == upi_orders.c.order_id)
        .outerjoin(customers, customers.c.id == orders.c.customer_id)
        .where(upi_orders.c.state == "awaited")
        .order_by((upi_orders.c.told_at == "").asc(), upi_orders.c.at, upi_orders.c.order_id)
        .limit(most)
    )
    return [dict(row._mapping) for row in rows]


def orders_of_refs(tx: Tx, refs: Sequence[str]) -> dict[str, str]:
    """The orders that these references are of, whatever became of them."""
    rows = tx.execute(select(upi_orders.c.ref, upi_orders.c.order_id).where(upi_orders.c.ref.in_(list(refs))))
    return {row.ref: row.order_id for row in rows}


def orders_of_utrs(tx: Tx, utrs: Sequence[str]) -> list[str]:
    """The orders whose customers told one of these numbers."""
    rows = tx.execute(select(upi_orders.c.order_id).where(upi_orders.c.utr.in_([u for u in utrs if u])))
    return sorted(rows.scalars())


def put_return(tx: Tx, entry: str, order_id: str, amount: Money, why: str, now: datetime) -> None:
    """One more amount that a person has to send back."""
    tx.execute(
        insert(upi_returns).values(
            id=entry,
            order_id=order_id,
            amount=amount.minor,
            currency=amount.currency,
            why=why,
            state="waiting",
            at=stamp(now),
        )
    )


def returns_waiting(tx: Tx, most: int = 500) -> list[dict[str, Any]]:
    """What a person has to send back, the oldest first, with the number that it came under."""
    rows = tx.execute(
        select(upi_returns)
        .where(upi_returns.c.state == "waiting")
        .order_by(upi_returns.c.at, upi_returns.c.id)
        .limit(most)
    ).all()
    credits = [row.id.removeprefix(SURPLUS) for row in rows if row.id.startswith(SURPLUS)]
    # Looked up by their ids: a join over a text that is put together would read all that ever came.
    named = tx.execute(
        select(bank_credits.c.id, bank_credits.c.utr).where(bank_credits.c.id.in_(credits))
    ).all()
    came_as = {SURPLUS + row.id: row.utr for row in named}
    return [{**row._mapping, "came_as": came_as.get(row.id)} for row in rows]


def settle_return(tx: Tx, entry: str, utr: str, by: str) -> tuple[str, Money, str]:
    """A person sent it back; gives the order, the amount and why."""
    row = tx.execute(
        update(upi_returns)
        .where(upi_returns.c.id == entry, upi_returns.c.state == "waiting")
        .values(state="done", utr=utr, by=by)
        .returning(upi_returns)
    ).first()
    if row is None:
        raise Missing("return_not_waiting")
    return row.order_id, Money(row.amount, row.currency), row.why
