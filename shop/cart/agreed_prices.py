"""Quotes: a customer asks for a price on a quantity, the seller offers or refuses, the customer accepts."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from shop.cart.tables import quotes
from shop.catalogue.product import Product
from shop.errors import NotAllowed, NotFound
from shop.money import Money
from storage.database import stamp

UNDECIDED = ("asked", "offered")


def ask_quote(
    tx: Connection,
    customer: str,
    conversation: str,
    product: Product,
    quantity: int,
    asked: Money | None,
    now: datetime,
) -> str:
    """Keep what was asked for; gives the quote's number."""
    number = "Q" + secrets.token_hex(4).upper()
    tx.execute(
        insert(quotes).values(
            id=number,
            customer_id=customer,
            conversation_id=conversation,
            sku=product.sku,
            quantity=quantity,
            list_price=product.unit_price_at(quantity).minor,
            asked_price=asked.minor if asked else None,
            currency=product.price.currency,
            state="asked",
            at=stamp(now),
        )
    )
    return number


def answer_quote(
    tx: Connection, number: str, price: Money | None, good_for: timedelta, now: datetime, reason: str = ""
) -> None:
    """The seller offers a unit price until then, or (None) refuses, with a reason."""
    state = "offered" if price else "refused"
    done = tx.execute(
        update(quotes)
        .where(quotes.c.id == number, quotes.c.state == "asked")
        .values(
            state=state,
            offered_price=price.minor if price else None,
            expires_at=stamp(now + good_for),
            reason=reason,
        )
    )
    if done.rowcount != 1:
        raise NotAllowed(f"Quote {number} is answered or withdrawn already, or there is none.")


def withdraw_quote(tx: Connection, customer: str, number: str) -> bool:
    """The customer does not want it any more, answered or not; False where it is closed already."""
    mine = (quotes.c.id == number) & (quotes.c.customer_id == customer)
    waits = quotes.c.state.in_(UNDECIDED)
    return tx.execute(update(quotes).where(mine, waits).values(state="declined")).rowcount == 1


def accept_quote(tx: Connection, customer: str, number: str, now: datetime) -> None:
    """The customer takes the offer; from now until its end the cart uses it."""
    row = tx.execute(select(quotes).where(quotes.c.id == number, quotes.c.customer_id == customer)).first()
    if row is None:
        raise NotFound(f"I find no quote {number} of yours.")
    if row.state != "offered" or row.expires_at <= stamp(now):
        raise NotAllowed(f"Quote {number} can't be accepted any more. Ask for a new one.")
    tx.execute(update(quotes).where(quotes.c.id == number).values(state="accepted"))
