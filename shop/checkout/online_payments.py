"""Money that a provider of online payments moved: taken in once, given back once, and what fits nowhere.

A payment that no order can come of is kept as a stray: a person sees it at the desk and gives it
back or settles it. Nothing that was paid is ever answered with an error and forgotten.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from shop.checkout.store import Checkouts
from shop.checkout.tables import checkouts
from shop.errors import NotAllowed, NotFound, ShopError
from shop.money import Money
from shop.orders.order import Order
from shop.payments.refunds import first_time, put_refund
from shop.payments.tables import online_payments, online_refunds
from shop.stock import store as allocations
from shop.stock.tables import allocations as allocated
from storage.database import stamp


@dataclass(frozen=True)
class Taken:
    """What became of a payment: an order, or the reason why none."""

    order: Order | None
    conversation: str
    amount: Money
    reason: str = ""


def take_in(
    tx: Connection,
    known: Checkouts,
    event: str,
    checkout: str,
    provider: str,
    ref: str,
    amount: Money,
    now: datetime,
) -> Taken | None:
    """A payment came: its order is placed, once, however often and in whatever order the news come."""
    if not first_time(tx, known.db, event, now):
        return None
    kept = tx.execute(
        known.db.insert(online_payments)
        .values(
            ref=ref or event,
            provider=provider,
            checkout_id=checkout,
            amount=amount.minor,
            currency=amount.currency,
            state="ordered",
            at=stamp(now),
        )
        .on_conflict_do_nothing()
        .returning(online_payments.c.ref)
    ).scalar()
    if kept is None:
        return None  # another event told of the same payment
    this = update(online_payments).where(online_payments.c.ref == kept)
    conversation = _conversation(tx, checkout)
    try:
        with tx.begin_nested():
            order = _ordered(tx, known, checkout, provider, amount, now)
    except ShopError as err:
        tx.execute(this.values(state="stray", reason=str(err)))
        return Taken(None, conversation, amount, str(err))
    tx.execute(this.values(order_id=order.id))
    return Taken(order, conversation, amount)


def _ordered(
    tx: Connection, known: Checkouts, checkout: str, provider: str, amount: Money, now: datetime
) -> Order:
    found = known.get(tx, checkout, lock=True)
    if found.order:
        raise NotAllowed(f"Order {found.order} of this checkout was placed before; this is a second payment.")
    if amount != found.total:
        raise NotAllowed(f"{amount.spoken()} was paid for a checkout of {found.total.spoken()}.")
    if found.state == "expired":  # what was held went back; take it again, if it is still there
        wanted = {x["sku"]: x["quantity"] for x in found.quote["lines"]}
        tx.execute(allocated.delete().where(allocated.c.checkout_id == checkout))
        allocations.hold(tx, known.db, checkout, wanted)
        tx.execute(update(checkouts).where(checkouts.c.id == checkout).values(state="paying"))
    return known.place(tx, checkout, provider, now, paid=True)


def failed(tx: Connection, known: Checkouts, event: str, checkout: str, now: datetime) -> None:
    """The payment did not come about: the goods go back, unless it was paid after all."""
    if not first_time(tx, known.db, event, now):
        return
    try:
        found = known.get(tx, checkout, lock=True)
    except NotAllowed:
        return  # none of ours
    if found.state == "paying":
        allocations.release(tx, checkout)
        tx.execute(update(checkouts).where(checkouts.c.id == checkout).values(state="expired"))


def to_look_at(tx: Connection) -> dict[str, list[dict[str, Any]]]:
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


def _shown(rows: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    return [dict(r._mapping) | {"spoken": Money(r.amount, r.currency).spoken()} for r in rows]


def give_back(tx: Connection, ref: str, by: str, now: datetime) -> None:
    """A person decided: this stray goes back to who paid it."""
    row = _stray(tx, ref, by, "refunding")
    put_refund(tx, f"stray/{ref}", ref, Money(row.amount, row.currency), now)


def settle(tx: Connection, ref: str, by: str) -> None:
    """A person dealt with this stray in another way."""
    _stray(tx, ref, by, "settled")


def _stray(tx: Connection, ref: str, by: str, state: str) -> Row[Any]:
    row = tx.execute(
        update(online_payments)
        .where(online_payments.c.ref == ref, online_payments.c.state == "stray")
        .values(state=state, settled_by=by)
        .returning(online_payments)
    ).first()
    if row is None:
        raise NotFound("That payment was dealt with before, or there is none of that name.")
    return row


def _conversation(tx: Connection, checkout: str) -> str:
    found = tx.execute(select(checkouts.c.conversation_id).where(checkouts.c.id == checkout)).scalar()
    return str(found or "")
