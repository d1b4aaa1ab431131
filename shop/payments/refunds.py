"""Refunds through a provider: asked for with their own name as the key, so made once, and tried again.

The row is written with the refund's entry in the ledger; app.gateway.refunding asks the provider, and the
provider's webhook has the last word.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from shop.errors import NotFound
from shop.money import Money
from shop.payments.tables import online_payments, online_refunds, payment_events
from storage.database import Database, stamp

GIVE_UP_AFTER = 12  # tries; with the waits below about a day
FIRST_WAIT = timedelta(seconds=20)


@dataclass(frozen=True)
class Due:
    """A refund that the provider has to be asked for."""

    id: str
    ref: str
    amount: Money
    tries: int
    before: str = ""  # the provider's name of a try that failed there

    @property
    def key(self) -> str:
        """The same for every try, until the provider itself has said that one failed."""
        return f"{self.id}/{self.before}" if self.before else self.id


def ask_back(tx: Connection, order_id: str, entry: str, amount: Money, now: datetime) -> None:
    """An order's refund goes back through the provider that took the payment."""
    ref = tx.execute(
        select(online_payments.c.ref).where(online_payments.c.order_id == order_id).limit(1)
    ).scalar()
    if ref and amount.minor:
        put_refund(tx, entry, ref, amount, now)


def put_refund(tx: Connection, entry: str, ref: str, amount: Money, now: datetime) -> None:
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


def due(tx: Connection, now: datetime, most: int = 20) -> list[Due]:
    """Refunds whose time it is to ask for, the oldest first."""
    rows = tx.execute(
        select(online_refunds)
        .where(online_refunds.c.state == "waiting", online_refunds.c.next_at <= stamp(now))
        .order_by(online_refunds.c.next_at)
        .limit(most)
    )
    return [Due(r.id, r.ref, Money(r.amount, r.currency), r.tries, r.provider_id) for r in rows]


def asked(tx: Connection, refund: Due, provider_id: str, *, done: bool) -> None:
    """The provider took the refund on; it may be done at once, or be told of later."""
    this = (online_refunds.c.id == refund.id) & (online_refunds.c.state == "waiting")
    tx.execute(
        update(online_refunds)
        .where(this)
        .values(state="done" if done else "sent", provider_id=provider_id, tries=refund.tries + 1, error="")
    )
    if done:
        _stray_is_back(tx, refund.ref)


def not_asked(tx: Connection, refund: Due, error: str, now: datetime, *, for_good: bool = False) -> None:
    """The provider did not take it: again later, or a person has to look."""
    tries = refund.tries + 1
    over = for_good or tries >= GIVE_UP_AFTER
    wait = min(FIRST_WAIT * 2**tries, timedelta(hours=4))
    tx.execute(
        update(online_refunds)
        .where(online_refunds.c.id == refund.id, online_refunds.c.state == "waiting")
        .values(
            state="failed" if over else "waiting", tries=tries, next_at=stamp(now + wait), error=error[:500]
        )
    )


def settle_refund(
    tx: Connection, db: Database, event: str, provider_id: str, now: datetime, why: str
) -> None:
    """The provider's last word on a refund: done, or (`why`) not."""
    if not first_time(tx, db, event, now):
        return
    row = tx.execute(select(online_refunds).where(online_refunds.c.provider_id == provider_id)).first()
    if row is None:
        return  # made by hand at the provider's own desk
    state = "failed" if why else "done"
    tx.execute(update(online_refunds).where(online_refunds.c.id == row.id).values(state=state, error=why))
    if not why:
        _stray_is_back(tx, row.ref)


def _stray_is_back(tx: Connection, ref: str) -> None:
    tx.execute(
        update(online_payments)
        .where(online_payments.c.ref == ref, online_payments.c.state == "refunding")
        .values(state="refunded")
    )


def refunds_of(tx: Connection, order_id: str) -> dict[int, str]:
    """The state of an order's refunds online, by the number of the payment."""
    rows = tx.execute(select(online_refunds).where(online_refunds.c.id.like(f"{order_id}/%")))
    return {int(row.id.rpartition("/")[2]): row.state for row in rows}


def try_again(tx: Connection, refund: str, now: datetime) -> None:
    """A refund that failed is asked for once more."""
    done = tx.execute(
        update(online_refunds)
        .where(online_refunds.c.id == refund, online_refunds.c.state == "failed")
        .values(state="waiting", tries=0, next_at=stamp(now), error="")
    )
    if done.rowcount != 1:
        raise NotFound("That refund is not waiting for you.")


def first_time(tx: Connection, db: Database, event: str, now: datetime) -> bool:
    """Whether this event is new; providers repeat theirs."""
    done = tx.execute(
        db.insert(payment_events)
        .values(id=event, at=stamp(now))
        .on_conflict_do_nothing()
        .returning(payment_events.c.id)
    ).scalar()
    return done is not None
