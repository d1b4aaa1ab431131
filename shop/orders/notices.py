"""Moves an order along and tells the customer, in one transaction, on the channel they last used."""

from datetime import datetime

from sqlalchemy import select, update

from chat.reply import Reply
from chat.store import Conversations
from chat.tables import conversations
from shop.errors import NotAllowed, NotFound
from shop.orders import service as ordering
from shop.orders.book import OrderBook
from shop.orders.order import SPOKEN, Order, Status, Step
from shop.orders.tables import order_events
from shop.orders.view import as_json
from shop.sellers.flags import passed_on
from shop.sellers.tracking import tracked
from storage.database import Database

STEPS: dict[str, Step] = {
    "packed": "pack",
    "shipped": "ship",
    "delivered": "deliver",
    "returned": "take_back",
    "exchanged": "exchange",
}


PARTS: dict[str, Status] = {"packed": "packed", "shipped": "shipped", "delivered": "delivered"}


def move_order(
    db: Database,
    store: Conversations,
    order_id: str,
    status: str,
    now: datetime,
    *,
    tracking: str = "",
    note: str = "",
    seller: str = "",
) -> Order:
    """One step on; a seller moves only their own part of it.

    The same status once more is no news: a carrier's repeated call changes nothing.
    """
    with db.write() as tx:
        book = OrderBook(tx, db)
        known = book.order(order_id)
        sends = book.seller_names(known) if known else {}
        # Somebody else's order is answered like none, before anything of it is.
        if known is None or (seller and seller not in sends):
            raise NotFound(f"There is no order {order_id}.")
        if known.status == status and not (seller and len(sends) > 1):
            return known
        if seller:
            if status not in PARTS:
                raise NotAllowed(f"You can move your part of an order to {', '.join(PARTS)}.")
            note = passed_on(tx, note, seller, True, now, order=known.id)
            tracking = passed_on(tx, tracking, seller, True, now, order=known.id, read=tracked)
            order = ordering.advance_part(book, order_id, seller, PARTS[status], now, note, tracking)
        elif status == "cancelled":
            order = ordering.cancel(book, known.customer, order_id, "no longer needed", now)
        elif status in STEPS:
            order = ordering.advance(book, order_id, STEPS[status], now, note, tracking)
        else:
            raise NotAllowed(f"An order can't be moved to {status!r}: {', '.join([*STEPS, 'cancelled'])}.")
        last = tx.execute(
            select(conversations.c.id)
            .where(conversations.c.customer_id == order.customer)
            .order_by(conversations.c.last_at.desc())
            .limit(1)
        ).scalar()
        if last:
            store.say_in(tx, last, [_news(book, order, tracking, note, seller, status)])
            tx.execute(update(order_events).where(order_events.c.order_id == order_id).values(told=1))
        return order


def _news(
    book: OrderBook, order: Order, tracking: str, note: str, seller: str = "", status: str = ""
) -> Reply:
    spoken: Status = order.status
    words = f"Your order {order.id} is {SPOKEN[spoken]}."
    sends = book.seller_names(order)
    if seller and len(sends) > 1:
        name, titles = sends[seller]
        said = SPOKEN[PARTS[status]]
        words = f"A part of your order {order.id} is {said}: {', '.join(titles)} from {name}."
        words += " That was the last part." if order.status == "delivered" else ""
    words += f" Tracking: {tracking}." if tracking else ""
    words += f" {note}" if note else ""
    data = {"order": as_json(order, book.history(order.id))}
    return Reply("order", words, "system", data=data)
