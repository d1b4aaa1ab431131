"""What the checkout page does to a checkout: open it for one browser, wait for a payment, take it in."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from shop.errors import NotAllowed
from shop.money import Money
from shop.orders import Order
from storage import allocations
from storage.checkouts import Checkout, Checkouts
from storage.database import stamp
from storage.order_tables import allocations as allocated
from storage.order_tables import checkouts, payment_events

PAYING_FOR = timedelta(hours=25)  # a provider's own page lives for up to a day


def open_for(tx: Connection, known: Checkouts, checkout: str, browser: str) -> Checkout:
    """The checkout, for the browser that opened its link first and for no other."""
    found = known.get(tx, checkout, lock=True)
    bound = tx.execute(select(checkouts.c.link).where(checkouts.c.id == checkout)).scalar()
    if bound and bound != browser:
        raise NotAllowed(
            "This link was opened before, on another device or browser. Ask for a new one in the chat."
        )
    if not bound:
        tx.execute(update(checkouts).where(checkouts.c.id == checkout).values(link=browser))
    return found


def await_payment(tx: Connection, checkout: str, ref: str, now: datetime) -> None:
    """The customer goes to the provider's page; the goods stay held meanwhile."""
    tx.execute(
        update(checkouts)
        .where(checkouts.c.id == checkout, checkouts.c.state.in_(("open", "paying")))
        .values(state="paying", provider_ref=ref, expires_at=stamp(now + PAYING_FOR))
    )


def paid(
    tx: Connection, known: Checkouts, event: str, checkout: str, method: str, amount: Money, now: datetime
) -> Order | None:
    """A payment came: the order is placed, once, however often and in whatever order the news come."""
    if not first_time(tx, known, event, now):
        return None
    found = known.get(tx, checkout, lock=True)
    if amount != found.total:
        raise NotAllowed(f"{amount.spoken()} was paid for a checkout of {found.total.spoken()}.")
    if found.state == "expired":  # what was held went back; take it again, or a person has to refund
        wanted = {x["sku"]: x["quantity"] for x in found.quote["lines"]}
        tx.execute(allocated.delete().where(allocated.c.checkout_id == checkout))
        allocations.hold(tx, known.db, checkout, wanted)
        tx.execute(update(checkouts).where(checkouts.c.id == checkout).values(state="paying"))
    return known.place(tx, checkout, method, now, paid=True)


def failed(tx: Connection, known: Checkouts, event: str, checkout: str, now: datetime) -> None:
    """The payment did not come about: the goods go back, unless it was paid after all."""
    if not first_time(tx, known, event, now):
        return
    found = known.get(tx, checkout, lock=True)
    if found.state == "paying":
        allocations.release(tx, checkout)
        tx.execute(update(checkouts).where(checkouts.c.id == checkout).values(state="expired"))


def first_time(tx: Connection, known: Checkouts, event: str, now: datetime) -> bool:
    """Whether this event is new; providers repeat theirs."""
    done = tx.execute(
        known.db.insert(payment_events)
        .values(id=event, at=stamp(now))
        .on_conflict_do_nothing()
        .returning(payment_events.c.id)
    ).scalar()
    return done is not None
