"""What can be done to orders, and what is shown of them.

The chat, the desk, the staff's API and the benches all come through here. A change is made once for its
key: a second time it only gives the order as it is. In which order rows are locked is said in `within`.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from shop.checkout.service.limits import ways_in
from shop.money import Money
from shop.orders import notices
from shop.orders.changes import Variants, paid_by, payable
from shop.orders.order import Method, Order
from shop.orders.requests import (
    AskExchange,
    AskReturn,
    CancelOrder,
    ChangeAddress,
    ChangeItems,
    ChangePayment,
    MoveOrder,
    NoteOnOrder,
    TakeFewer,
)
from shop.orders.service import within
from shop.orders.status import NOT_NEEDED, Status, Step
from shop.orders.store import money, orders
from shop.orders.view import OrderView
from shop.refusals import Missing, Refused
from shop.sellers.service.passing import passed_on
from shop.sellers.tracking import tracked
from storage.database import Database, Tx
from storage.once import once

STEPS: dict[str, Step] = {
    "packed": "pack",
    "shipped": "ship",
    "delivered": "deliver",
    "returned": "take_back",
    "exchanged": "exchange",
}
PARTS: dict[str, Status] = {"packed": "packed", "shipped": "shipped", "delivered": "delivered"}


class Orders:
    """The orders of a shop."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def order(self, order_id: str) -> Order | None:
        """One order."""
        with self.db.read() as tx:
            return orders.order_of(tx, self.db, order_id)

    def of_customer(self, customer: str, limit: int = 10, offset: int = 0) -> list[Order]:
        """A customer's orders, the newest first."""
        with self.db.read() as tx:
            return orders.of_customer(tx, self.db, customer, limit, offset)

    def count_of(self, customer: str) -> int:
        """How many orders a customer has."""
        with self.db.read() as tx:
            return orders.count_of(tx, customer)

    def all(self) -> list[Order]:
        """Every order: for checks and benches."""
        with self.db.read() as tx:
            return orders.all_orders(tx, self.db)

    def view(self, order_id: str) -> OrderView:
        """One order with all that is shown of it."""
        with self.db.read() as tx:
            order = orders.order_of(tx, self.db, order_id)
            if order is None:
                raise Missing("order_unknown", order=order_id)
            return within.view_of(tx, order)

    def own_view(self, customer: str, order_id: str) -> OrderView | None:
        """The same for a customer; None where it is not there, or somebody else's."""
        with self.db.read() as tx:
            order = orders.order_of(tx, self.db, order_id)
            return within.view_of(tx, order) if order and order.customer == customer else None

    def views_of_customer(self, customer: str, limit: int, offset: int = 0) -> list[OrderView]:
        """A customer's orders with all that is shown of them, the newest first."""
        with self.db.read() as tx:
            return within.views_of(tx, orders.of_customer(tx, self.db, customer, limit, offset))

    def bought_lately(self, customer: str, limit: int = 300) -> dict[str, int]:
        """What this customer bought in the latest orders and how much the last time, the newest first.

        It settles which "maggi 70g" is meant, and what "the surf excel I had last time" was.
        """
        with self.db.read() as tx:
            return orders.bought_lately(tx, customer, limit)

    def variants(self, skus: Sequence[str]) -> Variants:
        """These products as far as exchanging one for another goes."""
        with self.db.read() as tx:
            return orders.variants_of(tx, skus)

    def ways_to_settle(self, order: Order, difference: Money) -> list[Method]:
        """The ways in which so much more can be paid, or so much less given back; how it was paid first."""
        with self.db.read() as tx:
            methods = money.methods_of(tx, order.customer)
            taken = {way.id for way in ways_in(tx, order.customer)}
        ways = [methods[way] for way in payable(order, methods, difference)]
        return [way for way in ways if way.id in taken] if difference.minor > 0 else ways

    def ways_to_refund(self, order: Order) -> list[Method]:
        """The ways in which a return can be paid back: the way it was paid, then store credit."""
        with self.db.read() as tx:
            methods = money.methods_of(tx, order.customer)
        paid = paid_by(order)
        credit = [way for way in methods.values() if way.is_credit and way.id != paid]
        return [methods.get(paid, Method(paid, "")), *credit]

    def ways_of(self, customer: str) -> list[Method]:
        """The ways in which this customer pays or is paid back."""
        with self.db.read() as tx:
            return list(money.methods_of(tx, customer).values())

    def all_methods(self) -> dict[str, dict[str, Method]]:
        """Every customer's own ways to pay: for checks and benches."""
        with self.db.read() as tx:
            return money.all_methods(tx)

    def add_method(self, customer: str, method: Method) -> None:
        """Add one more way in which this customer pays."""
        with self.db.write() as tx:
            money.add_method(tx, customer, method)

    def place(self, order: Order, now: datetime) -> None:
        """Write an order that was made elsewhere; those of our own come from a checkout."""
        with self.db.write() as tx:
            within.place(tx, self.db, order, now)

    def cancel(self, asked: CancelOrder, key: str, now: datetime) -> OrderView:
        """Cancel a pending order for a reason."""
        return self._once(key, lambda tx: within.cancel(tx, self.db, asked, now))

    def change_items(self, asked: ChangeItems, key: str, now: datetime) -> OrderView:
        """Swap items of a pending order, once."""
        return self._once(key, lambda tx: within.change_items(tx, self.db, asked, now))

    def take_fewer(self, asked: TakeFewer, key: str, now: datetime) -> OrderView:
        """Take fewer pieces of a pending order, or some of its goods out."""
        return self._once(key, lambda tx: within.take_fewer(tx, self.db, asked, now))

    def with_fewer(self, asked: TakeFewer) -> Order:
        """Give the order as it would be then, to be looked at first."""
        with self.db.read() as tx:
            return within.with_fewer(tx, self.db, asked)

    def change_payment(self, asked: ChangePayment, key: str, now: datetime) -> OrderView:
        """Pay a pending order another way."""
        return self._once(key, lambda tx: within.change_payment(tx, self.db, asked, now))

    def change_address(self, asked: ChangeAddress, key: str, now: datetime) -> OrderView:
        """Send a pending order somewhere else."""
        return self._once(key, lambda tx: within.change_address(tx, self.db, asked, now))

    def note(self, asked: NoteOnOrder, key: str, now: datetime) -> OrderView:
        """Note what the customer asks of who packs or brings an order that has not come yet."""
        return self._once(key, lambda tx: within.note(tx, self.db, asked, now))

    def ask_return(self, asked: AskReturn, key: str, now: datetime) -> OrderView:
        """Ask to return pieces of a delivered order."""
        return self._once(key, lambda tx: within.ask_return(tx, self.db, asked, now))

    def ask_exchange(self, asked: AskExchange, key: str, now: datetime) -> OrderView:
        """Ask to exchange pieces of a delivered order."""
        return self._once(key, lambda tx: within.ask_exchange(tx, self.db, asked, now))

    def move(self, asked: MoveOrder, now: datetime) -> OrderView:
        """Move an order one step on and tell the customer; a seller moves only their own part of it.

        The same status once more is no news: a carrier's repeated call changes nothing.
        """
        with self.db.write() as tx:
            known = orders.order_of(tx, self.db, asked.order, lock=True)
            before = within.view_of(tx, known) if known else None
            # Somebody else's order is answered like none, before anything of it is.
            if known is None or before is None or (asked.seller and asked.seller not in before.parts):
                raise Missing("order_unknown", order=asked.order)
            if known.status == asked.status and not (asked.seller and len(before.parts) > 1):
                return before
            tracking, note = asked.tracking, asked.note
            if asked.seller:
                if asked.status not in PARTS:
                    raise Refused("part_step_unknown", steps=", ".join(PARTS))
                status = PARTS[asked.status]
                note = passed_on(tx, note, asked.seller, True, now, order=known.id)
                tracking = passed_on(tx, tracking, asked.seller, True, now, order=known.id, read=tracked)
                order = within.advance_part(tx, self.db, known.id, asked.seller, status, now, note, tracking)
            elif asked.status == "cancelled":
                no_reason = CancelOrder(known.customer, known.id, NOT_NEEDED)
                order = within.cancel(tx, self.db, no_reason, now)
            elif asked.status in STEPS:
                order = within.advance(tx, self.db, known.id, STEPS[asked.status], now, note, tracking)
            else:
                steps = ", ".join([*STEPS, "cancelled"])
                raise Refused("step_unknown", wanted=asked.status, steps=steps)
            view = within.view_of(tx, order)
            notices.tell_moved(tx, view, asked.status, tracking, note, now, asked.seller)
            return view

    def _once(self, key: str, change: Callable[[Tx], Order]) -> OrderView:
        done = once(self.db, key, lambda tx: {"order": change(tx).id})
        return self.view(done["order"])
