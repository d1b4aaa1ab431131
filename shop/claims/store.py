"""SQL of claims."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update

from shop.claims.claim import DONE, WAITING, Claim, Event, Item
from shop.claims.tables import claim_events, claims
from shop.money import Money
from storage.database import Tx, stamp, unstamp


def add(tx: Tx, claim: Claim) -> None:
    """Store a new claim."""
    tx.execute(
        insert(claims).values(
            id=claim.id,
            customer_id=claim.customer,
            order_id=claim.order,
            conversation_id=claim.conversation,
            seller_id=claim.seller,
            kind=claim.kind,
            items=[[item.sku, item.title, item.quantity] for item in claim.items],
            words=claim.words,
            at=stamp(claim.at),
            due_at=stamp(claim.due),
            **_moving(claim),
        )
    )


def save(tx: Tx, claim: Claim) -> None:
    """Store what may change of a claim."""
    tx.execute(update(claims).where(claims.c.id == claim.id).values(**_moving(claim)))


def add_event(tx: Tx, claim: Claim, step: str, by: str, now: datetime, note: str = "") -> None:
    """Store one step of a claim."""
    tx.execute(
        insert(claim_events).values(
            claim_id=claim.id, order_id=claim.order, at=stamp(now), step=step, by=by, note=note
        )
    )


def find(tx: Tx, claim: str, *, lock: bool = False) -> Claim | None:
    """Read one claim; locked, nobody else moves it until the transaction ends."""
    query = select(claims).where(claims.c.id == claim)
    row = tx.execute(query.with_for_update() if lock else query).first()
    return _claim(row) if row else None


def of_orders(tx: Tx, orders: Sequence[str]) -> dict[str, list[Claim]]:
    """Read the claims of these orders, the oldest first."""
    found: dict[str, list[Claim]] = {order: [] for order in orders}
    query = select(claims).where(claims.c.order_id.in_(orders)).order_by(claims.c.at, claims.c.id)
    for row in tx.execute(query):
        found[row.order_id].append(_claim(row))
    return found


def of_customer(tx: Tx, customer: str, limit: int) -> list[Claim]:
    """Read a customer's claims, the newest first."""
    newest = claims.c.at.desc(), claims.c.id.desc()
    query = select(claims).where(claims.c.customer_id == customer).order_by(*newest).limit(limit)
    return [_claim(row) for row in tx.execute(query)]


def count_lately(tx: Tx, customer: str, since: datetime) -> int:
    """Count what a customer claimed since then and did not take back."""
    theirs = (claims.c.customer_id == customer) & (claims.c.at >= stamp(since))
    query = select(func.count()).select_from(claims).where(theirs, claims.c.state != "withdrawn")
    return tx.execute(query).scalar_one()


def waiting(tx: Tx, seller: str | None, limit: int) -> list[Claim]:
    """Read what waits of a seller, or (None) of all: what is due first comes first."""
    query = _whose(select(claims).where(claims.c.state.in_(WAITING)), seller)
    return [_claim(row) for row in tx.execute(query.order_by(claims.c.due_at, claims.c.id).limit(limit))]


def done(tx: Tx, seller: str | None, limit: int, offset: int = 0) -> list[Claim]:
    """Read what is over of a seller, or (None) of all, the newest first."""
    query = _whose(select(claims).where(claims.c.state.in_(DONE)), seller)
    query = query.order_by(claims.c.at.desc(), claims.c.id).limit(limit).offset(offset)
    return [_claim(row) for row in tx.execute(query)]


def count_waiting(tx: Tx, seller: str | None) -> int:
    """Count the claims of a seller, or (None) all, that wait for somebody here."""
    query = select(func.count()).select_from(claims).where(claims.c.state.in_(WAITING))
    count: int = tx.execute(_whose(query, seller)).scalar_one()
    return count


def _whose(query: Select[Any], seller: str | None) -> Select[Any]:
    return query if seller is None else query.where(claims.c.seller_id == seller)


def events_of(tx: Tx, of: Sequence[str]) -> dict[str, list[Event]]:
    """Read the steps of these claims, the oldest first."""
    found: dict[str, list[Event]] = {}
    query = select(claim_events).where(claim_events.c.claim_id.in_(of)).order_by(claim_events.c.id)
    for row in tx.execute(query):
        event = Event(unstamp(row.at), row.step, row.by, row.note)
        found.setdefault(row.claim_id, []).append(event)
    return found


def _moving(claim: Claim) -> Mapping[str, Any]:
    return {
        "wish": claim.wish,
        "method": claim.method,
        "photos": list(claim.photos),
        "state": claim.state,
        "how": claim.how,
        "amount": claim.amount.minor if claim.amount else None,
        "currency": claim.amount.currency if claim.amount else "",
        "replacement": claim.sent,
        "reason": claim.reason,
    }


def _claim(row: Row[Any]) -> Claim:
    return Claim(
        id=row.id,
        customer=row.customer_id,
        order=row.order_id,
        seller=row.seller_id,
        kind=row.kind,
        items=tuple(Item(*item) for item in row.items),
        wish=row.wish,
        method=row.method,
        words=row.words,
        photos=tuple(row.photos),
        state=row.state,
        at=unstamp(row.at),
        due=unstamp(row.due_at),
        conversation=row.conversation_id,
        how=row.how,
        amount=Money(row.amount, row.currency) if row.amount is not None else None,
        sent=row.replacement,
        reason=row.reason,
    )
