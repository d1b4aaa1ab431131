"""Reads and writes what came to the shop's bank."""

from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Row, select, update

from shop.money import Money
from shop.payments.bank import Credit, Split
from shop.payments.tables import bank_credits, upi_orders
from shop.refusals import Missing
from storage.database import Database, Tx, stamp


def insert_credit(tx: Tx, db: Database, came: Credit, now: datetime) -> bool:
    """Note a line of a statement; False where it was noted before."""
    return _insert(tx, db, came.id, "statement", came.day, came.amount, came.utr, came.narration, "", now)


def insert_by_hand(
    tx: Tx, db: Database, credit: str, utr: str, amount: Money, by: str, now: datetime
) -> bool:
    """Note what a person says that came; False where it was noted before."""
    return _insert(tx, db, credit, "hand", now.astimezone(db.zone).date(), amount, utr, "", by, now)


def _insert(
    tx: Tx,
    db: Database,
    credit: str,
    source: Literal["statement", "hand"],
    day: date,
    amount: Money,
    utr: str,
    narration: str,
    by: str,
    now: datetime,
) -> bool:
    fresh = tx.execute(
        db.insert(bank_credits)
        .values(
            id=credit,
            source=source,
            day=day.isoformat(),
            amount=amount.minor,
            currency=amount.currency,
            utr=utr,
            narration=narration,
            state="open",
            by=by,
            at=stamp(now),
        )
        .on_conflict_do_nothing()
        .returning(bank_credits.c.id)
    ).scalar()
    return fresh is not None


def credit_of(tx: Tx, credit: str) -> Row[Any] | None:
    """One credit, locked."""
    return tx.execute(select(bank_credits).where(bank_credits.c.id == credit).with_for_update()).first()


def open_credit(tx: Tx, credit: str) -> Row[Any]:
    """One that is of no order yet, locked."""
    row = credit_of(tx, credit)
    if row is None or row.state != "open":
        raise Missing("credit_settled")
    return row


def put_matched(tx: Tx, credit: str, order_id: str, parts: Split, by: str = "") -> None:
    """It is this order's, which took so much of it."""
    _put(tx, credit, state="matched", order_id=order_id, paid=parts.paid.minor, why=parts.why or "", by=by)


def put_open(tx: Tx, credit: str, why: str) -> None:
    """It is of no order that could be told."""
    _put(tx, credit, state="open", why=why)


def put_left(tx: Tx, credit: str, by: str) -> None:
    """A person says that it is of no order."""
    _put(tx, credit, state="left", by=by)


def put_banked(tx: Tx, by_hand: str, line: str, order_id: str) -> None:
    """The line of the statement of what a person had confirmed before."""
    _put(tx, by_hand, banked=line)
    if line != by_hand:
        _put(tx, line, state="known", order_id=order_id)


def _put(tx: Tx, credit: str, **values: Any) -> None:
    tx.execute(update(bank_credits).where(bank_credits.c.id == credit).values(**values))


def by_hand_of(tx: Tx, order_id: str, amount: Money) -> str:
    """What a person confirmed of this order, of the same amount, and no statement had yet; "" for nothing."""
    found: str | None = tx.execute(
        select(bank_credits.c.id)
        .where(
            bank_credits.c.order_id == order_id,
            bank_credits.c.source == "hand",
            bank_credits.c.state == "matched",
            bank_credits.c.banked == "",
            bank_credits.c.amount == amount.minor,
            bank_credits.c.utr == "",
        )
        .order_by(bank_credits.c.at, bank_credits.c.id)
        .limit(1)
    ).scalar()
    return found or ""


def open_credits(tx: Tx, most: int = 200) -> list[dict[str, Any]]:
    """What came and is of no order that could be told, the newest first; and who named its number."""
    rows = tx.execute(
        select(bank_credits)
        .where(bank_credits.c.state == "open")
        .order_by(bank_credits.c.day.desc(), bank_credits.c.id)
        .limit(most)
    ).all()
    numbers = {row.utr for row in rows} - {""}
    told = tx.execute(
        select(upi_orders.c.utr, upi_orders.c.order_id).where(upi_orders.c.utr.in_(numbers))
    ).all()
    told_by: dict[str, list[str | None]] = {}
    for number, order in told:
        told_by.setdefault(number, []).append(order)
    # Once for each order that the number was told for: which of them it is, a person says.
    return [{**row._mapping, "told_by": order} for row in rows for order in told_by.get(row.utr, [None])]
