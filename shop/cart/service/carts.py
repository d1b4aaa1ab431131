"""Changes and prices carts: every change of a cart, whoever asks for it, is made here.

A change locks the customer's cart first, then a voucher. What is called `..._in` joins the transaction
of another service; nobody else hands one over.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from shop.cart import cart as changes
from shop.cart.cart import Cart
from shop.cart.pricing import Quote, Rules, quote, unit_price
from shop.cart.requests import (
    Added,
    AddToCart,
    ChangeCart,
    Clear,
    Item,
    Priced,
    SetQuantity,
    Swap,
    TakeCases,
    TakeOut,
    Undo,
    UseVoucher,
)
from shop.cart.service.vouchers import usable_in
from shop.cart.store.agreed_prices import agreed_prices
from shop.cart.store.carts import cart_of, goods, price_group, save_cart
from shop.cart.vouchers import Voucher
from shop.catalogue.product import MADE_TO_ORDER, Product
from shop.money import Money
from shop.refusals import Coded, Missing, Reason
from storage.database import Database, Tx
from storage.once import once


class Carts:
    """Carts of one shop, under its price rules."""

    def __init__(self, db: Database, rules: Rules) -> None:
        self.db, self.rules = db, rules

    def get(self, customer: str) -> Cart:
        """A customer's cart; an empty one if there is none."""
        with self.db.read() as tx:
            return cart_of(tx, customer)

    def priced(self, customer: str, now: datetime, delivery: Money | None = None) -> Priced:
        """The cart with what it costs at this moment, and what to say about it besides."""
        with self.db.read() as tx:
            return self.priced_in(tx, cart_of(tx, customer), now, delivery)

    def add(self, asked: AddToCart, now: datetime) -> Added:
        """Add products to what is there; says what can't be added."""
        return self.change(ChangeCart(asked.customer, adds=asked.items, key=asked.key), now)

    def change(self, asked: ChangeCart, now: datetime) -> Added:
        """Set some lines and add others in one step; says what can't be."""

        def work(tx: Tx) -> dict[str, Any]:
            refused = self._change_each_in(tx, asked, now)
            return {sku: reason.as_json() for sku, reason in refused.items()}

        refused = once(self.db, asked.key, work)
        if isinstance(refused, str):  # as earlier releases stored it, of one product
            refused = {asked.adds[0].sku: refused} if refused else {}
        return Added({sku: Reason.from_json(value) for sku, value in refused.items()})

    def set_quantity(self, asked: SetQuantity, now: datetime) -> None:
        """Set how many of a product the cart holds; 0 takes it out."""
        self._changed(asked.key, lambda tx: self.put_in(tx, asked.customer, asked.sku, asked.quantity, now))

    def take_out(self, asked: TakeOut, now: datetime) -> None:
        """Take a product out."""
        self._change(asked.key, asked.customer, lambda _tx, cart: changes.remove(cart, asked.sku), now)

    def swap(self, asked: Swap, now: datetime) -> None:
        """Add one product in place of another, in one step that can be undone."""

        def how(tx: Tx, before: Cart) -> Cart:
            out = asked.out if asked.out and before.line(asked.out) else ""
            cart = changes.remove(before, out) if out else before
            product = _sold(goods(tx, [asked.sku]), asked.sku)
            group = price_group(tx, asked.customer)
            return changes.changed_at_once(
                changes.add(cart, product, asked.quantity, group, self.rules), before
            )

        self._change(asked.key, asked.customer, how, now)

    def take_cases(self, asked: TakeCases, now: datetime) -> None:
        """Cases instead of so many single packs, in one step that can be undone."""

        def how(tx: Tx, before: Cart) -> Cart:
            found, group = goods(tx, [asked.single, asked.case]), price_group(tx, asked.customer)
            left = before.quantities.get(asked.single, 0) - asked.singles
            cart = changes.add(before, _sold(found, asked.case), asked.cases, group, self.rules)
            if left > 0:
                cart = changes.put(cart, _sold(found, asked.single), left, group, self.rules)
            else:
                cart = changes.remove(cart, asked.single)
            return changes.changed_at_once(cart, before)

        self._change(asked.key, asked.customer, how, now)

    def undo(self, asked: Undo, now: datetime) -> None:
        """Take the last change back; again, the one before that."""
        self._change(asked.key, asked.customer, lambda _tx, cart: changes.undo(cart), now)

    def clear(self, asked: Clear, now: datetime) -> None:
        """Take everything out; undo brings it back."""
        self._change(asked.key, asked.customer, lambda _tx, cart: changes.clear(cart), now)

    def use_voucher(self, asked: UseVoucher, now: datetime) -> None:
        """Use the first of these codes that is good for this cart; refuses as the last one is refused."""

        def work(tx: Tx) -> None:
            cart = cart_of(tx, asked.customer, lock=True)
            subtotal = self.priced_in(tx, replace(cart, voucher=""), now).quote.subtotal
            group = price_group(tx, asked.customer)
            refusal: Coded = Missing("voucher_unknown", voucher="")
            for code in asked.vouchers:
                try:
                    found = usable_in(tx, code, asked.customer, group, subtotal, now)
                except Coded as no:
                    refusal = no
                    continue
                save_cart(tx, self.db, replace(cart, voucher=found.code), now)
                return
            raise refusal

        self._changed(asked.key, work)

    def change_in(self, tx: Tx, customer: str, how: Callable[[Cart], Cart], now: datetime) -> Cart:
        """Read, change, write; a line that changed keeps the price that is said with it."""
        before = cart_of(tx, customer, lock=True)
        after = how(before)
        if after is before:
            return before
        cart = self._said(tx, before, after, now)
        save_cart(tx, self.db, cart, now)
        return cart

    def cart_in(self, tx: Tx, customer: str, *, lock: bool = False) -> Cart:
        """A customer's cart."""
        return cart_of(tx, customer, lock=lock)

    def add_in(self, tx: Tx, customer: str, items: tuple[Item, ...], now: datetime) -> dict[str, Reason]:
        """Add these; gives what can't be added, by SKU."""
        return self._change_each_in(tx, ChangeCart(customer, adds=items), now)

    def put_in(self, tx: Tx, customer: str, sku: str, quantity: int, now: datetime) -> Cart:
        """Set how many of a product the cart holds; gives the cart as it is then."""

        def how(cart: Cart) -> Cart:
            if quantity == 0:
                return changes.remove(cart, sku)
            product = _sold(goods(tx, [sku]), sku)
            return changes.put(cart, product, quantity, price_group(tx, customer), self.rules)

        return self.change_in(tx, customer, how, now)

    def take_offer_in(self, tx: Tx, customer: str, sku: str, quantity: int, now: datetime) -> Product:
        """Put what a seller offered into the cart, at least so many; gives the product."""
        product = _sold(goods(tx, [sku]), sku)
        if product.category == MADE_TO_ORDER:  # for sale to this buyer alone
            product = replace(product, active=True)
        group = price_group(tx, customer)

        def how(cart: Cart) -> Cart:
            most = max(cart.quantities.get(sku, 0), quantity)
            return changes.put(cart, product, most, group, self.rules)

        self.change_in(tx, customer, how, now)
        return product

    def each_in(self, tx: Tx, customer: str, sku: str, quantity: int, now: datetime) -> Money:
        """What one of so many costs this customer at this moment."""
        agreed = agreed_prices(tx, customer, {sku: quantity}, now).get(sku)
        product = _sold(goods(tx, [sku]), sku)
        return unit_price(product, quantity, price_group(tx, customer), self.rules, agreed)

    def priced_in(self, tx: Tx, cart: Cart, now: datetime, delivery: Money | None = None) -> Priced:
        """What a cart costs at this moment, and what to say about it besides."""
        found = goods(tx, [line.sku for line in cart.lines])
        agreed = agreed_prices(tx, cart.customer, cart.quantities, now)
        notes: list[Reason] = []
        wanted: list[tuple[Product, int]] = []
        for line in cart.lines:
            product = found.get(line.sku)
            if product is None or not (
                product.active or (product.category == MADE_TO_ORDER and line.sku in agreed)
            ):
                notes.append(Reason("left_out", {"title": product.title if product else line.sku}))
                continue
            wanted.append((product, line.quantity))
            if product.stock < line.quantity:
                notes.append(_short(product))
        group = price_group(tx, cart.customer)

        def costs(voucher: Voucher | None = None) -> Quote:
            return quote(
                wanted, group=group, rules=self.rules, delivery=delivery, agreed=agreed, voucher=voucher
            )

        plain = costs()
        if not cart.voucher:
            return Priced(cart, plain, tuple(notes))
        try:
            voucher = usable_in(tx, cart.voucher, cart.customer, group, plain.subtotal, now)
        except Coded as no:
            return Priced(cart, plain, (*notes, no.reason))
        return Priced(cart, costs(voucher), tuple(notes))

    def _change_each_in(self, tx: Tx, asked: ChangeCart, now: datetime) -> dict[str, Reason]:
        """Make these changes; gives what can't be made, by SKU."""
        refused: dict[str, Reason] = {}

        def all_of_them(before: Cart) -> Cart:
            wanted = (*asked.sets, *asked.adds)
            found = goods(tx, [item.sku for item in wanted])
            group = price_group(tx, asked.customer)

            def one(cart: Cart, item: Item, change: Callable[..., Cart]) -> Cart:
                try:
                    if not item.quantity and change is changes.put:
                        return changes.remove(cart, item.sku)
                    cart = change(cart, _sold(found, item.sku), item.quantity, group, self.rules)
                    return changes.remove(cart, item.instead) if cart.line(item.instead) else cart
                except Coded as no:
                    refused[item.sku] = no.reason
                    return cart

            cart = before
            for item in asked.sets:
                cart = one(cart, item, changes.put)
            for item in asked.adds:
                cart = one(cart, item, changes.add)
            return changes.changed_at_once(cart, before)

        self.change_in(tx, asked.customer, all_of_them, now)
        return refused

    def _said(self, tx: Tx, before: Cart, after: Cart, now: datetime) -> Cart:
        """The cart whose changed lines hold the price that is said with them now."""
        was = {line.sku: line for line in before.lines}
        changed = [line for line in after.lines if was.get(line.sku) != line]
        found, group = goods(tx, [line.sku for line in changed]), price_group(tx, after.customer)
        agreed = agreed_prices(tx, after.customer, after.quantities, now)
        said = {
            line.sku: unit_price(found[line.sku], line.quantity, group, self.rules, agreed.get(line.sku))
            for line in changed
            if line.sku in found
        }
        lines = tuple(replace(x, seen_price=said.get(x.sku, x.seen_price)) for x in after.lines)
        return replace(after, lines=lines)

    def _change(self, key: str, customer: str, how: Callable[[Tx, Cart], Cart], now: datetime) -> None:
        self._changed(key, lambda tx: self.change_in(tx, customer, lambda cart: how(tx, cart), now))

    def _changed(self, key: str, change: Callable[[Tx], object]) -> None:
        """Change once for this key. A refusal, which changes nothing, is the answer the second time too."""

        def work(tx: Tx) -> dict[str, Any]:
            try:
                change(tx)
            except Coded as no:
                return no.reason.as_json()
            return {}

        refused = once(self.db, key, work)
        if refused:
            raise Reason.from_json(refused).refusal()


def in_cart(db: Database, customer: str) -> Mapping[str, int]:
    """How many of what a customer's cart holds."""
    with db.read() as tx:
        return cart_of(tx, customer).quantities


def _sold(found: Mapping[str, Product], sku: str) -> Product:
    if sku not in found:
        raise Missing("product_gone")
    return found[sku]


def _short(product: Product) -> Reason:
    if product.stock <= 0:
        return Reason("short_of_all", {"title": product.title})
    return Reason("short", {"title": product.title, "left": product.stock})
