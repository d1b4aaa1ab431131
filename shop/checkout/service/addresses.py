"""Changes where a customer's orders go, and whom the courier calls."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from people.store.customers import address_of, put_address, put_phone
from shop.orders.requests import ChangeAddress
from shop.orders.service import within
from shop.refusals import Coded, Reason
from storage.database import Database, Tx
from storage.once import once


@dataclass(frozen=True)
class SetAddress:
    """From now on orders go there; this order too, where one is named."""

    customer: str
    address: Mapping[str, str]
    order: str = ""
    key: str = ""


@dataclass(frozen=True)
class NotePhone:
    """The number that the courier calls, for this order and those to come."""

    customer: str
    order: str
    phone: str
    key: str = ""


class Addresses:
    """Where customers' orders go."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def of(self, customer: str) -> Mapping[str, str]:
        """Where this customer's orders go; empty when it is not known."""
        with self.db.read() as tx:
            return address_of(tx, customer)

    def change(self, asked: SetAddress, now: datetime) -> None:
        """Send what is ordered from now on there; and this order, if it can still be changed."""

        def work(tx: Tx) -> dict[str, object]:
            if asked.order:
                to = ChangeAddress(asked.customer, asked.order, asked.address)
                try:
                    within.change_address(tx, self.db, to, now)
                except Coded as no:
                    return no.reason.as_json()
            put_address(tx, asked.customer, dict(asked.address))
            return {}

        _raised(once(self.db, asked.key, work))

    def note_phone(self, asked: NotePhone, now: datetime) -> None:
        """Note the number; the order's own where it can still be changed."""

        def work(tx: Tx) -> dict[str, object]:
            put_phone(tx, asked.customer, asked.phone)
            try:
                order = within.theirs(tx, self.db, asked.customer, asked.order)
                to = ChangeAddress(asked.customer, asked.order, {**order.address, "phone": asked.phone})
                within.change_address(tx, self.db, to, now)
            except Coded as no:
                return no.reason.as_json()
            return {}

        _raised(once(self.db, asked.key, work))


def _raised(refused: Mapping[str, object] | str) -> None:
    if refused:
        raise Reason.from_json(refused).refusal()
