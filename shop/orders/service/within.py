"""Changes an order within another service's transaction: each use case finds it, checks whose it is, writes.

Callers that hold no transaction go through shop.orders.service.orders. Rows are locked in this order:
the order, the customer's ways to pay, the stock by the names of its products.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from shop.catalogue.store.reads import products_of
from shop.checkout.service.limits import check_change
from shop.claims import store as claims
from shop.claims.claim import Claim, going_back, seen
from shop.money import Money
from shop.orders import changes
from shop.orders.changes import Changed, Methods, Swap, Variants
from shop.orders.order import CASH, UPI, Line, Order, Payment, moved, part_moved
from shop.orders.requests import (
    AskExchange,
    AskReturn,
    CancelOrder,
    ChangeAddress,
    ChangeItems,
    ChangePayment,
    NoteOnOrder,
    TakeFewer,
)
from shop.orders.status import Status, Step
from shop.orders.store import money, orders
from shop.orders.view import ClaimSeen, OrderView, Part
from shop.payments.store import upi
from shop.refusals import Missing, Refused
from shop.stock import store as stock
from storage.database import Database, Tx


def theirs(tx: Tx, db: Database, customer: str, order_id: str) -> Order:
    """The customer's own order, locked; somebody else's does not exist for them."""
    found = orders.order_of(tx, db, order_id, lock=True)
    if found is None or found.customer != customer:
        raise Missing("order_not_theirs", order=order_id)
    return found


def place(
    tx: Tx,
    db: Database,
    order: Order,
    now: datetime,
    *,
    quote: Mapping[str, Any] | None = None,
    checkout: str = "",
) -> None:
    """Write an order that was not there before, with its payments."""
    orders.insert_order(tx, db, order, quote or {}, checkout)
    for number, payment in enumerate(order.payments):
        money.add_payment(tx, order, number, payment, now)
    orders.add_event(tx, order, "place", now, "")
    if order.to_pay_by:
        upi.put_asked(tx, db, order, now)


def receive(tx: Tx, db: Database, order: Order, amount: Money, method: str, now: datetime) -> Order:
    """Money came for an order that awaited it; `order` is locked."""
    after = replace(order, payments=(*order.payments, Payment("payment", amount, method)))
    return _save(tx, db, order, Changed(after), "pay", now)


def cancel(tx: Tx, db: Database, asked: CancelOrder, now: datetime, note: str = "") -> Order:
    """Cancel a pending order for a reason; the note says who did it for the customer."""
    order = theirs(tx, db, asked.customer, asked.order)
    changed = changes.cancel(order, asked.reason, _methods(tx, order))
    return _save(tx, db, order, changed, "cancel", now, note)


def change_items(tx: Tx, db: Database, asked: ChangeItems, now: datetime) -> Order:
    """Swap items of a pending order, once."""
    order = theirs(tx, db, asked.customer, asked.order)
    variants = _variants(tx, asked.swaps)
    changed = changes.change_items(order, asked.swaps, asked.method, _methods(tx, order), variants)
    check_change(tx, order, changed.order)
    return _save(tx, db, order, changed, "change_items", now)


def take_fewer(tx: Tx, db: Database, asked: TakeFewer, now: datetime) -> Order:
    """Take fewer pieces of a pending order, or some of its goods out."""
    order = theirs(tx, db, asked.customer, asked.order)
    changed = changes.take_fewer(order, _fewer_lines(tx, order, asked.left), _methods(tx, order))
    note = ", ".join(f"{count} x {sku}" for sku, count in asked.left.items())
    after = _save(tx, db, order, changed, "take_fewer", now, note)
    if order.discount:
        quote = {**orders.quote_of(tx, order.id), "discount": (after.discount or Money(0)).plain()}
        orders.write_facts(tx, db, after, quote=quote)
    return after


def with_fewer(tx: Tx, db: Database, asked: TakeFewer) -> Order:
    """Give the order as it would be; nothing is written."""
    order = orders.order_of(tx, db, asked.order)
    if order is None or order.customer != asked.customer:
        raise Missing("order_not_theirs", order=asked.order)
    return changes.take_fewer(
        order, _fewer_lines(tx, order, asked.left), money.methods_of(tx, order.customer)
    ).order


def _fewer_lines(tx: Tx, order: Order, left: Mapping[str, int]) -> tuple[Line, ...]:
    return changes.fewer_lines(order, left, products_of(tx, [line.sku for line in order.lines]))


def change_payment(tx: Tx, db: Database, asked: ChangePayment, now: datetime) -> Order:
    """Pay a pending order another way."""
    order = theirs(tx, db, asked.customer, asked.order)
    if asked.method == UPI and upi.payee_in(tx) is None:
        raise Refused("method_unknown")
    changed = changes.change_payment(order, asked.method, _methods(tx, order))
    check_change(tx, order, changed.order)
    return _save(tx, db, order, changed, "change_payment", now)


def change_address(tx: Tx, db: Database, asked: ChangeAddress, now: datetime) -> Order:
    """Send a pending order somewhere else."""
    order = theirs(tx, db, asked.customer, asked.order)
    return _save(tx, db, order, changes.change_address(order, asked.address), "change_address", now)


def note(tx: Tx, db: Database, asked: NoteOnOrder, now: datetime) -> Order:
    """Note what the customer asks of who packs or brings an order."""
    order = theirs(tx, db, asked.customer, asked.order)
    return _save(tx, db, order, changes.add_note(order, asked.note), "note", now)


def ask_return(tx: Tx, db: Database, asked: AskReturn, now: datetime, note: str = "") -> Order:
    """Ask to return pieces of a delivered order; the note says who did it for the customer."""
    order = theirs(tx, db, asked.customer, asked.order)
    _check_claims(tx, order, Counter(asked.skus))
    changed = changes.ask_return(order, asked.skus, asked.method, _methods(tx, order))
    return _save(tx, db, order, changed, "ask_return", now, note)


def refund(tx: Tx, db: Database, order: Order, amount: Money, method: str, now: datetime, note: str) -> Order:
    """Give back a part of what was paid for an order that the caller has locked; how it stands stays."""
    changed = changes.refund(order, amount, method, _methods(tx, order))
    return _save(tx, db, order, changed, "refund", now, note)


def ask_exchange(tx: Tx, db: Database, asked: AskExchange, now: datetime) -> Order:
    """Ask to exchange pieces of a delivered order."""
    order = theirs(tx, db, asked.customer, asked.order)
    variants = _variants(tx, asked.swaps)
    _check_claims(tx, order, _going(asked.swaps))
    changed = changes.ask_exchange(order, asked.swaps, asked.method, _methods(tx, order), variants)
    check_change(tx, order, changed.order)
    return _save(tx, db, order, changed, "ask_exchange", now)


def advance(
    tx: Tx, db: Database, order_id: str, step: Step, now: datetime, note: str = "", tracking: str = ""
) -> Order:
    """Move a whole order along, as staff or a carrier do."""
    order = orders.order_of(tx, db, order_id, lock=True)
    if order is None:
        raise Missing("order_unknown", order=order_id)
    if step == "take_back":
        changed = changes.take_back(order, _methods(tx, order))
    elif step == "exchange":
        changed = changes.exchange(order, _methods(tx, order))
    else:
        after = moved(order, step)
        if tracking:
            after = replace(after, shipments=(*after.shipments, {"tracking": tracking, "status": step}))
        changed = Changed(_settled_at_the_door(after))
    return _save(tx, db, order, changed, step, now, note)


def advance_part(
    tx: Tx,
    db: Database,
    order_id: str,
    seller: str,
    status: Status,
    now: datetime,
    note: str = "",
    tracking: str = "",
) -> Order:
    """Move a seller's own goods of an order along."""
    order = orders.order_of(tx, db, order_id, lock=True)
    sellers = orders.sellers_of(tx, [line.sku for line in order.lines]) if order else {}
    if order is None or seller not in sellers.values():
        raise Missing("no_goods_of_theirs", order=order_id)
    after = _settled_at_the_door(part_moved(order, sellers, seller, status, tracking))
    return _save(tx, db, order, Changed(after), f"part {status}", now, note)


def view_of(tx: Tx, order: Order) -> OrderView:
    """Give an order with its history and who sends what of it."""
    return views_of(tx, [order])[0]


def views_of(tx: Tx, found: Sequence[Order]) -> list[OrderView]:
    """Give orders with their history and who sends what of them, all of it read at once."""
    of = orders.sellers_of(tx, list({line.sku for order in found for line in order.lines}))
    names = orders.seller_names(tx, list({*of.values()}))
    events = orders.events_of(tx, [order.id for order in found])
    claimed = claims.of_orders(tx, [order.id for order in found])
    return [
        OrderView(
            order,
            tuple(events.get(order.id, ())),
            _parts(order, of, names),
            tuple(_seen(claim, order) for claim in claimed[order.id]),
        )
        for order in found
    ]


def _seen(claim: Claim, order: Order) -> ClaimSeen:
    """A claim beside its order, with its times in the same zone."""
    zone = order.at.tzinfo
    return seen(replace(claim, at=claim.at.astimezone(zone), due=claim.due.astimezone(zone)))


def _parts(order: Order, of: Mapping[str, str], names: Mapping[str, str]) -> dict[str, Part]:
    lines: dict[str, list[Line]] = {}
    for line in order.lines:
        lines.setdefault(of.get(line.sku, ""), []).append(line)
    return {seller: Part(names.get(seller, ""), tuple(own)) for seller, own in lines.items()}


def _check_claims(tx: Tx, order: Order, wanted: Mapping[str, int]) -> None:
    """Refuse pieces for which a claim was made: they are given back once, one way or the other."""
    claimed = going_back(claims.of_orders(tx, [order.id])[order.id])
    for line in order.lines if claimed else ():
        bought = sum(one.quantity for one in order.lines if one.sku == line.sku)
        left = bought - claimed[line.sku]
        if claimed[line.sku] and wanted.get(line.sku, 0) > left:
            raise Refused("claimed_before", order=order.id, title=line.title, left=max(0, left))


def _going(swaps: Sequence[Swap]) -> Counter[str]:
    going: Counter[str] = Counter()
    for swap in swaps:
        going[swap.sku] += swap.quantity
    return going


def _methods(tx: Tx, order: Order) -> Methods:
    return money.methods_of(tx, order.customer, lock=True)


def _variants(tx: Tx, swaps: tuple[Swap, ...]) -> Variants:
    return orders.variants_of(tx, [sku for s in swaps for sku in (s.sku, s.new_sku)])


def _settled_at_the_door(order: Order) -> Order:
    """What is open when all is delivered the courier takes; not what comes by itself."""
    due = order.total - order.paid
    if order.status != "delivered" or due.minor <= 0 or order.to_pay_by:
        return order
    return replace(order, payments=(*order.payments, Payment("payment", due, CASH)))


def _save(
    tx: Tx, db: Database, before: Order, changed: Changed, step: str, now: datetime, note: str = ""
) -> Order:
    """Write what changed of an order, its money, its store credit, its stock and its history."""
    after = changed.order
    orders.set_status(tx, after)
    if after.lines != before.lines:
        orders.write_lines(tx, after)
        stock.shift(tx, db, after.id, _pieces_more(before, after))
    orders.write_facts(tx, db, after)
    for number, payment in enumerate(after.payments[len(before.payments) :], start=len(before.payments)):
        money.add_payment(tx, after, number, payment, now)
    money.add_credit(tx, after.customer, changed.credit)
    if before.to_pay_by or after.to_pay_by:
        upi.put_asked(tx, db, after, now)
    if step == "cancel":
        stock.give_back(tx, after.id)
    if after.request and step == "ask_exchange":
        stock.set_aside(tx, db, after.id, Counter(after.request.new_skus))
    if after.request and step in ("take_back", "exchange"):
        stock.put_back(tx, after.id, Counter(after.request.skus))
    orders.add_event(tx, after, step, now, note)
    return after


def _pieces_more(before: Order, after: Order) -> dict[str, int]:
    """How many pieces more, or less, of each product."""
    change: Counter[str] = Counter()
    for line in after.lines:
        change[line.sku] += line.quantity
    for line in before.lines:
        change[line.sku] -= line.quantity
    return {sku: count for sku, count in change.items() if count}
