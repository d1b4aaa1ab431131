"""Payments by UPI: asked for with the order, told of by the customer, settled by a person or the bank.

What a customer says is stored as said; paid is an order only when a person confirms it or the bank's
statement has it. Each credit counts once: its UTR, or a fingerprint of its line, is its name. What an
order does not take is owed back, and a person sends it. Locked in this order: the credit, the order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from chat.service.language import language_in
from shop.checkout.store.approvals import last_used
from shop.money import Money
from shop.orders.order import UPI, Order
from shop.orders.service import within
from shop.orders.store.orders import order_of
from shop.payments import notices
from shop.payments.asked import Asked
from shop.payments.bank import Credit, Imported, Split, split
from shop.payments.service.asking import asked
from shop.payments.store import bank
from shop.payments.store import upi as store
from shop.payments.store.ledger import BACK, enter_surplus, surplus_entry
from shop.payments.upi import Payee, reference, utr_typed
from shop.refusals import Missing, Reason, Refused
from storage.audit import record
from storage.database import Database, Tx


@dataclass(frozen=True)
class TellPaid:
    """The customer says that they paid; the number of the payment as they typed it, if they did."""

    order: str
    customer: str
    utr: str = ""


@dataclass(frozen=True)
class ConfirmPaid:
    """A person saw that it came: so much (nothing said: all that is open), under this number."""

    order: str
    by: str
    amount: Money | None = None
    utr: str = ""


@dataclass(frozen=True)
class UpiPage:
    """An order as its page of UPI shows it, in the language that its customer speaks."""

    order: Order
    asked: Asked | None
    locale: str


class UpiPayments:
    """What is awaited, told, received and owed back."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def set_payee(self, payee: Payee | None) -> None:
        """Offer UPI, to be paid to them; or not any more. Written only when it is another."""
        with self.db.read() as tx:
            if store.payee_in(tx) == payee:
                return
        with self.db.write() as tx:
            store.put_payee(tx, self.db, payee)

    def payee(self) -> Payee | None:
        """Whom UPI pays; None where it is not offered."""
        with self.db.read() as tx:
            return store.payee_in(tx)

    def asked(self, order_id: str) -> Asked | None:
        """What is to be paid by UPI for this order; None where nothing is."""
        with self.db.read() as tx:
            order = order_of(tx, self.db, order_id)
            return asked(tx, order) if order else None

    def asked_of(self, customer: str) -> list[Asked]:
        """All that this customer has to pay by UPI, the newest order first."""
        with self.db.read() as tx:
            found = [order_of(tx, self.db, order) for order in store.awaited_of(tx, customer)]
            return [one for order in found if order and (one := asked(tx, order))]

    def page(self, order_id: str) -> UpiPage:
        """What the page of an order's payment shows."""
        with self.db.read() as tx:
            order = self._order(tx, order_id)
            spoken = language_in(tx, last_used(tx, order.customer) or "")
            return UpiPage(order, asked(tx, order), spoken)

    def told_on_page(self, order_id: str, utr: str, now: datetime) -> Asked:
        """Who has the signed link to an order's page says that they paid."""
        return self.told(TellPaid(order_id, self.page(order_id).order.customer, utr), now)

    def told(self, asking: TellPaid, now: datetime) -> Asked:
        """Store that the customer says so; nothing is paid by that."""
        utr = utr_typed(asking.utr) if asking.utr else ""
        with self.db.write() as tx:
            order = order_of(tx, self.db, asking.order, lock=True)
            if order is None or order.customer != asking.customer:
                raise Missing("order_not_theirs", order=asking.order)
            found = asked(tx, order)
            if found is None:
                raise Refused("not_awaited", order=order.id)
            store.put_told(tx, order.id, utr or (found.utr if found.told else ""), now)
            told = asked(tx, order)
            assert told is not None  # noqa: S101  # it was awaited a line above, and is locked
            return told

    def confirm(self, asking: ConfirmPaid, now: datetime) -> Split:
        """A person saw the money: the order is paid with it, and the customer told."""
        utr = utr_typed(asking.utr) if asking.utr else ""
        with self.db.write() as tx:
            before = self._order(tx, asking.order)
            amount = asking.amount or before.unpaid
            if amount.minor <= 0 or not before.unpaid.minor:
                raise Refused("not_awaited", order=asking.order)
            credit = utr or f"hand-{reference(before.id)}-{len(before.payments)}"
            if not bank.insert_by_hand(tx, self.db, credit, utr, amount, asking.by, now):
                amount = Money(bank.open_credit(tx, credit).amount)  # a statement had it first
            order = self._order(tx, asking.order, lock=True)
            if order.unpaid != before.unpaid:  # somebody else was quicker
                raise Refused("came_meanwhile", order=order.id)
            parts = self._received(tx, order, credit, amount, now, asking.by)
            record(tx, now, asking.by, "upi_confirmed", subject=order.id)
            return parts

    def not_received(self, order_id: str, by: str, now: datetime) -> None:
        """A person looked and it is not there: the customer is told, and asked once more."""
        with self.db.write() as tx:
            order = self._order(tx, order_id, lock=True)
            found = asked(tx, order)
            if found is None:
                raise Refused("not_awaited", order=order_id)
            store.put_told(tx, order.id, "", None)
            notices.tell(tx, order.customer, partial(notices.not_found, found), now)
            record(tx, now, by, "upi_not_received", subject=order.id)

    def take_statement(self, credits_: Sequence[Credit], now: datetime) -> Imported:
        """Take in the credits of a bank's statement, each once, however often it is imported."""
        done = Imported()
        for credit in credits_:
            with self.db.write() as tx:
                self._take(tx, credit, done, now)
        return done

    def assign(self, credit: str, order_id: str, by: str, now: datetime) -> Split:
        """A person says which order a credit is of."""
        with self.db.write() as tx:
            row = bank.open_credit(tx, credit)
            order = self._order(tx, order_id, lock=True)
            if store.told_of(tx, order.id) is None:
                raise Refused("not_awaited", order=order.id)
            parts = self._received(tx, order, credit, Money(row.amount, row.currency), now, by)
            record(tx, now, by, "bank_assigned", subject=order.id)
            return parts

    def leave(self, credit: str, by: str, now: datetime) -> None:
        """A person says that a credit is of no order."""
        with self.db.write() as tx:
            bank.put_left(tx, bank.open_credit(tx, credit).id, by)
            record(tx, now, by, "bank_left", subject=credit)

    def sent_back(self, entry: str, utr: str, by: str, now: datetime) -> None:
        """A person sent back what was owed; the customer is told."""
        number = utr_typed(utr) if utr else ""
        with self.db.write() as tx:
            order_id, amount, why = store.settle_return(tx, entry, number, by)
            if why != "refund":  # a refund stands in the ledger since it was decided
                enter_surplus(tx, entry + BACK, -amount, now)
            order = self._order(tx, order_id)
            notices.tell(tx, order.customer, partial(notices.went_back, order.id, amount, number), now)
            record(tx, now, by, "upi_sent_back", subject=entry)

    def to_look_at(self) -> dict[str, list[dict[str, Any]]]:
        """What is awaited, what came and is of no order that could be told, and what has to go back."""
        with self.db.read() as tx:
            awaited = []
            for row in store.awaited(tx):
                order = self._order(tx, row["order_id"])
                awaited.append({**row, "open": order.unpaid.spoken(), "paid": order.paid.spoken()})
            return {
                "awaited": awaited,
                "credits": [_spoken(row) for row in bank.open_credits(tx)],
                "returns": [_spoken(row) for row in store.returns_waiting(tx)],
            }

    def _take(self, tx: Tx, came: Credit, done: Imported, now: datetime) -> None:
        if not bank.insert_credit(tx, self.db, came, now):
            known = bank.credit_of(tx, came.id)
            if known is not None and known.amount != came.amount.minor:
                before = Money(known.amount, known.currency)
                done.faults.append(
                    (came.line, Reason("credit_otherwise", {"utr": came.id, "amount": before}))
                )
                return
            if known is not None and known.source == "hand" and not known.banked:
                bank.put_banked(tx, known.id, known.id, known.order_id)
            done.known += 1
            return
        meant = self._meant(tx, came)
        if len(meant) != 1:
            bank.put_open(tx, came.id, "several_orders" if meant else "no_order")
            done.unmatched += 1
            return
        order = self._order(tx, meant[0], lock=True)
        if confirmed := bank.by_hand_of(tx, order.id, came.amount):
            bank.put_banked(tx, confirmed, came.id, order.id)
            done.known += 1
            return
        parts = self._received(tx, order, came.id, came.amount, now)
        if parts.why:
            setattr(done, parts.why, getattr(done, parts.why) + 1)
        elif self._order(tx, order.id).unpaid.minor:
            done.part += 1
        else:
            done.paid += 1

    def _meant(self, tx: Tx, came: Credit) -> list[str]:
        """The orders that it may be of: whose reference it names, else whose customer told its number."""
        named = store.orders_of_refs(tx, came.references)
        return sorted(set(named.values())) or store.orders_of_utrs(tx, came.utrs)

    def _received(self, tx: Tx, order: Order, credit: str, came: Money, now: datetime, by: str = "") -> Split:
        """The order takes what is open of it; the rest is owed back. The customer is told of both."""
        parts = split(order, came)
        bank.put_matched(tx, credit, order.id, parts, by)
        store.put_answered(tx, order.id)
        if parts.paid.minor:
            order = within.receive(tx, self.db, order, parts.paid, UPI, now)
        if parts.back.minor:
            entry = surplus_entry(credit)
            enter_surplus(tx, entry, parts.back, now)
            store.put_return(tx, entry, order.id, parts.back, parts.why or "over", now)
        notices.tell(tx, order.customer, partial(notices.came, order.id, parts, asked(tx, order)), now)
        return parts

    def _order(self, tx: Tx, order_id: str, *, lock: bool = False) -> Order:
        order = order_of(tx, self.db, order_id, lock=lock)
        if order is None:
            raise Missing("order_unknown", order=order_id)
        return order


def _spoken(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "spoken": Money(row["amount"], row["currency"]).spoken()}
