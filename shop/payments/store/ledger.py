"""Writes the append-only ledger of money: every entry's postings add up to nothing."""

from datetime import datetime

from sqlalchemy import func, insert, select

from shop.money import Money
from shop.orders.order import UPI, Payment
from shop.payments.tables import bank_credits, ledger, order_payments, upi_returns
from storage.database import Tx, stamp

BACK = "/back"  # the end of the entry with which it went back
TO_RETURN = "to return"  # what came too much, twice or too late, and has not gone back


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


def enter_surplus(tx: Tx, entry: str, amount: Money, now: datetime) -> None:
    """What came and no order takes is owed to who paid it; a negative amount says that it went back."""
    rows = [
        {"entry": entry, "account": account, "minor": minor, "currency": amount.currency, "at": stamp(now)}
        for account, minor in ((f"paid:{UPI}", -amount.minor), (TO_RETURN, amount.minor))
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
    return [*faults, *_surplus(tx)]


def _surplus(tx: Tx) -> list[str]:
    """What came to the bank for orders was taken by them or is owed back, and the ledger says so."""
    owed: dict[str, int] = {}
    for row in tx.execute(select(ledger).where(ledger.c.account == TO_RETURN)):
        whose = row.entry.removesuffix(BACK)
        owed[whose] = owed.get(whose, 0) + row.minor
    faults: list[str] = []
    waiting = {
        row.id: row.amount for row in tx.execute(select(upi_returns).where(upi_returns.c.state == "waiting"))
    }
    for row in tx.execute(select(bank_credits).where(bank_credits.c.state == "matched")):
        entry, rest = surplus_entry(row.id), row.amount - row.paid
        if waiting.get(entry, 0) != owed.pop(entry, 0) or (entry in waiting and waiting[entry] != rest):
            faults.append(f"of what came to the bank as {row.id}, {rest} is not owed back in the ledger")
    faults += [f"the ledger owes back {entry}, which never came" for entry, left in owed.items() if left]
    return faults


SURPLUS = "bank/"  # what no order took of a credit is called so, with the credit's id


def surplus_entry(credit: str) -> str:
    """The entry of what no order took of a credit."""
    return SURPLUS + credit
