"""Reads and writes spending limits of companies, and who was asked to approve what."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from chat.tables import conversations
from people.tables import customers
from shop.checkout.checkout import WAITS_FOR_YES, Checkout, Limit
from shop.checkout.tables import approvals, checkouts, spending_limits
from shop.money import Money
from storage.database import Database, Tx, stamp, unstamp


@dataclass(frozen=True)
class Asked:
    """A question to the second person of a company."""

    state: str  # asked, approved, refused, expired
    method: str
    expires_at: datetime


def limit_of(tx: Tx, customer: str) -> Limit | None:
    """The customer's spending limit, if their company set one."""
    row = tx.execute(
        select(spending_limits, customers.c.name)
        .join(customers, customers.c.id == spending_limits.c.approver_id)
        .where(spending_limits.c.customer_id == customer)
    ).first()
    if row is None:
        return None
    return Limit(Money(row.limit, row.currency), row.approver_id, row.name or row.approver_id)


def put_limit(tx: Tx, customer: str, most: Money | None, approver: str) -> None:
    """Set a limit, or (None) lift it."""
    tx.execute(spending_limits.delete().where(spending_limits.c.customer_id == customer))
    if most is not None:
        tx.execute(
            insert(spending_limits).values(
                customer_id=customer, limit=most.minor, currency=most.currency, approver_id=approver
            )
        )


def known_customers(tx: Tx, ids: list[str]) -> set[str]:
    """Those of these customers that there are."""
    return set(tx.execute(select(customers.c.id).where(customers.c.id.in_(ids))).scalars())


def customer_name(tx: Tx, customer: str) -> str:
    """What a customer is called; their id where that is not known."""
    found = tx.execute(select(customers.c.name).where(customers.c.id == customer)).scalar()
    return found or customer


def insert_approval(
    tx: Tx, db: Database, checkout: Checkout, approver: str, method: str, now: datetime
) -> bool:
    """Note that the second person is asked; False where they were asked before."""
    placed = tx.execute(
        db.insert(approvals)
        .values(
            checkout_id=checkout.id,
            customer_id=checkout.customer,
            approver_id=approver,
            method=method,
            state="asked",
            expires_at=stamp(now + WAITS_FOR_YES),
            at=stamp(now),
        )
        .on_conflict_do_nothing()
        .returning(approvals.c.checkout_id)
    ).scalar()
    return placed is not None


def asked_of(tx: Tx, checkout: str, approver: str) -> Asked | None:
    """What this person was asked of this checkout."""
    row = tx.execute(
        select(approvals).where(approvals.c.checkout_id == checkout, approvals.c.approver_id == approver)
    ).first()
    return Asked(row.state, row.method, unstamp(row.expires_at)) if row else None


def approval_state(tx: Tx, checkout: str) -> str:
    """How far the question about a checkout is; "" where nobody was asked."""
    return tx.execute(select(approvals.c.state).where(approvals.c.checkout_id == checkout)).scalar() or ""


def most_approved(tx: Tx, order: str) -> int | None:
    """The highest total that was approved of an order's checkouts, in minor units."""
    found: int | None = tx.execute(
        select(func.max(checkouts.c.total))
        .join(approvals, approvals.c.checkout_id == checkouts.c.id)
        .where(checkouts.c.order_id == order, approvals.c.state == "approved")
    ).scalar()
    return found


def put_answer(tx: Tx, checkout: str, *, yes: bool) -> None:
    """The second person has answered."""
    state = "approved" if yes else "refused"
    tx.execute(update(approvals).where(approvals.c.checkout_id == checkout).values(state=state))


def unanswered(tx: Tx, now: datetime) -> list[str]:
    """Checkouts whose question nobody answered in time."""
    late = select(approvals.c.checkout_id).where(
        approvals.c.state == "asked", approvals.c.expires_at <= stamp(now)
    )
    return sorted(tx.execute(late).scalars())


def end_question(tx: Tx, checkout: str) -> bool:
    """Nobody is asked any more; False where that was so."""
    done = tx.execute(
        update(approvals)
        .where(approvals.c.checkout_id == checkout, approvals.c.state == "asked")
        .values(state="expired")
    )
    return bool(done.rowcount)


def end_questions_of(tx: Tx, customer: str) -> list[str]:
    """Nobody is asked about this customer's checkouts any more; says which those were."""
    theirs = (approvals.c.customer_id == customer) & (approvals.c.state == "asked")
    ended = update(approvals).where(theirs).values(state="expired").returning(approvals.c.checkout_id)
    return sorted(tx.execute(ended).scalars())


def last_used(tx: Tx, customer: str) -> str | None:
    """The conversation in which a customer wrote last."""
    found: str | None = tx.execute(
        select(conversations.c.id)
        .where(conversations.c.customer_id == customer)
        .order_by(conversations.c.last_at.desc())
        .limit(1)
    ).scalar()
    return found
