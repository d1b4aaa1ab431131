"""What the checkout page does to a checkout: open it for one browser, wait for a payment."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from shop.checkout.store import Checkout, Checkouts
from shop.checkout.tables import checkouts
from shop.errors import NotAllowed
from storage.database import stamp

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
    """The customer goes to the provider's page; the goods stay held meanwhile.

    Nobody is sent to pay for what was given back while the provider was asked: NotAllowed.
    """
    waits = tx.execute(
        update(checkouts)
        .where(checkouts.c.id == checkout, checkouts.c.state.in_(("open", "paying")))
        .values(state="paying", provider_ref=ref, expires_at=stamp(now + PAYING_FOR))
    )
    if not waits.rowcount:
        raise NotAllowed(
            "This checkout was ordered or has expired in the meantime. Nothing was paid: "
            "say “check out” in the chat again."
        )
