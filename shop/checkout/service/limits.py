"""What a customer may pay with and order: the rules that a checkout passes, and an order's changes after it.

All join the transaction of who orders or changes; credit is locked while it is counted.
"""

from shop.checkout import words
from shop.checkout.checkout import NeedsApproval, WayToPay
from shop.checkout.store.approvals import approval_state, known_customers, limit_of, most_approved
from shop.checkout.store.paying import (
    credit_of,
    debit_store_credit,
    owed,
    put_credit,
    store_credit_of,
)
from shop.money import Money
from shop.orders.order import ACCOUNT, CASH, UPI, Order
from shop.payments.store.upi import payee_in
from shop.refusals import Missing, Refused
from storage.database import Database, Tx


def ways_in(tx: Tx, customer: str) -> tuple[WayToPay, ...]:
    """The ways this customer can pay without leaving the chat."""
    ways = [WayToPay(CASH, words.CASH)]
    if payee_in(tx):
        ways.append(WayToPay(UPI, words.UPI))
    terms = credit_of(tx, customer)
    if terms:
        left = Money(max(0, terms.most.minor - owed(tx, customer)), terms.most.currency)
        name = words.ACCOUNT_ONE_DAY if terms.days == 1 else words.ACCOUNT
        ways.append(WayToPay(ACCOUNT, name, {"free": left.spoken(), "days": terms.days}))
    for method, balance in store_credit_of(tx, customer):
        if balance.minor > 0:
            ways.append(WayToPay(method, words.STORE_CREDIT, {"balance": balance.spoken()}))
    return tuple(ways)


def check_limit(tx: Tx, checkout: str, customer: str, total: Money) -> None:
    """What a company wants approved is not ordered before it is."""
    limit = limit_of(tx, customer)
    if limit and total.minor > limit.most.minor and approval_state(tx, checkout) != "approved":
        raise NeedsApproval("needs_approval", limit=Money(limit.most.minor, total.currency))


def check_change(tx: Tx, before: Order, after: Order) -> None:
    """What a change or an exchange makes dearer passes the rules that its checkout passed."""
    more = _on_account(after) - _on_account(before)
    if more > 0:
        check_credit(tx, after.customer, Money(more, after.currency))
    if _worth(after) > _worth(before):
        _check_raised(tx, after, Money(_worth(after), after.currency))


def check_credit(tx: Tx, customer: str, total: Money) -> None:
    """What is ordered on account stays within what the customer may have open."""
    terms = credit_of(tx, customer, lock=True)
    if terms is None:
        raise Refused("no_credit")
    left = terms.most.minor - owed(tx, customer)
    if total.minor > left:
        raise Refused("over_credit", free=Money(max(0, left), terms.most.currency), total=total)


def pay_with_store_credit(tx: Tx, customer: str, method: str, total: Money) -> None:
    """Take what an order costs from what the customer has with the shop."""
    if not debit_store_credit(tx, customer, method, total):
        raise Refused("not_covered", total=total)


class Credits:
    """Who may order on account."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def put(self, customer: str, most: Money, days: int) -> None:
        """Let a customer order on account, or change up to how much; nothing ends it."""
        with self.db.write() as tx:
            if not known_customers(tx, [customer]):
                raise Missing("customer_unknown", customer=customer)
            put_credit(tx, self.db, customer, most, days)


def _on_account(order: Order) -> int:
    """What of this order stands, or will stand, in its customer's account."""
    signed = (p.amount.minor if p.kind == "payment" else -p.amount.minor
              for p in order.payments if p.method == ACCOUNT)  # fmt: skip
    asked = order.request
    coming = asked.difference.minor if asked and asked.difference and asked.method == ACCOUNT else 0
    return sum(signed) + max(0, coming)


def _worth(order: Order) -> int:
    """What the order costs, with an exchange that is asked for."""
    asked = order.request
    return order.total.minor + (asked.difference.minor if asked and asked.difference else 0)


def _check_raised(tx: Tx, order: Order, total: Money) -> None:
    """A company's limit holds for an order's changes too, up to what was approved of it."""
    limit = limit_of(tx, order.customer)
    if limit is None or total.minor <= limit.most.minor:
        return
    approved = most_approved(tx, order.id)
    if approved is None or total.minor > approved:
        most = Money(limit.most.minor, total.currency)
        raise NeedsApproval("needs_yes_for_more", limit=most, name=limit.name, total=total)
