"""Reads and writes what a provider of online payments took in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from shop.checkout.checkout import PaymentCame
from shop.checkout.tables import checkouts
from shop.money import Money
from shop.payments.tables import online_payments, online_refunds
from shop.refusals import Missing
from storage.database import Database, Tx, stamp


def insert_payment(tx: Tx, db: Database, ref: str, news: PaymentCame, now: datetime) -> bool:
    """Note that it came; False where it was noted before."""
    fresh = tx.execute(
        db.insert(online_payments)
        .values(
            ref=ref,
            provider=news.provider,
            checkout_id=news.checkout,
            amount=news.amount.minor,
            currency=news.amount.currency,
            state="ordered",
            at=stamp(now),
        )
        .on_conflict_do_nothing()
        .returning(online_payments.c.ref)
    ).scalar()
    return fresh is not None


def put_stray(tx: Tx, ref: str, reason: str) -> None:
    """No order came of it."""
    this = update(online_payments).where(online_payments.c.ref == ref)
    tx.execute(this.values(state="stray", reason=reason))


def put_ordered(tx: Tx, ref: str, order: str) -> None:
    """This order came of it."""
    tx.execute(update(online_payments).where(online_payments.c.ref == ref).values(order_id=order))


def to_look_at(tx: Tx) -> dict[str, list[dict[str, Any]]]:
    """What a person has to decide: payments without an order, refunds that failed."""
    strays = tx.execute(
        select(online_payments, checkouts.c.customer_id, checkouts.c.conversation_id)
        .outerjoin(checkouts, checkouts.c.id == online_payments.c.checkout_id)
        .where(online_payments.c.state.in_(("stray", "refunding")))
        .order_by(online_payments.c.at.desc())
    ).all()
    stuck = tx.execute(
        select(online_refunds).where(online_refunds.c.state == "failed").order_by(online_refunds.c.at.desc())
    ).all()
    return {"strays": _shown(strays), "refunds": _shown(stuck)}


def settle_stray(tx: Tx, ref: str, by: str, state: str) -> Money:
    """A person decided about a payment that no order came of; gives its amount."""
    row = tx.execute(
        update(online_payments)
        .where(online_payments.c.ref == ref, online_payments.c.state == "stray")
        .values(state=state, settled_by=by)
        .returning(online_payments)
    ).first()
    if row is None:
        raise Missing("payment_settled")
    return Money(row.amount, row.currency)


def _shown(rows: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    return [dict(r._mapping) | {"spoken": Money(r.amount, r.currency).spoken()} for r in rows]
