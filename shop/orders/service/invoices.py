"""Makes the invoices of orders: the number that an order gets once, without gaps, and what its paper says."""

from dataclasses import replace
from datetime import datetime

from people.store.customers import buyer_facts
from shop.orders.invoice import NOT_BILLED, Invoice, Party, buyer_of, invoice_of
from shop.orders.invoice_paper import as_issued, paper_of, party_json
from shop.orders.order import Order
from shop.orders.store import invoices, orders
from shop.payments.service.asking import asked
from shop.refusals import Missing
from storage.database import Database, Tx


class Invoices:
    """The invoices of a shop. The order is locked first, then the year's numbers."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def invoice(self, order_id: str, seller: Party, now: datetime) -> Invoice:
        """The invoice of an order: a proforma until it is packed, then the same one for good.

        `now` is told in the shop's own time: its day and its year are the paper's.
        """
        with self.db.write() as tx:
            order = orders.order_of(tx, self.db, order_id, lock=True)
            if order is None:
                raise Missing("order_unknown", order=order_id)
            order, quote = _addressed(tx, order), orders.quote_of(tx, order_id)
            number, at = "", now if quote else order.at  # one that was imported was sold when it says
            known = invoices.issued_of(tx, order_id)
            if known is None and order.status not in NOT_BILLED:
                known = invoices.issue(tx, self.db, order_id, at.astimezone(now.tzinfo))
                if known is None:
                    raise Missing("invoice_not_made", order=order_id)
            if known is not None:
                number, at = known.number, known.at
            at = at.astimezone(now.tzinfo)  # the shop's own day
            taxes = invoices.taxes_of(tx, [line.sku for line in order.lines])
            made = invoice_of(order, quote, taxes, seller, number, at.date())
            made = replace(made, to_pay=asked(tx, order))
            if known is None:
                return made
            if known.paper:
                made = as_issued(made, known.paper)
            if "lines" not in known.paper:
                invoices.write_paper(tx, order_id, paper_of(made))
            return made


def keep_buyers(tx: Tx, db: Database, customer: str) -> None:
    """Before a person is forgotten: who bought stays on the invoices that were issued, as the law asks."""
    for order_id in invoices.without_paper(tx, customer):
        order = orders.order_of(tx, db, order_id, lock=True)
        if order:
            invoices.write_paper(tx, order_id, {"buyer": party_json(buyer_of(_addressed(tx, order)))})


def _addressed(tx: Tx, order: Order) -> Order:
    """An order that came without an address went to its customer's."""
    return order if order.address else replace(order, address=buyer_facts(tx, order.customer))
