"""Orders followed by talking: where they are, what there was, refunds, invoices."""

import re
from collections.abc import Mapping
from datetime import timedelta

from bot.actions.which_order import LISTED, chosen_order, mine_of, named, none_yet
from bot.dialogue.turn import Answer, Tools, Turn, action, say
from chat.reply import Command, Option, Reply, text
from shop.orders.invoice import NOT_BILLED
from shop.orders.order import Order
from shop.orders.service.orders import Orders
from shop.payments.service.refunds import Refunds
from shop.reading.dates import parse_period
from shop.replies import SPOKEN_METHODS, order_line, order_reply

INVOICE_LINK = timedelta(days=7)


@action("track_order", private=True, help_place=4)
def track_order(turn: Turn, tools: Tools) -> Answer:
    """Where an order is; without a name, the newest that is on its way."""
    mine = mine_of(turn, tools)
    if not mine:
        return none_yet(turn, tools)
    order = named(turn, mine)
    if order is None and re.search(r"\b[a-z]*\d[a-z0-9]{4,}\b", turn.text.lower()):
        return say(text("I find no order of yours with that number. Say “my orders” to see them."))
    if order is None:
        moving = [o for o in mine if o.status in ("pending", "changed", "packed", "shipped")]
        order = (moving or mine)[0]
    return say(order_reply(Orders(tools.db).view(order.id)))


@action("order_history", private=True, help_place=7)
def order_history(turn: Turn, tools: Tools) -> Answer:
    """The orders so far, the newest first."""
    mine = mine_of(turn, tools, 60)
    if not mine:
        return none_yet(turn, tools)
    span = parse_period(turn.text, turn.now.date())
    shown = [o for o in mine if not span or span[0] <= o.at.date() <= span[1]]
    if not shown:
        return say(text("You have no orders from that time. Say “my orders” to see all of them."))
    lines = [order_line(o) for o in shown[:LISTED]]
    more = f"\nand {len(shown) - LISTED} earlier ones." if len(shown) > LISTED else ""
    options = tuple(Option(o.id, Command("track_order", {"order": o.id})) for o in shown[:LISTED])
    return say(Reply("choice", "\n".join(lines) + more, options=options, numbered=False))


@action("refund_status", private=True)
def refund_status(turn: Turn, tools: Tools) -> Answer:
    """What money is on its way back."""
    mine = mine_of(turn, tools)
    if not mine:
        return none_yet(turn, tools)
    meant = named(turn, mine)
    told: list[str] = []
    refunded = [o.id for o in mine if any(p.kind == "refund" for p in o.payments)]
    states = Refunds(tools.db).of_orders(refunded)
    for order in [meant] if meant else mine:
        told += _refunds(order, states.get(order.id, {}))
        if order.status == "return_requested":
            told.append(f"Order {order.id}: the refund comes when your return is here.")
        if order.request and order.request.kind == "exchange" and order.status == "exchange_requested":
            told.append(f"Order {order.id}: an exchange is open.")
    return say(text("\n".join(told[:LISTED]) or "No refund of yours is open or was made."))


def _refunds(order: Order, states: Mapping[int, str]) -> list[str]:
    """Each refund of an order and how far it is; what goes through a provider takes some days."""
    told = []
    for number, payment in enumerate(order.payments):
        if payment.kind != "refund" or not payment.amount.minor:
            continue
        to = f"your {SPOKEN_METHODS[payment.method]}" if payment.method in SPOKEN_METHODS else payment.method
        back = f"Order {order.id}: {payment.amount.spoken()}"
        state = states.get(number, "done")
        if state == "done":
            told.append(f"{back} was given back to {to}.")
        elif state == "failed":
            told.append(f"{back} could not be given back to {to}; a colleague looks at it.")
        else:
            told.append(f"{back} is on its way to {to}. Banks take up to ten days.")
    return told


@action("get_invoice", private=True, help_place=8)
def get_invoice(turn: Turn, tools: Tools) -> Answer:
    """The invoice of an order, as a private link."""
    order = chosen_order(turn, tools, "get_invoice", None, "Of which order do you want the invoice?")
    if isinstance(order, Answer):
        return order
    url = tools.extras["invoice_link"](order.id, good_for=INVOICE_LINK)
    title = f"Invoice of order {order.id}"
    words = f"{title}, {order.total.spoken()}. The link is private and good for a week."
    if order.status in NOT_BILLED:
        title = f"Proforma of order {order.id}"
        words = f"{title}, {order.total.spoken()}. The tax invoice is made when it is packed."
    return say(Reply("link", words, data={"url": url, "title": title}))
