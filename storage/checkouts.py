"""Checkouts: a cart becomes an order in one transaction, once, with stock taken and money entered.

A checkout has a key of idempotency. Started twice with one key it is one checkout; placed twice
it is one order. What was shown is kept; if price or stock is another at the last moment, nothing
is written and the new quote is shown for a new yes.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from shop.cart import Cart, as_json, clear
from shop.errors import NotAllowed, NotFound
from shop.money import Money
from shop.orders import ACCOUNT, CASH, Line, Order, Payment
from shop.pricing import Quote
from storage import allocations
from storage.carts import Carts
from storage.database import Database, stamp, unstamp
from storage.order_tables import (
    checkouts,
    voucher_uses,
)
from storage.orders import OrderBook
from storage.paying import check_credit, check_limit, debit_store_credit

HELD_FOR = timedelta(minutes=30)
EXPIRED = "This checkout has expired. Your cart is still there: check out again."
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that are taken for another


class Moved(NotAllowed):
    """Price or stock is not what was shown; the text says what is."""


@dataclass(frozen=True)
class Checkout:
    """A cart on its way to becoming an order, with its stock held."""

    id: str
    customer: str
    state: str  # open, paying, done, expired
    total: Money
    quote: Mapping[str, Any]
    address: Mapping[str, str]
    delivery: str
    method: str
    conversation: str
    order: str
    expires_at: datetime


class Checkouts:
    """Starts, places and ends checkouts, within the caller's transaction."""

    def __init__(self, db: Database, carts: Carts | None = None) -> None:
        self.db, self.carts = db, carts or Carts(db)

    def start(
        self,
        tx: Connection,
        customer: str,
        key: str,
        now: datetime,
        *,
        address: Mapping[str, str],
        shown: Money | None = None,
        delivery: str = "",
        delivery_cost: Money | None = None,
        conversation: str = "",
    ) -> Checkout:
        """Price the cart, hold its stock and keep both; the same key again gives the same checkout."""
        new = "ck_" + secrets.token_urlsafe(18)
        # The key is taken first: of two that come at once, one waits here and then sees the other's.
        placed = tx.execute(
            self.db.insert(checkouts)
            .values(
                id=new,
                customer_id=customer,
                key=f"{customer}/{key}",
                state="open",
                total=0,
                currency="INR",
                quote={},
                address=dict(address),
                delivery=delivery,
                conversation_id=conversation,
                expires_at=stamp(now + HELD_FOR),
                created_at=stamp(now),
            )
            .on_conflict_do_nothing(index_elements=["key"])
            .returning(checkouts.c.id)
        ).scalar()
        if placed is None:
            row = tx.execute(select(checkouts).where(checkouts.c.key == f"{customer}/{key}")).one()
            return _checkout(row)
        self._give_up_others(tx, customer, new)
        cart = self.carts.get(tx, customer, lock=True)
        quote, said = self.carts.priced(tx, cart, now, delivery_cost)
        if not quote.lines:
            raise NotAllowed("Your cart is empty. Tell me what you need, for example: 20 maggi 70g.")
        if shown is not None and quote.total != shown:
            moved = f"The total is {quote.total.spoken()} now, not {shown.spoken()}. Please look again."
            raise Moved(" ".join([*said, moved]))
        self._hold(tx, new, quote)
        tx.execute(
            update(checkouts)
            .where(checkouts.c.id == new)
            .values(total=quote.total.minor, currency=quote.currency, quote=self._kept(tx, quote))
        )
        return self.get(tx, new)

    def get(self, tx: Connection, checkout: str, *, lock: bool = False) -> Checkout:
        """One checkout."""
        query = select(checkouts).where(checkouts.c.id == checkout)
        row = tx.execute(query.with_for_update() if lock and not self.db.is_sqlite else query).first()
        if row is None:
            raise NotAllowed("This checkout does not exist.")
        return _checkout(row)

    def place(
        self, tx: Connection, checkout: str, method: str, now: datetime, *, paid: bool = False
    ) -> Order:
        """Make the order. Placed already, it gives the order that there is."""
        known = self.get(tx, checkout, lock=True)
        book = OrderBook(tx, self.db)
        if known.order:
            order = book.order(known.order)
            assert order is not None  # noqa: S101  # it was written in the same transaction
            return order
        if known.state == "expired" or (known.expires_at <= now and not paid):
            raise NotAllowed(EXPIRED)
        self.check_voucher(tx, known)
        if not paid:
            check_limit(tx, known.id, known.customer, known.total)
        order = self._order(known, method, now, paid)
        if method == ACCOUNT:
            check_credit(tx, self.db, known.customer, known.total)
        if method not in (CASH, ACCOUNT) and not paid:
            debit_store_credit(tx, known.customer, method, known.total)
        book.place(order, now, quote=dict(known.quote), checkout=known.id)
        allocations.take(tx, known.id)
        voucher = known.quote.get("voucher")
        if voucher:
            tx.execute(
                insert(voucher_uses).values(
                    order_id=order.id, code=voucher, customer_id=known.customer, at=stamp(now)
                )
            )
        self.carts.change(tx, known.customer, _emptied, now)
        tx.execute(
            update(checkouts)
            .where(checkouts.c.id == known.id)
            .values(state="done", method=method, order_id=order.id)
        )
        return order

    def check_voucher(self, tx: Connection, known: Checkout) -> None:
        """The voucher that was shown may have been used meanwhile, by somebody else or a second checkout."""
        code = known.quote.get("voucher")
        if not code:
            return
        try:
            self.carts.check_use(tx, code, known.customer, known.id)
        except (NotAllowed, NotFound) as err:
            raise NotAllowed(
                f"{err} Nothing was ordered, and your cart is as it was: say “check out” in the chat again "
                "for the total without it."
            ) from err

    def revise(
        self,
        tx: Connection,
        checkout: str,
        now: datetime,
        *,
        address: Mapping[str, str],
        delivery: str,
        cost: Money,
    ) -> Checkout:
        """Another address or way of delivery, chosen on the page; the goods and their prices stay."""
        known = self.get(tx, checkout, lock=True)
        if known.state != "open" or known.expires_at <= now:
            raise NotAllowed("This checkout can't be changed any more. Say “check out” in the chat again.")
        was = Money.of(known.quote["delivery"], known.total.currency)
        total = known.total - was + cost
        tx.execute(
            update(checkouts)
            .where(checkouts.c.id == checkout)
            .values(
                address=dict(address),
                delivery=delivery,
                total=total.minor,
                quote={**known.quote, "delivery": cost.plain(), "total": total.plain()},
            )
        )
        return self.get(tx, checkout)

    def expire(self, tx: Connection, now: datetime) -> list[str]:
        """Give back what checkouts hold whose time is over; says which."""
        query = select(checkouts.c.id).where(
            checkouts.c.state.in_(("open", "paying")), checkouts.c.expires_at <= stamp(now)
        )
        ids = tx.execute(query if self.db.is_sqlite else query.with_for_update(skip_locked=True)).scalars()
        over = sorted(ids)
        for checkout in over:
            allocations.release(tx, checkout)
            tx.execute(update(checkouts).where(checkouts.c.id == checkout).values(state="expired"))
        return over

    def _kept(self, tx: Connection, quote: Quote) -> dict[str, Any]:
        """The quote as it was shown, with what an invoice will need of each line."""
        found = self.carts.products(tx, [line.sku for line in quote.lines])
        kept: dict[str, Any] = as_json(quote)
        for shown, line in zip(kept["lines"], quote.lines, strict=True):
            shown["gst"] = str(line.tax_percent)
            shown["discount"] = line.discount.plain()
            shown["hsn"] = str(found[line.sku].attributes.get("hsn", ""))
        return kept | {"tax_included": self.carts.rules.tax_included}

    def _hold(self, tx: Connection, checkout: str, quote: Quote) -> None:
        titles = {line.sku: line.title for line in quote.lines}
        try:
            allocations.hold(tx, self.db, checkout, {line.sku: line.quantity for line in quote.lines})
        except allocations.NotEnough as err:
            title = titles[err.sku]
            left = f"Only {err.left} of {title} left" if err.left else f"{title} is sold out"
            raise Moved(f"{left}. Change your cart and check out again.") from err

    def _give_up_others(self, tx: Connection, customer: str, new: str) -> None:
        """A customer has one cart, so one open checkout: the older ones give back what they hold."""
        query = select(checkouts.c.id).where(
            checkouts.c.customer_id == customer, checkouts.c.state == "open", checkouts.c.id != new
        )
        # One that becomes an order just now is waited for, and is open no more then.
        older = tx.execute(query if self.db.is_sqlite else query.with_for_update()).scalars()
        for checkout in sorted(older):
            allocations.release(tx, checkout)
            tx.execute(update(checkouts).where(checkouts.c.id == checkout).values(state="expired"))

    def _order(self, known: Checkout, method: str, now: datetime, paid: bool) -> Order:
        currency = known.total.currency
        lines = tuple(
            Line(x["sku"], x["title"], x["quantity"], Money.of(x["unit_price"], currency))
            for x in known.quote["lines"]
        )
        goods = sum(line.total.minor for line in lines)
        payments: tuple[Payment, ...] = ()
        if method != CASH or paid:
            payments = (Payment("payment", known.total, method),)
        return Order(
            id=new_order_id(),
            customer=known.customer,
            at=now,
            status="pending",
            lines=lines,
            address=known.address,
            payments=payments,
            charges=Money(known.total.minor - goods, currency),
        )


def new_order_id() -> str:
    """Short enough to be read out on the phone."""
    # One digit at least: so a number is never a word that starts with D.
    return f"D{secrets.randbelow(10)}" + "".join(secrets.choice(_LETTERS) for _ in range(7))


def _emptied(cart: Cart) -> Cart:
    """What was ordered can't be undone back into the cart."""
    return replace(clear(cart), voucher="", undo=())


def _checkout(row: Row[Any]) -> Checkout:
    return Checkout(
        id=row.id,
        customer=row.customer_id,
        state=row.state,
        total=Money(row.total, row.currency),
        quote=row.quote,
        address=row.address,
        delivery=row.delivery,
        method=row.method,
        conversation=row.conversation_id,
        order=row.order_id,
        expires_at=unstamp(row.expires_at),
    )
