"""Makes vouchers known, and says who may use one; Carts puts them on carts.

A customer's cart is locked before the voucher.
"""

from datetime import datetime

from shop.cart.store.carts import cart_of
from shop.cart.store.vouchers import note_use, put_voucher, uses_of, voucher_called, waiting_with
from shop.cart.vouchers import Voucher
from shop.money import Money
from shop.refusals import Refused
from storage.database import Database, Tx, stamp


class Vouchers:
    """The vouchers of a shop."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def put(self, voucher: Voucher) -> None:
        """Make a voucher known, or change the one of its code."""
        with self.db.write() as tx:
            put_voucher(tx, self.db, voucher)


def usable_in(tx: Tx, code: str, customer: str, group: str, subtotal: Money, now: datetime) -> Voucher:
    """The voucher of this code, if this customer may use it on such a cart now."""
    found = voucher_called(tx, code)
    used, theirs = uses_of(tx, found.code, customer)
    found.check(subtotal, customer, group, used, theirs, now)
    _check_waiting(tx, found, customer, used, theirs)
    return found


def check_uses_in(tx: Tx, code: str, customer: str, checkout: str) -> None:
    """Count again, when this checkout's order is made, what may have been used since it was shown."""
    cart_of(tx, customer, lock=True)
    found = voucher_called(tx, code)
    used, theirs = uses_of(tx, found.code, customer)
    found.check_uses(used, theirs)
    _check_waiting(tx, found, customer, used, theirs, besides=checkout)


def note_use_in(tx: Tx, code: str, customer: str, order: str, now: datetime) -> None:
    """An order used it."""
    note_use(tx, code, customer, order, stamp(now))


def _check_waiting(tx: Tx, found: Voucher, customer: str, used: int, theirs: int, besides: str = "") -> None:
    """A checkout that waits for its payment uses the voucher too: what was paid must be ordered."""
    waiting = waiting_with(tx, found.code, besides)
    try:
        found.check_uses(used + len(waiting), theirs + waiting.count(customer))
    except Refused as no:
        raise Refused("voucher_in_use", voucher=found.code) from no
