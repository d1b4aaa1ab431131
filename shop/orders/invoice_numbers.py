"""Invoices: the number that an order gets once, without gaps, and what its paper says."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from people.address_book import buyer_facts
from shop.catalogue.tables import products
from shop.errors import NotFound
from shop.orders.book import OrderBook
from shop.orders.invoice import NOT_BILLED, Invoice, Party, buyer_of, financial_year, invoice_of
from shop.orders.invoice_paper import as_issued, paper_of, party_kept
from shop.orders.order import Order
from shop.orders.tables import invoices, orders
from storage.database import Database, stamp, unstamp

TRIES = 20


def invoice(db: Database, order_id: str, seller: Party, now: datetime) -> Invoice:
    """The invoice of an order: a proforma until it is packed, then the same one for good.

    `now` is told in the shop's own time: its day and its year are the paper's.
    """
    for _ in range(TRIES):
        try:
            with db.write() as tx:
                return _invoice(tx, db, order_id, seller, now)
        except IntegrityError:
            continue  # another one took that number in this moment
    raise NotFound(f"The invoice of order {order_id} could not be made just now. Please try again.")


def _invoice(tx: Connection, db: Database, order_id: str, seller: Party, now: datetime) -> Invoice:
    book = OrderBook(tx, db)
    order = book.order(order_id)
    if order is None:
        raise NotFound(f"There is no order {order_id}.")
    order, quote = _addressed(tx, order), book.quote_of(order_id)
    number, at = "", now if quote else order.at  # one that was imported was sold when it says
    known = tx.execute(select(invoices).where(invoices.c.order_id == order_id)).first()
    if known is None and order.status not in NOT_BILLED:
        known = _numbered(tx, order_id, at.astimezone(now.tzinfo))
    if known is not None:
        number, at = f"{known.year}/{known.number:06d}", unstamp(known.at)
    at = at.astimezone(now.tzinfo)  # the shop's own day
    skus = [line.sku for line in order.lines]
    rows = tx.execute(select(products.c.sku, products.c.attributes).where(products.c.sku.in_(skus)))
    taxes = {r.sku: (str(r.attributes.get("gst", "0")), str(r.attributes.get("hsn", ""))) for r in rows}
    made = invoice_of(order, quote, taxes, seller, number, at.date())
    if known is None:
        return made
    if known.paper:
        made = as_issued(made, known.paper)
    if "lines" not in (known.paper or ()):
        here = invoices.c.order_id == order_id
        tx.execute(update(invoices).where(here).values(paper=paper_of(made)))
    return made


def _addressed(tx: Connection, order: Order) -> Order:
    """An order that came without an address went to its customer's."""
    return order if order.address else replace(order, address=buyer_facts(tx, order.customer))


def keep_buyers(tx: Connection, db: Database, customer: str) -> None:
    """Before a person is forgotten: who bought stays on the invoices that were issued, as the law asks."""
    issued = tx.execute(
        select(invoices.c.order_id)
        .join(orders, orders.c.id == invoices.c.order_id)
        .where(orders.c.customer_id == customer, invoices.c.paper.is_(None))
    ).scalars()
    book = OrderBook(tx, db)
    for order_id in issued.all():
        order = book.order(order_id)
        if order:
            paper = {"buyer": party_kept(buyer_of(_addressed(tx, order)))}
            tx.execute(update(invoices).where(invoices.c.order_id == order_id).values(paper=paper))


def _numbered(tx: Connection, order_id: str, now: datetime) -> Row[Any]:
    """The next number of the year. Two at once: the second meets the first's row and tries again."""
    year = financial_year(now)
    last = tx.execute(select(func.max(invoices.c.number)).where(invoices.c.year == year)).scalar() or 0
    made = {"year": year, "number": last + 1, "order_id": order_id, "at": stamp(now)}
    return tx.execute(insert(invoices).values(**made).returning(invoices)).one()
