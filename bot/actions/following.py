"""Orders followed by talking: where they are, what there was, refunds, invoices."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.actions.bought import order_said, told_most, told_of_goods, told_total
from bot.actions.coming import asks_when, coming_of, due_said, state_told
from bot.actions.faq import written_by_the_shop
from bot.actions.gstin_said import gstin_given
from bot.actions.money_gone import money_back, money_gone
from bot.actions.shelf import carts_of
from bot.actions.which_order import (
    LISTED,
    MOST,
    chosen_order,
    holding,
    holds,
    mine_of,
    named,
    none_yet,
    pointed_order,
    seen_order,
    way_called,
)
from bot.actions.while_called import call_told
from bot.dialogue.reading_here import ORDER_SEEN, reading_of
from bot.dialogue.turn import Answer, Tools, Turn, action, say
from bot.words import orders as words
from chat.reply import Command, Option, Reply, text
from chat.words import Words
from shop.money import Money
from shop.orders.changes import worth
from shop.orders.invoice import NOT_BILLED
from shop.orders.order import Method, Order
from shop.orders.service.orders import Orders
from shop.orders.status import UNDER_WAY
from shop.orders.which import of_state
from shop.payments.service.refunds import Refunds
from shop.reading.dates import parse_period
from shop.replies import order_line, order_reply

INVOICE_LINK = timedelta(days=7)
_BY_STATE = {"done": words.REFUNDED, "failed": words.REFUND_FAILED}


@action(
    "track_order", title=Words("Track my order", "Order kahan hai", "ऑर्डर कहाँ है"), private=True, help_place=4
)
def track_order(turn: Turn, tools: Tools) -> Answer:
    """Where an order is; without a name, the newest that is on its way."""
    mine = mine_of(turn, tools)
    if not mine:
        return none_yet(turn, tools)
    order = named(turn, mine) or pointed_order(turn, tools, mine)
    if order is None and re.search(r"\b[a-z]*\d[a-z0-9]{4,}\b", turn.text.lower()):
        return say(text(words.NO_SUCH_NUMBER.in_(turn.locale)))
    if order is None:
        moving = [o for o in mine if o.status in UNDER_WAY]
        seen = seen_order(turn, tools, mine)
        points = bool(reading_of(turn, tools).said("R"))
        seen = seen if seen and (points or seen.status in UNDER_WAY) else None
        order = holding(turn, tools, moving) or holding(turn, tools, mine) or seen or (moving or mine)[0]
    if turn.entity("order") or _is_called(turn, tools, order):
        return _whole(turn, tools, order)
    return state_told(turn, tools, order)


def _is_called(turn: Turn, tools: Tools, order: Order) -> bool:
    """Whether the order is called, and not how it stands is asked: then all of it is shown."""
    if len(turn.text.split()) == 1 and named(turn, [order]):
        return True
    sure = reading_of(turn, tools).acts.get("track_order", 1.0) >= _SURE_OF_STATE
    return not (order.status in UNDER_WAY or sure or asks_when(turn.text))


def _whole(turn: Turn, tools: Tools, order: Order) -> Answer:
    """All that is known of an order, when it comes first, where that can be known."""
    coming = coming_of(turn, tools, order)
    due = due_said(coming, turn) if coming.day else ""
    return say(order_reply(Orders(tools.db).view(order.id), turn.locale, due))


@action("order_history", title=Words("My orders", "Mere order", "मेरे ऑर्डर"), private=True, help_place=7)
def order_history(turn: Turn, tools: Tools) -> Answer:
    """The orders so far, the newest first; or what was bought, where that is asked."""
    mine = mine_of(turn, tools, MOST)
    if not mine:
        return none_yet(turn, tools)
    asked = _asked_of_past(turn, tools)
    if told := _TOLD[asked](turn, tools) if asked else None:
        return told
    several = _several_meant(turn)
    if not several and (one := order_said(turn, tools, mine)):  # "what was in the first one"
        return _whole(turn, tools, one)
    seen = seen_order(turn, tools, mine)
    if seen and not several and (asked or reading_of(turn, tools).said("R")):
        return _whole(turn, tools, seen)
    span = parse_period(turn.text, turn.now.date())
    if several:
        mine = of_state(turn.text, mine) or mine
    shown = [o for o in mine if not span or span[0] <= o.at.date() <= span[1]]
    if not several:
        shown = [o for o in shown if holds(turn, tools, o)] or shown  # "the order with maggi in it"
    if not shown:
        return say(text(words.NONE_THEN.in_(turn.locale)))
    most = 2 * LISTED if several else LISTED
    lines = [order_line(o, turn.locale) for o in shown[:most]]
    if len(shown) > most:
        lines.append(words.EARLIER_ONES.in_(turn.locale, count=len(shown) - most))
    counted = [o for o in shown if o.status != "cancelled"]
    if span and counted:
        total = sum((o.total for o in counted), Money(0, counted[0].total.currency))
        lines.append(words.SPENT.in_(turn.locale, count=len(counted), total=total.spoken()))
    options = tuple(Option(o.id, Command("track_order", {"order": o.id})) for o in shown[:most])
    return say(Reply("choice", "\n".join(lines), options=options, numbered=False))


_ALL = frozenset(("all", "list", "every", "saare", "sare", "sabhi", "sab", "poore"))


def _several_meant(turn: Turn) -> bool:
    """ "Mere saare order", "which of my orders have come": no single one of them."""
    said = set(re.findall(r"\w+", turn.text.lower()))
    return bool(said & {"order", "orders", "aardar"} and said & _ALL) or (
        "orders" in said and bool(said & {"show", "which", "dikhao", "delivered", "cancelled"})
    )


_SURE = 0.4
_SURE_OF_STATE = 0.6  # that it is asked how an order stands
_TOLD = {"bought_before": told_of_goods, "bought_most": told_most, "order_total": told_total}


def _asked_of_past(turn: Turn, tools: Tools) -> str:
    """Which of the acts that this intent serves it is; "" where the orders themselves are asked for."""
    acts = reading_of(turn, tools).acts
    likely = max(("order_history", *_TOLD), key=lambda act: acts.get(act, 0.0))
    sure = 0 if likely == "bought_before" else _SURE  # of goods there are some, or there are none
    return likely if likely in _TOLD and acts.get(likely, 0.0) > sure else ""


@action("refund_status", title=Words("Where is my refund", "Refund kahan hai", "रिफ़ंड कहाँ है"), private=True)
def refund_status(turn: Turn, tools: Tools) -> Answer:
    """What money is on its way back."""
    mine = mine_of(turn, tools)
    if not mine:
        rule = money_back(turn, tools)
        return call_told(turn, tools, rule) if rule else none_yet(turn, tools)
    meant = order_said(turn, tools, mine)
    told: list[str] = []
    returned = any(order.status == "return_requested" for order in mine)
    if not (meant or returned) and (rule := money_back(turn, tools)):
        return call_told(turn, tools, rule)
    refunded = [o.id for o in mine if any(p.kind == "refund" for p in o.payments)]
    states = Refunds(tools.db).of_orders(refunded)
    for order in [meant] if meant else mine:
        told += _refunds(tools, order, states.get(order.id, {}), turn.locale)
        told += back_after_return(turn, tools, order)
        if order.request and order.request.kind == "exchange" and order.status == "exchange_requested":
            told.append(words.EXCHANGE_OPEN.in_(turn.locale, order=order.id))
    if meant and not told:
        tools.contexts.save(turn.customer, ORDER_SEEN, meant.id, turn.now)
        nothing = words.NONE_OF_IT if meant.says_paid else words.NOTHING_BACK
        if money_gone(turn, tools):  # who says that they paid is not told that they did not
            nothing = words.PAYMENT_NOT_SEEN
        return call_told(turn, tools, nothing.in_(turn.locale, order=order_line(meant, turn.locale)))
    asked = asks_when(turn.text)
    rule = written_by_the_shop(_asking(turn, words.REFUND_RULES.en), tools) if asked else ""
    if not told:
        none = words.NO_REFUND.in_(turn.locale)
        return call_told(turn, tools, "\n".join(line for line in (none, rule) if line))
    return say(text("\n".join(line for line in (*told[:LISTED], rule) if line)))


def back_after_return(turn: Turn, tools: Tools, order: Order) -> list[str]:
    """Say what comes back, and by which way, of a return that was asked for; the order is spoken of then."""
    if order.status != "return_requested" or order.request is None:
        return []
    tools.contexts.save(turn.customer, ORDER_SEEN, order.id, turn.now)
    ways = {way.id: way for way in Orders(tools.db).ways_to_refund(order)}
    way = ways.get(order.request.method, Method(order.request.method, ""))
    told = words.REFUND_AFTER_RETURN.in_(
        turn.locale,
        order=order.id,
        amount=worth(order, list(order.request.skus)).spoken(),
        way=way_called(way, words.METHODS, turn.locale),
    )
    return [told]


def refund_way(turn: Turn, tools: Tools) -> str:
    """ "And what about cash?", of an order that is being returned: how its money comes back."""
    if carts_of(tools).get(turn.customer).lines:  # which is paid for
        return ""
    order = seen_order(turn, tools, mine_of(turn, tools))
    return "\n".join(back_after_return(turn, tools, order)) if order else ""


def _asking(turn: Turn, question: str) -> Turn:
    return replace(turn, text=question, entities={})


def _refunds(tools: Tools, order: Order, states: Mapping[int, str], locale: str) -> list[str]:
    """Each refund of an order and how far it is; what goes through a provider takes some days."""
    told = []
    for number, payment in enumerate(order.payments):
        if payment.kind != "refund" or not payment.amount.minor:
            continue
        to = _refunded_to(tools, order, payment.method, locale)
        said = _BY_STATE.get(states.get(number, "done"), words.REFUND_COMING)
        told.append(said.in_(locale, order=order.id, amount=payment.amount.spoken(), to=to))
    return told


def _refunded_to(tools: Tools, order: Order, method: str, locale: str) -> str:
    """Where a refund goes, as the customer calls it."""
    own = () if method in words.REFUND_TO else Orders(tools.db).ways_to_refund(order)
    way = next((way for way in own if way.id == method), Method(method, ""))
    return way_called(way, words.REFUND_TO, locale)


_WHETHER = re.compile(
    r"\b(?:do you|will (?:i|you|the|there|it)|can i|milega|milegi|milta|dete ho|doge|denge|hoga|ya nahi)\b",
    re.IGNORECASE,
)


@action("get_invoice", title=Words("Get a bill", "Bill chahiye", "बिल चाहिए"), private=True, help_place=8)
def get_invoice(turn: Turn, tools: Tools) -> Answer:
    """The invoice of an order, as a private link; or the GSTIN noted that shall stand on it."""
    if noted := gstin_given(turn, tools):
        return noted
    asks = _WHETHER.search(turn.text) and not named(turn, mine_of(turn, tools))
    if asks and (written := written_by_the_shop(turn, tools)):  # "do you give a GST bill?"
        return say(text(written))
    order = chosen_order(turn, tools, "get_invoice", None, words.INVOICE_OF_WHICH)
    if isinstance(order, Answer):
        return order
    url = tools.extras["invoice_link"](order.id, good_for=INVOICE_LINK)
    is_billed = order.status not in NOT_BILLED
    title = (words.INVOICE_OF if is_billed else words.PROFORMA_OF).in_(turn.locale, order=order.id)
    link = words.INVOICE_LINK if is_billed else words.PROFORMA_LINK
    said = link.in_(turn.locale, title=title, total=order.total.spoken())
    return say(Reply("link", said, data={"url": url, "title": title}))
