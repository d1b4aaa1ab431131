"""Writes the append-only ledger of money: every entry's postings add up to nothing."""

from datetime import datetime

from sqlalchemy import func, insert, select

from shop.orders.order import Payment
from shop.payments.tables import ledger, order_payments
from storage.database import Tx, stamp


def enter_payment(tx: Tx, order_id: str, number: int, payment: Payment, now: datetime) -> None:
    """A payment moves money from the way it was paid to sales; a refund the other way."""
    sign = 1 if payment.kind == "payment" else -1
    entry = f"{order_id}/{number}"
    rows = [
        {
            "entry": entry,
            "account": account,
            "minor": minor,
            "currency": payment.amount.currency,
            "at": stamp(now),
        }
        for account, minor in (
            (f"paid:{payment.method}", -sign * payment.amount.minor),
            ("sales", sign * payment.amount.minor),
        )
    ]
    tx.execute(insert(ledger), rows)


def unbalanced(tx: Tx) -> list[str]:
    """Entries that do not add up, and payments that the ledger holds otherwise or not at all."""
    faults = [
        f"ledger entry {row.entry} adds up to {row.total}, not to 0"
        for row in tx.execute(
            select(ledger.c.entry, func.sum(ledger.c.minor).label("total"))
            .group_by(ledger.c.entry)
            .having(func.sum(ledger.c.minor) != 0)
        )
    ]
    entered = {row.entry: row.minor for row in tx.execute(select(ledger).where(ledger.c.account == "sales"))}
    for row in tx.execute(select(order_payments)):
        signed = row.amount if row.kind == "payment" else -row.amount
        entry = f"{row.order_id}/{row.number}"
        if entered.pop(entry, None) != signed:
            faults.append(f"payment {entry} of {signed} is not so in the ledger")
    faults += [f"ledger entry {entry} belongs to no payment" for entry in entered]
    return faults
