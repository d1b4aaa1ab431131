"""The ways a customer can pay, and whether this one will do: limits, credit, balances."""

from sqlalchemy import Connection, func, select, update

from people.tables import customers
from shop.checkout.tables import approvals, checkouts, spending_limits
from shop.errors import NotAllowed, NotFound
from shop.money import Money
from shop.orders.order import ACCOUNT, CASH, Order
from shop.orders.tables import order_facts, orders
from shop.payments.tables import credit_terms, order_payments, payment_methods
from storage.database import Database


class NeedsApproval(NotAllowed):
    """Over the spending limit of the customer's company."""


def owed(tx: Connection, customer: str) -> int:
    """What a customer has ordered on account and not settled, or will owe for an exchange, in minor units."""
    rows = tx.execute(
        select(order_payments.c.kind, func.sum(order_payments.c.amount))
        .join(orders, orders.c.id == order_payments.c.order_id)
        .where(orders.c.customer_id == customer, order_payments.c.method == ACCOUNT)
        .group_by(order_payments.c.kind)
    )
    ordered: int = sum(amount if kind == "payment" else -amount for kind, amount in rows)
    return ordered + promised(tx, customer, ACCOUNT)


def promised(tx: Connection, customer: str, method: str) -> int:
    """What exchanges that are asked for and not made yet will cost more, paid this way, in minor units."""
    rows = tx.execute(
        select(order_facts.c.request)
        .join(orders, orders.c.id == order_facts.c.order_id)
        .where(orders.c.customer_id == customer, orders.c.status == "exchange_requested")
    ).scalars()
    return sum(max(0, r["difference"] or 0) for r in rows if r and r["method"] == method)


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
        left_over = Money((row.balance or 0) - promised(tx, customer, row.id), row.currency)
        if left_over.minor > 0:
            ways.append((row.id, f"Store credit ({left_over.spoken()})"))
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


def check_change(tx: Connection, db: Database, before: Order, after: Order) -> None:
    """What a change or an exchange makes dearer passes the rules that its checkout passed."""
    more = _on_account(after) - _on_account(before)
    if more > 0:
        check_credit(tx, db, after.customer, Money(more, after.currency))
    if _worth(after) > _worth(before):
        _check_raised(tx, after, Money(_worth(after), after.currency))


def _on_account(order: Order) -> int:
    """What of this order stands, or will stand, in its customer's account."""
    signed = (p.amount.minor if p.kind == "payment" else -p.amount.minor
              for p in order.payments if p.method == ACCOUNT)  # fmt: skip
    asked = order.request
    coming = asked.difference.minor if asked and asked.difference and asked.method == ACCOUNT else 0
    return sum(signed) + max(0, coming)


def _worth(order: Order) -> int:
    """What the order costs, with an exchange that is asked for."""
    asked = order.request
    return order.total.minor + (asked.difference.minor if asked and asked.difference else 0)


def _check_raised(tx: Connection, order: Order, total: Money) -> None:
    """A company's limit holds for an order's changes too, up to what was approved of it."""
    limit = tx.execute(
        select(spending_limits, customers.c.name)
        .join(customers, customers.c.id == spending_limits.c.approver_id)
        .where(spending_limits.c.customer_id == order.customer)
    ).first()
    if limit is None or total.minor <= limit.limit:
        return
    approved = tx.execute(
        select(func.max(checkouts.c.total))
        .join(approvals, approvals.c.checkout_id == checkouts.c.id)
        .where(checkouts.c.order_id == order.id, approvals.c.state == "approved")
    ).scalar()
    if approved is None or total.minor > approved:
        who = limit.name or limit.approver_id
        raise NeedsApproval(
            f"Orders over {Money(limit.limit, total.currency).spoken()} need a yes from {who}; with this it "
            f"would be {total.spoken()}. Order what is missing as a new order: then I ask {who}."
        )


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
            payment_methods.c.balance >= total.minor + promised(tx, customer, method),
        )
        .values(balance=payment_methods.c.balance - total.minor)
    )
    if done.rowcount != 1:
        raise NotAllowed(f"That does not cover {total.spoken()}. Choose another way to pay.")
