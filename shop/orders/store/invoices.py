"""Reads and writes the invoices that were issued, and gives them their numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update

from shop.catalogue.tables import products
from shop.orders.invoice import financial_year
from shop.orders.tables import invoices, orders
from storage.database import Database, Tx, stamp, unstamp

TRIES = 20


@dataclass(frozen=True)
class Issued:
    """The number that an order's invoice got, when, and what its paper says, where it is written."""

    number: str
    at: datetime
    paper: Mapping[str, Any]


def issued_of(tx: Tx, order_id: str) -> Issued | None:
    """The invoice of an order, if one was issued."""
    row = tx.execute(select(invoices).where(invoices.c.order_id == order_id)).first()
    return _issued(row) if row else None


def issue(tx: Tx, db: Database, order_id: str, at: datetime) -> Issued | None:
    """Give an order the next number of the year; None where others took every one that was tried.

    Of two at once the second waits for the first's row, then takes the number after it.
    """
    year = financial_year(at)
    for _ in range(TRIES):
        last = tx.execute(select(func.max(invoices.c.number)).where(invoices.c.year == year)).scalar() or 0
        made = {"year": year, "number": last + 1, "order_id": order_id, "at": stamp(at)}
        statement = db.insert(invoices).values(**made).on_conflict_do_nothing()
        row = tx.execute(statement.returning(invoices)).first()
        if row:
            return _issued(row)
    return None


def write_paper(tx: Tx, order_id: str, paper: Mapping[str, Any]) -> None:
    """Write what an order's invoice says."""
    tx.execute(update(invoices).where(invoices.c.order_id == order_id).values(paper=dict(paper)))


def without_paper(tx: Tx, customer: str) -> list[str]:
    """The orders of a customer whose invoices were issued before papers were stored."""
    rows = tx.execute(
        select(invoices.c.order_id)
        .join(orders, orders.c.id == invoices.c.order_id)
        .where(orders.c.customer_id == customer, invoices.c.paper.is_(None))
    )
    return list(rows.scalars())


def taxes_of(tx: Tx, skus: Sequence[str]) -> dict[str, tuple[str, str]]:
    """GST rate and HSN of these products."""
    rows = tx.execute(select(products.c.sku, products.c.attributes).where(products.c.sku.in_(skus)))
    return {r.sku: (str(r.attributes.get("gst", "0")), str(r.attributes.get("hsn", ""))) for r in rows}


def _issued(row: Row[Any]) -> Issued:
    return Issued(f"{row.year}/{row.number:06d}", unstamp(row.at), row.paper or {})
