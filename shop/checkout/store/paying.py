"""Reads what a customer can pay with, and takes it: credit on account, store credit."""

from dataclasses import dataclass

from sqlalchemy import func, select, update

from shop.money import Money
from shop.orders.order import ACCOUNT
from shop.orders.tables import order_facts, orders
from shop.payments.tables import credit_terms, order_payments, payment_methods
from storage.database import Database, Tx


@dataclass(frozen=True)
class Credit:
    """What a customer may have open on account, and for how long."""

    most: Money
    days: int


def owed(tx: Tx, customer: str) -> int:
    """What a customer has ordered on account and not settled, or will owe for an exchange, in minor units."""
    rows = tx.execute(
        select(order_payments.c.kind, func.sum(order_payments.c.amount))
        .join(orders, orders.c.id == order_payments.c.order_id)
        .where(orders.c.customer_id == customer, order_payments.c.method == ACCOUNT)
        .group_by(order_payments.c.kind)
    )
    ordered: int = sum(amount if kind == "payment" else -amount for kind, amount in rows)
    return ordered + promised(tx, customer, ACCOUNT)


def promised(tx: Tx, customer: str, method: str) -> int:
    """What exchanges that are asked for and not made yet will cost more, paid this way, in minor units."""
    rows = tx.execute(
        select(order_facts.c.request)
        .join(orders, orders.c.id == order_facts.c.order_id)
        .where(orders.c.customer_id == customer, orders.c.status == "exchange_requested")
    ).scalars()
    return sum(max(0, r["difference"] or 0) for r in rows if r and r["method"] == method)


def credit_of(tx: Tx, customer: str, *, lock: bool = False) -> Credit | None:
    """A customer's terms, if they may order on account."""
    query = select(credit_terms).where(credit_terms.c.customer_id == customer)
    row = tx.execute(query.with_for_update() if lock else query).first()
    return Credit(Money(row.limit, row.currency), row.days) if row else None


def put_credit(tx: Tx, db: Database, customer: str, most: Money, days: int) -> None:
    """Let a customer order on account, or change up to how much; nothing ends it."""
    if not most.minor:
        tx.execute(credit_terms.delete().where(credit_terms.c.customer_id == customer))
        return
    terms = {"limit": most.minor, "days": days, "currency": most.currency}
    tx.execute(
        db.insert(credit_terms)
        .values(customer_id=customer, **terms)
        .on_conflict_do_update(index_elements=["customer_id"], set_=terms)
    )


def store_credit_of(tx: Tx, customer: str) -> list[tuple[str, Money]]:
    """What a customer has with the shop, by the way to pay, without what is promised already."""
    rows = tx.execute(
        select(payment_methods).where(
            payment_methods.c.customer_id == customer, payment_methods.c.kind == "store_credit"
        )
    ).all()
    return [
        (row.id, Money((row.balance or 0) - promised(tx, customer, row.id), row.currency)) for row in rows
    ]


def debit_store_credit(tx: Tx, customer: str, method: str, total: Money) -> bool:
    """Take so much of it; False where it does not cover that."""
    done = tx.execute(
        update(payment_methods)
        .where(
            payment_methods.c.customer_id == customer,
            payment_methods.c.id == method,
            payment_methods.c.kind == "store_credit",
            payment_methods.c.balance >= total.minor + promised(tx, customer, method),
        )
        .values(balance=payment_methods.c.balance - total.minor)
    )
    return bool(done.rowcount == 1)
