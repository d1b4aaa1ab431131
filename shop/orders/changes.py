"""Changes an order: cancel, other items, payment or address, return, exchange.

Pure. A change gives the order as it is afterwards and what it does to the customer's store
credit; a change that the shop does not allow raises Refused.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from shop.cart.pricing import half_up, listed_price, nearest, shared
from shop.catalogue.product import Product
from shop.money import Money
from shop.orders.order import CASH, UPI, Line, Method, Order, Payment, Request, moved
from shop.orders.status import REASONS, UNDER_WAY
from shop.refusals import Refused

MOST_NOTED = 300  # letters of all that is noted on an order


@dataclass(frozen=True)
class Variant:
    """A product as far as exchanging goes: which others are the same thing in another make."""

    sku: str
    family: str
    title: str
    price: Money
    available: bool
    kind: str = ""  # what sort of goods the shop counts it among; "" where it does not say

    def is_like(self, other: "Variant") -> bool:
        """The same thing in another make, or goods of the same sort."""
        return self.family == other.family or (self.kind != "" and self.kind == other.kind)


@dataclass(frozen=True)
class Changed:
    """An order after a change, and what the change adds to store credit, by method."""

    order: Order
    credit: Mapping[str, Money] = field(default_factory=dict)


@dataclass(frozen=True)
class Swap:
    """Pieces of one product that become another."""

    sku: str
    new_sku: str
    quantity: int = 1


Methods = Mapping[str, Method]
Variants = Mapping[str, Variant]


def cancel(order: Order, reason: str, methods: Methods) -> Changed:
    """Cancel a pending order: all that was paid goes back the way it came, store credit at once."""
    after = moved(order, "cancel")
    if reason not in REASONS:
        raise Refused("reason_missing")
    refunds = tuple(Payment("refund", held, way) for way, held in _held_by_method(order) if held.minor > 0)
    credit: dict[str, Money] = {}
    for refund in refunds:
        _credited(credit, methods.get(refund.method), refund.amount)
    return Changed(replace(after, payments=order.payments + refunds, reason=reason), credit)


def change_items(
    order: Order, swaps: Sequence[Swap], method: str, methods: Methods, variants: Variants
) -> Changed:
    """Swap items of a pending order for other variants; the difference is paid or refunded now."""
    after = moved(order, "change_items")
    difference = _less_unpaid(order, _difference(order, swaps, variants))
    comes_later = method == CASH or (method == UPI and bool(order.to_pay_by))
    way = _payable(order, method, methods, difference, comes_later=comes_later)
    lines = order.lines
    for swap in swaps:
        lines = _swapped(lines, swap, variants[swap.new_sku])
    nothing_moves = bool(order.to_pay_by) and difference.minor == 0
    if (not order.payments and difference.minor <= 0) or nothing_moves:
        return Changed(replace(after, lines=lines))
    if comes_later and difference.minor > 0:  # the courier takes what is open, or it comes by UPI
        return Changed(replace(after, lines=lines))
    kind: Literal["payment", "refund"] = "payment" if difference.minor > 0 else "refund"
    paid = Payment(kind, Money(abs(difference.minor), difference.currency), method)
    credit: dict[str, Money] = {}
    _credited(credit, way, -difference)
    return Changed(replace(after, lines=lines, payments=(*order.payments, paid)), credit)


def fewer_lines(order: Order, left: Mapping[str, int], sold: Mapping[str, Product]) -> tuple[Line, ...]:
    """The lines of an order with so many pieces left of these goods, at the price that so many have.

    What earned a better price by its number loses that, but fewer never cost more than all did.
    """
    lines: list[Line] = []
    for line in order.lines:
        pieces = left.get(line.sku, line.quantity)
        if pieces > line.quantity:
            raise Refused("only_fewer", order=order.id, title=line.title, bought=line.quantity)
        if pieces == line.quantity:
            lines.append(line)
        elif pieces:
            lines.append(_fewer(line, pieces, sold.get(line.sku)))
    if not lines:
        raise Refused("nothing_left", order=order.id)
    return tuple(lines)


def _fewer(line: Line, pieces: int, product: Product | None) -> Line:
    if product is None:
        return replace(line, quantity=pieces)
    below, above = nearest(product, pieces)
    if pieces not in (below, above):
        raise Refused(
            "left_not_sold", title=line.title, counts=" / ".join(str(c) for c in (below, above) if c)
        )
    before, now = listed_price(product, line.quantity), listed_price(product, pieces)
    dearer = half_up(Fraction(line.unit_price.minor * now.minor, before.minor))
    most = line.total.minor // pieces
    return replace(line, quantity=pieces, unit_price=Money(min(dearer, most), line.unit_price.currency))


def take_fewer(order: Order, lines: tuple[Line, ...], methods: Methods) -> Changed:
    """A pending order with these lines: what was paid for the rest goes back the way it came.

    A voucher takes off its share of what is left; the delivery stays as it was agreed.
    """
    _only_pending(order, "items_closed")
    goods, kept = (sum(line.total.minor for line in some) for some in (order.lines, lines))
    off = order.discount or Money(0, order.currency)
    still = Money(half_up(Fraction(off.minor * kept, goods)) if goods else 0, order.currency)
    charges = (order.charges or Money(0, order.currency)) + (off - still)
    after = replace(order, lines=lines, charges=charges, discount=still)
    back, refunds, credit = order.paid.minor - after.total.minor, list[Payment](), dict[str, Money]()
    for way, held in _held_by_method(order):
        amount = Money(min(max(0, back), held.minor), order.currency)
        back -= amount.minor
        if amount.minor:
            refunds.append(Payment("refund", amount, way))
            _credited(credit, methods.get(way), amount)
    return Changed(replace(after, payments=(*order.payments, *refunds)), credit)


def change_payment(order: Order, method: str, methods: Methods) -> Changed:
    """Pay a pending order another way: the new way is charged, the old one refunded."""
    _only_pending(order, "payment_closed")
    to_pay_by = UPI if method == UPI else ""
    if order.to_pay_by and order.payments and order.unpaid.minor:  # part of it came
        raise Refused("several_payments", order=order.id)
    if not order.payments and order.to_pay_by:
        if method == UPI:
            raise Refused("paid_that_way")
        if method == CASH:
            return Changed(replace(order, to_pay_by=""))
    if not order.payments and method == UPI:
        _known(method, methods)
        return Changed(replace(order, to_pay_by=UPI))
    if not order.payments:  # it was to be paid on delivery, or by UPI
        way = _payable(order, method, methods, order.total)
        owed: dict[str, Money] = {}
        _credited(owed, way, -order.total)
        paid = (Payment("payment", order.total, method),)
        return Changed(replace(order, payments=paid, to_pay_by=""), owed)
    if len(order.payments) != 1 or order.payments[0].kind != "payment":
        raise Refused("several_payments", order=order.id)
    before = order.payments[0]
    if before.method == method:
        raise Refused("paid_that_way")
    way = _payable(order, method, methods, before.amount, comes_later=method == UPI)
    credit: dict[str, Money] = {}
    _credited(credit, way, -before.amount)
    _credited(credit, methods.get(before.method), before.amount)
    charged = () if to_pay_by else (Payment("payment", before.amount, method),)
    payments = (before, *charged, Payment("refund", before.amount, before.method))
    return Changed(replace(order, payments=payments, to_pay_by=to_pay_by), credit)


def change_address(order: Order, address: Mapping[str, str]) -> Changed:
    """Send a pending order somewhere else."""
    _only_pending(order, "address_closed")
    if not any(value.strip() for value in address.values()):
        raise Refused("address_missing")
    return Changed(replace(order, address=dict(address)))


def add_note(order: Order, note: str) -> Changed:
    """Note what the customer asks of who packs or brings it, beside what was noted before."""
    if order.status not in UNDER_WAY:
        raise Refused("note_closed", order=order.id, status=order.status)
    said = " ".join(note.split())
    if not said:
        raise Refused("note_missing")
    if said in order.note:
        return Changed(order)
    noted = "; ".join(one for one in (order.note, said) if one)
    if len(noted) > MOST_NOTED:
        raise Refused("note_full", order=order.id, most=MOST_NOTED)
    return Changed(replace(order, note=noted))


def ask_return(order: Order, skus: Sequence[str], method: str, methods: Methods) -> Changed:
    """Ask to return pieces of a delivered order; money goes back the way it came, or to store credit."""
    after = moved(order, "ask_return")
    _all_came(order)
    if method != paid_by(order) and not _known(method, methods).is_credit:
        raise Refused("refund_elsewhere")
    _held(order, skus)
    return Changed(replace(after, request=Request("return", tuple(sorted(skus)), method)))


def ask_exchange(
    order: Order, swaps: Sequence[Swap], method: str, methods: Methods, variants: Variants
) -> Changed:
    """Ask to exchange pieces of a delivered order; the difference is settled when they come."""
    after = moved(order, "ask_exchange")
    _all_came(order)
    difference = _difference(order, swaps, variants)
    _payable(order, method, methods, difference)
    old = tuple(sorted(s.sku for s in swaps for _ in range(s.quantity)))
    new = tuple(sorted(s.new_sku for s in swaps for _ in range(s.quantity)))
    return Changed(replace(after, request=Request("exchange", old, method, new, difference)))


def paid_by(order: Order) -> str:
    """The way an order was paid, or will be; where nothing is written down, it was cash."""
    return order.payments[0].method if order.payments else order.to_pay_by or CASH


def take_back(order: Order, methods: Methods) -> Changed:
    """The returned pieces have come: their price goes back."""
    after = moved(order, "take_back")
    assert order.request is not None  # the table lets nobody here without one  # noqa: S101
    amount = worth(order, order.request.skus)
    if order.says_paid:  # claims may have given back a part; rounding of shares gives no more than there is
        amount = Money(max(0, min(amount.minor, order.paid.minor)), amount.currency)
    credit: dict[str, Money] = {}
    _credited(credit, methods.get(order.request.method), amount)
    refund = Payment("refund", amount, order.request.method)
    return Changed(replace(after, payments=(*order.payments, refund)), credit)


def refund(order: Order, amount: Money, method: str, methods: Methods) -> Changed:
    """Give a part of what was paid back, and nothing else: the way it came, or to store credit."""
    if method != paid_by(order) and not _known(method, methods).is_credit:
        raise Refused("refund_elsewhere")
    credit: dict[str, Money] = {}
    _credited(credit, methods.get(method), amount)
    return Changed(replace(order, payments=(*order.payments, Payment("refund", amount, method))), credit)


def worth(order: Order, skus: Sequence[str]) -> Money:
    """What was paid for these pieces: their price, less their share of what a voucher took off."""
    wanted, minor = Counter(skus), 0
    shares = shared(order.discount or Money(0, order.currency), [line.total for line in order.lines])
    for line, share in zip(order.lines, shares, strict=True):
        pieces = min(wanted[line.sku], line.quantity)
        wanted[line.sku] -= pieces
        minor += line.unit_price.minor * pieces - share.minor * pieces // line.quantity
    return Money(minor, order.currency)


def exchange(order: Order, methods: Methods) -> Changed:
    """The exchange was made at the door: the difference is paid or given back."""
    after = moved(order, "exchange")
    asked = order.request
    assert asked is not None and asked.difference is not None  # the table sees to it  # noqa: S101
    if not asked.difference.minor:
        return Changed(after)
    kind: Literal["payment", "refund"] = "payment" if asked.difference.minor > 0 else "refund"
    amount = Money(abs(asked.difference.minor), order.currency)
    credit: dict[str, Money] = {}
    _credited(credit, methods.get(asked.method), -asked.difference)
    return Changed(replace(after, payments=(*order.payments, Payment(kind, amount, asked.method))), credit)


def _only_pending(order: Order, refusal: Literal["payment_closed", "address_closed", "items_closed"]) -> None:
    if order.status != "pending":  # items changed: all else of it is settled too
        raise Refused(refusal, order=order.id, status=order.status)


def _all_came(order: Order) -> None:
    """What has not been paid can't come back."""
    if order.unpaid.minor:
        raise Refused("unpaid_yet", order=order.id, amount=order.unpaid)


def _less_unpaid(order: Order, difference: Money) -> Money:
    """What goes back of an order that gets cheaper: not what never came."""
    if difference.minor >= 0:
        return difference
    return Money(min(0, difference.minor + order.unpaid.minor), difference.currency)


def _held_by_method(order: Order) -> list[tuple[str, Money]]:
    """What came in by each way and has not gone back."""
    held: dict[str, Money] = {}
    for payment in order.payments:
        sign = 1 if payment.kind == "payment" else -1
        held[payment.method] = held.get(payment.method, Money(0, order.currency)) + payment.amount * sign
    return list(held.items())


def _held(order: Order, skus: Sequence[str]) -> None:
    """Each piece must be in the order, as often as it is named."""
    if not skus:
        raise Refused("items_missing")
    held = Counter({line.sku: 0 for line in order.lines})
    for line in order.lines:
        held[line.sku] += line.quantity
    for sku, count in Counter(skus).items():
        if count > held[sku]:
            raise Refused("not_in_order", order=order.id, count=count, sku=sku)


def _difference(order: Order, swaps: Sequence[Swap], variants: Variants) -> Money:
    """What the swaps cost more (or, below zero, less), after checking that they may be made."""
    if any(s.quantity < 1 for s in swaps):
        raise Refused("count_missing")
    _held(order, [s.sku for s in swaps for _ in range(s.quantity)])
    paid = {line.sku: line.unit_price for line in order.lines}
    minor = 0
    for swap in swaps:
        old, new = variants.get(swap.sku), variants.get(swap.new_sku)
        if old is None or new is None or not old.is_like(new) or not new.available:
            raise Refused("not_alike")
        minor += (new.price.minor - paid[swap.sku].minor) * swap.quantity
    return Money(minor, order.currency)


def _known(method: str, methods: Methods) -> Method:
    if method not in methods:
        raise Refused("method_unknown")
    return methods[method]


def _payable(
    order: Order, method: str, methods: Methods, amount: Money, *, comes_later: bool = False
) -> Method:
    """The way to pay, if it is the customer's and its balance covers the amount."""
    way = _known(method, methods)
    if way.is_online and amount.minor > 0:
        raise Refused("online_only")
    if way.is_awaited and amount.minor > 0 and not comes_later:
        raise Refused("not_by_upi")
    if amount.minor < 0 and way.is_common and not _came_by(order, method, -amount):
        raise Refused("refund_elsewhere")
    if way.balance is not None and way.balance < amount:
        raise Refused("credit_short", balance=way.balance, amount=amount)
    return way


def _came_by(order: Order, method: str, amount: Money) -> bool:
    """Whether so much came in this way."""
    if not order.payments:
        return method == paid_by(order)
    return dict(_held_by_method(order)).get(method, Money(0, order.currency)) >= amount


def payable(order: Order, methods: Methods, amount: Money) -> list[str]:
    """The ways in which so much more can be paid, or so much less given back; the way it was paid first."""
    found = []
    comes_later = bool(order.to_pay_by) and order.status == "pending"
    for method in dict.fromkeys([paid_by(order), *methods]):
        try:
            _payable(order, method, methods, amount, comes_later=comes_later)
        except Refused:
            continue
        found.append(method)
    return found


def _credited(credit: dict[str, Money], way: Method | None, amount: Money) -> None:
    if way is not None and way.is_credit:
        credit[way.id] = credit.get(way.id, Money(0, amount.currency)) + amount


def _swapped(lines: tuple[Line, ...], swap: Swap, new: Variant) -> tuple[Line, ...]:
    """The lines with so many pieces swapped, in place; a line that is only partly swapped is split."""
    left, result = swap.quantity, list[Line]()
    for line in lines:
        taken = min(left, line.quantity) if line.sku == swap.sku else 0
        left -= taken
        if taken < line.quantity:
            result.append(replace(line, quantity=line.quantity - taken))
        if taken:
            result.append(Line(new.sku, new.title, taken, new.price))
    return tuple(result)
