"""Reads and writes checkouts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from shop.checkout.checkout import HELD_FOR, Checkout
from shop.checkout.tables import checkouts
from shop.money import Money
from shop.refusals import Refused
from shop.stock import store as allocations
from shop.stock.tables import allocations as allocated
from storage.database import Database, Tx, stamp, unstamp


def checkout_of(tx: Tx, checkout: str, *, lock: bool = False) -> Checkout:
    """One checkout."""
    query = select(checkouts).where(checkouts.c.id == checkout)
    row = tx.execute(query.with_for_update() if lock else query).first()
    if row is None:
        raise Refused("checkout_unknown")
    return _checkout(row)


def with_key(tx: Tx, customer: str, key: str) -> Checkout:
    """The checkout that was started with this key."""
    return _checkout(tx.execute(select(checkouts).where(checkouts.c.key == f"{customer}/{key}")).one())


def insert_checkout(
    tx: Tx,
    db: Database,
    new: str,
    customer: str,
    key: str,
    now: datetime,
    *,
    address: Mapping[str, str],
    delivery: str,
    conversation: str,
) -> bool:
    """Take the key before anything else: of two that come at once, one waits here, then sees the other's."""
    placed = tx.execute(
        db.insert(checkouts)
        .values(
            id=new,
            customer_id=customer,
            key=f"{customer}/{key}",
            state="open",
            total=0,
            currency="INR",
            quote={},
            address=dict(address),
            delivery=delivery,
            conversation_id=conversation,
            expires_at=stamp(now + HELD_FOR),
            created_at=stamp(now),
        )
        .on_conflict_do_nothing(index_elements=["key"])
        .returning(checkouts.c.id)
    ).scalar()
    return placed is not None


def put_quote(tx: Tx, checkout: str, total: Money, quote: Mapping[str, Any]) -> None:
    """What was shown, and its total."""
    tx.execute(
        update(checkouts)
        .where(checkouts.c.id == checkout)
        .values(total=total.minor, currency=total.currency, quote=dict(quote))
    )


def put_delivery(tx: Tx, known: Checkout, address: Mapping[str, str], delivery: str, cost: Money) -> None:
    """Another address or way of delivery, with the total that comes of it."""
    total = known.total - known.delivery_cost + cost
    tx.execute(
        update(checkouts)
        .where(checkouts.c.id == known.id)
        .values(
            address=dict(address),
            delivery=delivery,
            total=total.minor,
            quote={**known.quote, "delivery": cost.plain(), "total": total.plain()},
        )
    )


def put_order(tx: Tx, checkout: str, method: str, order: str) -> None:
    """It has become this order."""
    tx.execute(
        update(checkouts)
        .where(checkouts.c.id == checkout)
        .values(state="done", method=method, order_id=order)
    )


def browser_of(tx: Tx, checkout: str) -> str:
    """The mark of the browser that opened it; "" for none yet."""
    return tx.execute(select(checkouts.c.link).where(checkouts.c.id == checkout)).scalar() or ""


def put_browser(tx: Tx, checkout: str, browser: str) -> None:
    """From now on it opens in this browser alone."""
    tx.execute(update(checkouts).where(checkouts.c.id == checkout).values(link=browser))


def await_payment(tx: Tx, checkout: str, ref: str, until: datetime) -> bool:
    """The goods stay held while the customer pays; False where they were given back or ordered meanwhile."""
    waits = tx.execute(
        update(checkouts)
        .where(checkouts.c.id == checkout, checkouts.c.state.in_(("open", "paying")))
        .values(state="paying", provider_ref=ref, expires_at=stamp(until))
    )
    return bool(waits.rowcount)


def await_approval(tx: Tx, checkout: str, now: datetime, until: datetime) -> bool:
    """The goods stay held while a second person thinks; False where it ended while it was read."""
    held = tx.execute(
        update(checkouts)
        .where(checkouts.c.id == checkout, checkouts.c.state == "open", checkouts.c.expires_at > stamp(now))
        .values(state="paying", expires_at=stamp(until))
    )
    return bool(held.rowcount)


def open_to_pay(tx: Tx, checkout: str, until: datetime) -> None:
    """Approved: its buyer may open it anew, and pay until then."""
    tx.execute(
        update(checkouts)
        .where(checkouts.c.id == checkout)
        .values(state="open", link="", expires_at=stamp(until))
    )


def hold_again(tx: Tx, db: Database, known: Checkout) -> None:
    """What an expired checkout held is taken anew, if it is still there."""
    wanted = {x["sku"]: x["quantity"] for x in known.quote["lines"]}
    tx.execute(allocated.delete().where(allocated.c.checkout_id == known.id))
    allocations.hold(tx, db, known.id, wanted)
    tx.execute(update(checkouts).where(checkouts.c.id == known.id).values(state="paying"))


def end_checkout(tx: Tx, checkout: str) -> None:
    """Give back what it holds."""
    allocations.release(tx, checkout)
    tx.execute(update(checkouts).where(checkouts.c.id == checkout).values(state="expired"))


def open_ones(tx: Tx, customer: str, besides: str) -> list[str]:
    """A customer's other open checkouts. One that becomes an order just now is waited for."""
    query = select(checkouts.c.id).where(
        checkouts.c.customer_id == customer, checkouts.c.state == "open", checkouts.c.id != besides
    )
    return sorted(tx.execute(query.with_for_update()).scalars())


def overdue(tx: Tx, now: datetime) -> list[str]:
    """Checkouts whose time is over; not those that somebody changes now."""
    query = select(checkouts.c.id).where(
        checkouts.c.state.in_(("open", "paying")), checkouts.c.expires_at <= stamp(now)
    )
    return sorted(tx.execute(query.with_for_update(skip_locked=True)).scalars())


def conversation_of(tx: Tx, checkout: str) -> str:
    """Where it was started; "" where that is not known."""
    found = tx.execute(select(checkouts.c.conversation_id).where(checkouts.c.id == checkout)).scalar()
    return str(found or "")


def _checkout(row: Row[Any]) -> Checkout:
    return Checkout(
        id=row.id,
        customer=row.customer_id,
        state=row.state,
        total=Money(row.total, row.currency),
        quote=row.quote,
        address=row.address,
        delivery=row.delivery,
        method=row.method,
        conversation=row.conversation_id,
        order=row.order_id,
        expires_at=unstamp(row.expires_at),
    )
