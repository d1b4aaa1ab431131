"""Reads and writes vouchers, and counts what was used of them."""

from sqlalchemy import func, insert, select

from shop.cart.tables import voucher_uses, vouchers
from shop.cart.vouchers import Voucher
from shop.checkout.tables import checkouts
from shop.money import Money
from shop.refusals import Missing
from storage.database import Database, Tx, stamp, unstamp


def voucher_called(tx: Tx, code: str) -> Voucher:
    """The voucher of this code; while the transaction writes, nobody else counts its uses."""
    row = tx.execute(select(vouchers).where(vouchers.c.code == code.upper()).with_for_update()).first()
    if row is None:
        raise Missing("voucher_unknown", voucher=code)
    return Voucher(
        code=row.code,
        percent=row.percent,
        amount=Money(row.amount, row.currency),
        at_most=None if row.at_most is None else Money(row.at_most, row.currency),
        least_total=Money(row.least_total, row.currency),
        starts_at=unstamp(row.starts_at) if row.starts_at else None,
        ends_at=unstamp(row.ends_at) if row.ends_at else None,
        uses=row.uses,
        uses_each=row.uses_each,
        customer=row.customer_id,
        group=row.price_group,
    )


def uses_of(tx: Tx, code: str, customer: str) -> tuple[int, int]:
    """How many orders used it, in all and of this customer."""
    uses = select(func.count()).select_from(voucher_uses).where(voucher_uses.c.code == code)
    theirs = uses.where(voucher_uses.c.customer_id == customer)
    return tx.execute(uses).scalar() or 0, tx.execute(theirs).scalar() or 0


def waiting_with(tx: Tx, code: str, besides: str = "") -> list[str]:
    """The customers of checkouts that use it and wait for their payment or approval."""
    query = select(checkouts.c.customer_id).where(
        checkouts.c.state == "paying",
        checkouts.c.id != besides,
        checkouts.c.quote["voucher"].as_string() == code,
    )
    return list(tx.execute(query).scalars())


def note_use(tx: Tx, code: str, customer: str, order: str, at: str) -> None:
    """An order used it."""
    tx.execute(insert(voucher_uses).values(order_id=order, code=code, customer_id=customer, at=at))


def put_voucher(tx: Tx, db: Database, voucher: Voucher, currency: str = "INR") -> None:
    """Make a voucher known, or change it."""
    conditions = {
        "percent": voucher.percent,
        "amount": voucher.amount.minor if voucher.amount else 0,
        "at_most": voucher.at_most.minor if voucher.at_most else None,
        "least_total": voucher.least_total.minor if voucher.least_total else 0,
        "currency": currency,
        "starts_at": stamp(voucher.starts_at) if voucher.starts_at else "",
        "ends_at": stamp(voucher.ends_at) if voucher.ends_at else "",
        "uses": voucher.uses,
        "uses_each": voucher.uses_each,
        "customer_id": voucher.customer,
        "price_group": voucher.group,
    }
    tx.execute(
        db.insert(vouchers)
        .values(code=voucher.code.upper(), **conditions)
        .on_conflict_do_update(index_elements=["code"], set_=conditions)
    )
