"""The ways a customer can pay, and whether this one will do: limits, credit, balances."""

from sqlalchemy import Connection, func, select, update

from shop.errors import NotAllowed, NotFound
from shop.money import Money
from shop.orders import ACCOUNT, CASH
from storage.database import Database
from storage.order_tables import approvals, credit_terms, order_payments, payment_methods, spending_limits
from storage.tables import customers, orders


class NeedsApproval(NotAllowed):
    """Over the spending limit of the customer's company."""


def owed(tx: Connection, customer: str) -> int:
    """What a customer has ordered on account and not settled, in minor units."""
    rows = tx.execute(
        select(order_payments.c.kind, func.sum(order_payments.c.amount))
        .join(orders, orders.c.id == order_payments.c.order_id)
        .where(orders.c.customer_id == customer, order_payments.c.method == ACCOUNT)
        .group_by(order_payments.c.kind)
    )
    return sum(amount if kind == "payment" else -amount for kind, amount in rows)


def ways_to_pay(tx: Connection, customer: str) -> list[tuple[str, str]]:
    """The ways this customer can pay without leaving the chat, with what to call them."""
    ways = [(CASH, "Cash on delivery")]
    terms = tx.execute(select(credit_terms).where(credit_terms.c.customer_id == customer)).first()
    if terms:
        left = Money(max(0, terms.limit - owed(tx, customer)), terms.currency)
        ways.append((ACCOUNT, f"On account ({left.spoken()} free, {terms.days} days)"))
    for row in tx.execute(
        select(payment_methods).where(
            payment_methods.c.customer_id == customer, payment_methods.c.kind == "store_credit"
        )
    ):
        if row.balance:
            ways.append((row.id, f"Store credit ({Money(row.balance, row.currency).spoken()})"))
    return ways


def check_limit(tx: Connection, checkout: str, customer: str, total: Money) -> None:
    """What a company wants approved is not ordered before it is."""
    most = tx.execute(
        select(spending_limits.c.limit).where(spending_limits.c.customer_id == customer)
    ).scalar()
    if most is None or total.minor <= most:
        return
    state = select(approvals.c.state).where(approvals.c.checkout_id == checkout)
    if tx.execute(state).scalar() != "approved":
        raise NeedsApproval(f"Orders over {Money(most, total.currency).spoken()} need an approval.")


def put_credit(tx: Connection, db: Database, customer: str, most: Money, days: int) -> None:
    """Let a customer order on account, or change up to how much; nothing ends it."""
    if tx.execute(select(customers.c.id).where(customers.c.id == customer)).first() is None:
        raise NotFound(f"There is no customer {customer}.")
    if not most.minor:
        tx.execute(credit_terms.delete().where(credit_terms.c.customer_id == customer))
        return
    terms = {"limit": most.minor, "days": days, "currency": most.currency}
    tx.execute(
        db.insert(credit_terms)
        .values(customer_id=customer, **terms)
        .on_conflict_do_update(index_elements=["customer_id"], set_=terms)
    )


def check_credit(tx: Connection, db: Database, customer: str, total: Money) -> None:
    query = select(credit_terms).where(credit_terms.c.customer_id == customer)
    terms = tx.execute(query if db.is_sqlite else query.with_for_update()).first()
    if terms is None:
        raise NotAllowed("You have no credit account with us. Choose another way to pay.")
    left = terms.limit - owed(tx, customer)
    if total.minor > left:
        free = Money(max(0, left), terms.currency)
        raise NotAllowed(
            f"Your credit limit leaves {free.spoken()}; this order is {total.spoken()}. "
            "Choose another way to pay, or order less."
        )


def debit_store_credit(tx: Connection, customer: str, method: str, total: Money) -> None:
    done = tx.execute(
        update(payment_methods)
        .where(
            payment_methods.c.customer_id == customer,
            payment_methods.c.id == method,
            payment_methods.c.kind == "store_credit",
            payment_methods.c.balance >= total.minor,
        )
        .values(balance=payment_methods.c.balance - total.minor)
    )
    if done.rowcount != 1:
        raise NotAllowed(f"That does not cover {total.spoken()}. Choose another way to pay.")
