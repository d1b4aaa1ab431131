"""Carts as they are kept: one for each customer, on whatever channel, priced by the store at this moment."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from people.tables import customers
from shop.cart.cart import Cart, CartLine
from shop.cart.pricing import STANDARD, Quote, Rules, quote, unit_price
from shop.cart.tables import cart_lines, carts, quotes, voucher_uses, vouchers
from shop.cart.vouchers import Voucher
from shop.catalogue.product import MADE_TO_ORDER, Product
from shop.catalogue.store.reads import assembled
from shop.catalogue.tables import products
from shop.checkout.tables import checkouts
from shop.errors import NotAllowed, NotFound
from shop.money import Money
from storage.database import Database, stamp, unstamp


class Carts:
    """Reads, changes and prices carts, within the caller's transaction."""

    def __init__(self, db: Database, rules: Rules = STANDARD) -> None:
        self.db, self.rules = db, rules

    def get(self, tx: Connection, customer: str, *, lock: bool = False) -> Cart:
        """A customer's cart; an empty one if there is none."""
        query = select(carts).where(carts.c.customer_id == customer)
        head = tx.execute(query.with_for_update() if lock and not self.db.is_sqlite else query).first()
        rows = tx.execute(
            select(cart_lines, func.coalesce(products.c.currency, "INR").label("currency"))
            .outerjoin(products, products.c.sku == cart_lines.c.sku)
            .where(cart_lines.c.customer_id == customer)
            .order_by(cart_lines.c.added_at, cart_lines.c.sku)
        )
        lines = tuple(CartLine(r.sku, r.quantity, Money(r.seen_price, r.currency)) for r in rows)
        if head is None:
            return Cart(customer, lines)
        undo = tuple(tuple(_line(x) for x in step) for step in head.undo or ())
        return Cart(customer, lines, head.voucher, undo, head.version)

    def keep(self, tx: Connection, cart: Cart, now: datetime) -> None:
        """Write a cart as it is now."""
        head = {
            "voucher": cart.voucher,
            "undo": [[_line_json(x) for x in step] for step in cart.undo],
            "version": cart.version + 1,
            "updated_at": stamp(now),
        }
        tx.execute(
            self.db.insert(carts)
            .values(customer_id=cart.customer, **head)
            .on_conflict_do_update(index_elements=["customer_id"], set_=head)
        )
        there = tx.execute(select(cart_lines).where(cart_lines.c.customer_id == cart.customer))
        added = {row.sku: row.added_at for row in there}
        tx.execute(delete(cart_lines).where(cart_lines.c.customer_id == cart.customer))
        # The place in the cart is the time a line was added; lines of one moment keep their order.
        rows = [
            {
                "customer_id": cart.customer,
                "sku": line.sku,
                "quantity": line.quantity,
                "seen_price": line.seen_price.minor,
                "added_at": added.get(line.sku) or f"{stamp(now)[:-1]}{number:04d}Z",
            }
            for number, line in enumerate(cart.lines)
        ]
        if rows:
            tx.execute(insert(cart_lines), rows)

    def change(self, tx: Connection, customer: str, how: Callable[[Cart], Cart], now: datetime) -> Cart:
        """Read, change, write; a line that changed keeps the price that is said with it."""
        before = self.get(tx, customer, lock=True)
        cart = self._said(tx, before, how(before), now)
        self.keep(tx, cart, now)
        return cart

    def _said(self, tx: Connection, before: Cart, after: Cart, now: datetime) -> Cart:
        was = {line.sku: line for line in before.lines}
        changed = [line for line in after.lines if was.get(line.sku) != line]
        found = self.products(tx, [line.sku for line in changed])
        group = self.group(tx, after.customer)
        agreed = self._agreed(tx, after.customer, after.quantities, now)
        said = {
            line.sku: unit_price(found[line.sku], line.quantity, group, self.rules, agreed.get(line.sku))
            for line in changed
            if line.sku in found
        }
        lines = tuple(replace(x, seen_price=said.get(x.sku, x.seen_price)) for x in after.lines)
        return replace(after, lines=lines)

    def products(self, tx: Connection, skus: list[str]) -> dict[str, Product]:
        """Products as this transaction sees them."""
        rows = tx.execute(select(products).where(products.c.sku.in_(skus))).all()
        return {p.sku: p for p in assembled(tx, rows)}

    def group(self, tx: Connection, customer: str) -> str:
        """The price group of a customer."""
        return tx.execute(select(customers.c.price_group).where(customers.c.id == customer)).scalar() or ""

    def each(self, tx: Connection, customer: str, product: Product, quantity: int, now: datetime) -> Money:
        """What one of so many costs this customer at this moment."""
        agreed = self._agreed(tx, customer, {product.sku: quantity}, now).get(product.sku)
        return unit_price(product, quantity, self.group(tx, customer), self.rules, agreed)

    def priced(
        self, tx: Connection, cart: Cart, now: datetime, delivery: Money | None = None
    ) -> tuple[Quote, list[str]]:
        """What the cart costs at this moment, and what to say about it besides."""
        found = self.products(tx, [line.sku for line in cart.lines])
        agreed = self._agreed(tx, cart.customer, cart.quantities, now)
        said: list[str] = []
        wanted: list[tuple[Product, int]] = []
        for line in cart.lines:
            product = found.get(line.sku)
            if product is None or not (
                product.active or (product.category == MADE_TO_ORDER and line.sku in agreed)
            ):
                said.append(f"{product.title if product else line.sku} is not sold any more and is left out.")
                continue
            wanted.append((product, line.quantity))
            if product.stock < line.quantity:
                left = f"only {product.stock} left" if product.stock > 0 else "sold out just now"
                said.append(f"{product.title}: {left}.")
        group = self.group(tx, cart.customer)
        plain = quote(wanted, group=group, rules=self.rules, delivery=delivery, agreed=agreed)
        if not cart.voucher:
            return plain, said
        try:
            voucher = self.voucher(tx, cart.voucher, cart.customer, group, plain.subtotal, now)
        except (NotAllowed, NotFound) as err:
            return plain, [*said, str(err)]
        return (
            quote(wanted, group=group, rules=self.rules, delivery=delivery, agreed=agreed, voucher=voucher),
            said,
        )

    def voucher(
        self, tx: Connection, code: str, customer: str, group: str, subtotal: Money, now: datetime
    ) -> Voucher:
        """The voucher of this code, if this customer may use it on such a cart now."""
        found = self._voucher(tx, code)
        used, theirs = self._used(tx, found.code, customer)
        found.check(subtotal, customer, group, used, theirs, now)
        self._check_waiting(tx, found, customer, used, theirs)
        return found

    def check_use(self, tx: Connection, code: str, customer: str, checkout: str) -> None:
        """Count again, when this checkout's order is made, what may have been used since it was shown."""
        self.get(tx, customer, lock=True)  # a cart is always taken before its voucher
        found = self._voucher(tx, code)
        used, theirs = self._used(tx, found.code, customer)
        found.check_uses(used, theirs)
        self._check_waiting(tx, found, customer, used, theirs, besides=checkout)

    def _voucher(self, tx: Connection, code: str) -> Voucher:
        """The voucher of this code; while the transaction writes, nobody else counts its uses."""
        query = select(vouchers).where(vouchers.c.code == code.upper())
        row = tx.execute(query if self.db.is_sqlite else query.with_for_update()).first()
        if row is None:
            raise NotFound(f"I know no voucher {code}.")
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

    def _used(self, tx: Connection, code: str, customer: str) -> tuple[int, int]:
        """How many orders used it, in all and of this customer."""
        uses = select(func.count()).select_from(voucher_uses).where(voucher_uses.c.code == code)
        theirs = uses.where(voucher_uses.c.customer_id == customer)
        return tx.execute(uses).scalar() or 0, tx.execute(theirs).scalar() or 0

    def _check_waiting(
        self, tx: Connection, found: Voucher, customer: str, used: int, theirs: int, besides: str = ""
    ) -> None:
        """A checkout that waits for its payment uses the voucher too: what was paid must be ordered."""
        waiting = list(
            tx.execute(
                select(checkouts.c.customer_id).where(
                    checkouts.c.state == "paying",
                    checkouts.c.id != besides,
                    checkouts.c.quote["voucher"].as_string() == found.code,
                )
            ).scalars()
        )
        try:
            found.check_uses(used + len(waiting), theirs + waiting.count(customer))
        except NotAllowed as err:
            raise NotAllowed(
                f"The voucher {found.code} is in use by a checkout that waits for its payment or approval."
            ) from err

    def _agreed(
        self, tx: Connection, customer: str, quantities: Mapping[str, int], now: datetime
    ) -> Mapping[str, Money]:
        """The lowest unit prices that sellers agreed on with this customer, for at least that quantity."""
        rows = tx.execute(
            select(quotes)
            .where(
                quotes.c.customer_id == customer,
                quotes.c.state == "accepted",
                quotes.c.expires_at > stamp(now),
            )
            .order_by(quotes.c.offered_price.desc())  # of two prices for the same goods the lower one stays
        )
        return {
            row.sku: Money(row.offered_price, row.currency)
            for row in rows
            if quantities.get(row.sku, 0) >= row.quantity
        }


def put_voucher(tx: Connection, db: Database, voucher: Voucher, currency: str = "INR") -> None:
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


def _line_json(line: CartLine) -> dict[str, Any]:
    return {
        "sku": line.sku,
        "quantity": line.quantity,
        "seen": line.seen_price.minor,
        "in": line.seen_price.currency,
    }


def _line(value: Mapping[str, Any]) -> CartLine:
    return CartLine(value["sku"], value["quantity"], Money(value["seen"], value["in"]))
