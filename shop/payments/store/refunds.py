"""Reads and writes refunds that go back through a provider."""

from datetime import datetime

from sqlalchemy import insert, select, update

from shop.money import Money
from shop.payments.refund import FIRST_WAIT, GIVE_UP_AFTER, LONGEST_WAIT, Due
from shop.payments.tables import online_payments, online_refunds, payment_events, upi_returns
from shop.refusals import Missing
from storage.database import Database, Tx, stamp


def ask_back(tx: Tx, order_id: str, entry: str, amount: Money, now: datetime) -> None:
    """An order's refund goes back through the provider that took the payment."""
    ref = tx.execute(
        select(online_payments.c.ref).where(online_payments.c.order_id == order_id).limit(1)
    ).scalar()
    if ref and amount.minor:
        put_refund(tx, entry, ref, amount, now)


def put_refund(tx: Tx, entry: str, ref: str, amount: Money, now: datetime) -> None:
    """One more refund to ask for."""
    tx.execute(
        insert(online_refunds).values(
            id=entry,
            ref=ref,
            amount=amount.minor,
            currency=amount.currency,
            state="waiting",
            next_at=stamp(now),
            at=stamp(now),
        )
    )


def due(tx: Tx, now: datetime, most: int = 20) -> list[Due]:
    """Refunds whose time it is to ask for, the oldest first."""
    rows = tx.execute(
        select(online_refunds)
        .where(online_refunds.c.state == "waiting", online_refunds.c.next_at <= stamp(now))
        .order_by(online_refunds.c.next_at)
        .limit(most)
    )
    return [Due(r.id, r.ref, Money(r.amount, r.currency), r.tries, r.provider_id) for r in rows]


def asked(tx: Tx, refund: Due, provider_id: str, *, done: bool) -> None:
    """The provider took the refund on; it may be done at once, or be told of later."""
    this = (online_refunds.c.id == refund.id) & (online_refunds.c.state == "waiting")
    tx.execute(
        update(online_refunds)
        .where(this)
        .values(state="done" if done else "sent", provider_id=provider_id, tries=refund.tries + 1, error="")
    )
    if done:
        _stray_is_back(tx, refund.ref)


def not_asked(tx: Tx, refund: Due, error: str, now: datetime, *, for_good: bool = False) -> None:
    """The provider did not take it: again later, or a person has to look."""
    tries = refund.tries + 1
    over = for_good or tries >= GIVE_UP_AFTER
    wait = min(FIRST_WAIT * 2**tries, LONGEST_WAIT)
    tx.execute(
        update(online_refunds)
        .where(online_refunds.c.id == refund.id, online_refunds.c.state == "waiting")
        .values(
            state="failed" if over else "waiting", tries=tries, next_at=stamp(now + wait), error=error[:500]
        )
    )


def settle_refund(tx: Tx, provider_id: str, why: str) -> None:
    """The provider's last word on a refund: done, or (`why`) not."""
    row = tx.execute(select(online_refunds).where(online_refunds.c.provider_id == provider_id)).first()
    if row is None:
        return  # made by hand at the provider's own desk
    state = "failed" if why else "done"
    tx.execute(update(online_refunds).where(online_refunds.c.id == row.id).values(state=state, error=why))
    if not why:
        _stray_is_back(tx, row.ref)


def _stray_is_back(tx: Tx, ref: str) -> None:
    tx.execute(
        update(online_payments)
        .where(online_payments.c.ref == ref, online_payments.c.state == "refunding")
        .values(state="refunded")
    )


def refunds_of(tx: Tx, order_id: str) -> dict[int, str]:
    """The state of an order's refunds that take their time, by the number of the payment."""
    rows = tx.execute(select(online_refunds).where(online_refunds.c.id.like(f"{order_id}/%")))
    found = {int(row.id.rpartition("/")[2]): row.state for row in rows}
    by_hand = upi_returns.c.order_id == order_id, upi_returns.c.why == "refund"
    for row in tx.execute(select(upi_returns).where(*by_hand)):
        found[int(row.id.rpartition("/")[2])] = row.state
    return found


def try_again(tx: Tx, refund: str, now: datetime) -> None:
    """A refund that failed is asked for once more."""
    done = tx.execute(
        update(online_refunds)
        .where(online_refunds.c.id == refund, online_refunds.c.state == "failed")
        .values(state="waiting", tries=0, next_at=stamp(now), error="")
    )
    if done.rowcount != 1:
        raise Missing("refund_not_waiting")


def first_time(tx: Tx, db: Database, event: str, now: datetime) -> bool:
    """Whether this event is new; providers repeat theirs."""
    done = tx.execute(
        db.insert(payment_events)
        .values(id=event, at=stamp(now))
        .on_conflict_do_nothing()
        .returning(payment_events.c.id)
    ).scalar()
    return done is not None
