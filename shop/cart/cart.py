"""A cart: lines of products and quantities, changed by pure functions, one for each customer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from shop.cart.pricing import Quote, Rules, checked, unit_price
from shop.catalogue.product import MADE_TO_ORDER, Product
from shop.money import Money
from shop.refusals import Fact, Missing, Reason, Refused

MOST_LINES = 300
STEPS_BACK = 10  # how many changes can be undone


@dataclass(frozen=True)
class CartLine:
    """So many of one product, and the unit price that was said when it was added."""

    sku: str
    quantity: int
    seen_price: Money


@dataclass(frozen=True)
class Cart:
    """What a customer means to order."""

    customer: str
    lines: tuple[CartLine, ...] = ()
    voucher: str = ""
    undo: tuple[tuple[CartLine, ...], ...] = ()  # the lines before each of the last changes, the newest last
    version: int = 0

    def line(self, sku: str) -> CartLine | None:
        return next((line for line in self.lines if line.sku == sku), None)

    @property
    def quantities(self) -> Mapping[str, int]:
        return {line.sku: line.quantity for line in self.lines}


def put(cart: Cart, product: Product, quantity: int, group: str, rules: Rules) -> Cart:
    """Set how many of a product the cart holds; 0 takes it out."""
    if quantity == 0:
        return remove(cart, product.sku)
    if product.category == MADE_TO_ORDER and not product.active:
        raise Refused("made_to_order", title=product.title, quantity=product.moq)
    if not product.active:
        raise Refused("not_sold", title=product.title)
    checked(product, quantity, rules)
    there = cart.line(product.sku)
    if product.stock <= 0 and quantity > (there.quantity if there else 0):
        raise Refused("sold_out", title=product.title)
    line = CartLine(product.sku, quantity, unit_price(product, quantity, group, rules))
    if there:
        lines = tuple(line if x.sku == product.sku else x for x in cart.lines)
    elif len(cart.lines) >= MOST_LINES:
        raise Refused("cart_full", most=MOST_LINES)
    else:
        lines = (*cart.lines, line)
    return _changed(cart, lines)


def add(cart: Cart, product: Product, quantity: int, group: str, rules: Rules) -> Cart:
    """Add so many to what is there."""
    if quantity < 1:
        checked(product, quantity, rules)
    there = cart.line(product.sku)
    return put(cart, product, quantity + (there.quantity if there else 0), group, rules)


def remove(cart: Cart, sku: str) -> Cart:
    """Take a product out."""
    if cart.line(sku) is None:
        raise Missing("not_in_cart")
    return _changed(cart, tuple(line for line in cart.lines if line.sku != sku))


def clear(cart: Cart) -> Cart:
    """Take everything out; undo brings it back."""
    return _changed(cart, ())


def undo(cart: Cart) -> Cart:
    """The cart before the last change; again, before the one before that."""
    if not cart.undo:
        raise Refused("nothing_to_undo")
    return replace(cart, lines=cart.undo[-1], undo=cart.undo[:-1])


def price_changes(cart: Cart, now: Quote) -> tuple[Reason, ...]:
    """A word for each price that is not what was said when the line was added."""
    said: list[Reason] = []
    for line in now.lines:
        seen = cart.line(line.sku)
        if seen and seen.seen_price != line.unit_price:
            code = "price_rose" if line.unit_price > seen.seen_price else "price_fell"
            facts: dict[str, Fact] = {"title": line.title, "was": seen.seen_price, "price": line.unit_price}
            said.append(Reason(code, facts))
    return tuple(said)


def as_json(now: Quote) -> dict[str, object]:
    """The cart as the API and the channels show it: money as strings with two decimals."""
    return {
        "lines": [
            {
                "sku": line.sku,
                "title": line.title,
                "quantity": line.quantity,
                "unit_price": line.unit_price.plain(),
                "line_total": line.total.plain(),
            }
            for line in now.lines
        ],
        "subtotal": now.subtotal.plain(),
        "discount": now.discount.plain(),
        "tax": now.tax.plain(),
        "delivery": now.delivery.plain(),
        "total": now.total.plain(),
        "currency": now.currency,
        **({"voucher": now.voucher} if now.voucher else {}),
    }


def changed_at_once(cart: Cart, before: Cart) -> Cart:
    """Several changes made one after the other, which one undo takes back."""
    if cart.lines == before.lines:
        return before
    return replace(cart, undo=(*before.undo, before.lines)[-STEPS_BACK:])


def _changed(cart: Cart, lines: tuple[CartLine, ...]) -> Cart:
    return changed_at_once(replace(cart, lines=lines), cart)
