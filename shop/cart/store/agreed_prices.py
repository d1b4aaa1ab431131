"""Reads and writes quotes: a customer asks for a price, the seller answers, the customer accepts."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from shop.cart.tables import quotes
from shop.catalogue.product import Product
from shop.money import Money
from shop.refusals import Missing, Refused
from storage.database import Tx, stamp

UNDECIDED = ("asked", "offered")


@dataclass(frozen=True)
class AskedQuote:
    """A price on a quantity that a customer asked for, and what came of it."""

    number: str
    sku: str
    quantity: int
    hoped: Money | None
    offered: Money | None
    state: str  # "asked", "offered", "refused", "accepted", "declined"
    day: str
    terms: str = ""


def quotes_of(tx: Tx, customer: str, limit: int) -> list[AskedQuote]:
    """What a customer asked sellers for, the newest first."""
    mine = select(quotes).where(quotes.c.customer_id == customer).order_by(quotes.c.at.desc()).limit(limit)
    return [
        AskedQuote(
            row.id,
            row.sku,
            row.quantity,
            Money(row.asked_price, row.currency) if row.asked_price else None,
            Money(row.offered_price, row.currency) if row.offered_price else None,
            row.state,
            row.at[:10],
            row.terms,
        )
        for row in tx.execute(mine)
    ]


def ask_quote(
    tx: Tx,
    customer: str,
    conversation: str,
    product: Product,
    quantity: int,
    asked: Money | None,
    now: datetime,
    terms: str = "",
) -> str:
    """Save what was asked for; gives the quote's number."""
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
            terms=terms,
            at=stamp(now),
        )
    )
    return number


def offer_goods(
    tx: Tx,
    number: str,
    customer: str,
    conversation: str,
    product: Product,
    expires: datetime,
    now: datetime,
) -> None:
    """Store an offer of goods that are made for this customer, as many as their least order."""
    tx.execute(
        insert(quotes).values(
            id=number,
            customer_id=customer,
            conversation_id=conversation,
            sku=product.sku,
            quantity=product.moq,
            list_price=product.price.minor,
            offered_price=product.price.minor,
            currency=product.price.currency,
            state="offered",
            expires_at=stamp(expires),
            at=stamp(now),
        )
    )


def answer_quote(
    tx: Tx, number: str, price: Money | None, good_for: timedelta, now: datetime, reason: str = ""
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
        raise Refused("quote_answered", number=number)


def withdraw_quote(tx: Tx, customer: str, number: str) -> bool:
    """The customer does not want it any more, answered or not; False where it is closed already."""
    mine = (quotes.c.id == number) & (quotes.c.customer_id == customer)
    waits = quotes.c.state.in_(UNDECIDED)
    return tx.execute(update(quotes).where(mine, waits).values(state="declined")).rowcount == 1


def accept_quote(tx: Tx, customer: str, number: str, now: datetime) -> None:
    """The customer takes the offer; from now until its end the cart uses it."""
    row = tx.execute(select(quotes).where(quotes.c.id == number, quotes.c.customer_id == customer)).first()
    if row is None:
        raise Missing("quote_unknown", number=number)
    if row.state != "offered" or row.expires_at <= stamp(now):
        raise Refused("quote_closed", number=number)
    tx.execute(update(quotes).where(quotes.c.id == number).values(state="accepted"))


def agreed_prices(tx: Tx, customer: str, quantities: Mapping[str, int], now: datetime) -> dict[str, Money]:
    """The lowest unit prices that sellers agreed on with this customer, for at least that quantity."""
    rows = tx.execute(
        select(quotes)
        .where(
            quotes.c.customer_id == customer,
            quotes.c.state == "accepted",
            quotes.c.expires_at > stamp(now),
        )
        .order_by(quotes.c.offered_price.desc())  # of two prices for the same goods the lower one stays
    )
    return {
        row.sku: Money(row.offered_price, row.currency)
        for row in rows
        if quantities.get(row.sku, 0) >= row.quantity
    }
