"""A placed order that is to be paid another way: "I would rather give cash for it", after one yes.

It can be until it is packed, and while nothing came for it (shop.orders.changes.change_payment).
"""

from dataclasses import replace

from bot.actions.pay_words import forget_payable, ways_named, ways_offered
from bot.actions.paying_by_upi import say_how, upi_asked
from bot.actions.shelf import carts_of
from bot.actions.which_order import mine_of, named, seen_order
from bot.actions.while_called import offer_call
from bot.dialogue.asking import open_question, settled
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.reading_here import ORDER_SEEN, reading_of
from bot.dialogue.turn import Answer, Tools, Turn, alone, say
from bot.reading.filling import POINTS
from bot.reading.reader import Reading
from bot.words import paying as words
from chat.payloads import command_of
from chat.reply import Option, choice, text
from shop.errors import ShopError
from shop.orders.order import CASH, UPI, Order
from shop.orders.requests import ChangePayment
from shop.orders.service.orders import Orders
from shop.orders.status import UNDER_WAY
from shop.orders.taps import PayOtherwise
from shop.payments.service.upi import UpiPayments
from shop.replies import order_line, order_reply

_OF_PAYING = ("payment_methods", "change_order", "payment_problem", "exchange_order", "checkout", "affirm")
_LIKELY, _CALLED = 0.4, 0.25  # that a way to pay is spoken of; the same, where the order is called
_ASKED_ELSE = frozenset({"complaint", "return_order", "exchange_order", "change_order", "cancel_order"})
_PAID = frozenset(("paid", "diya", "diye", "dia", "chuka", "chuki"))  # what is told, and not wished
_TO = {"cash": CASH, "upi": UPI}
_AWAY = ("upi", "card", "bank")  # said beside cash, these are what does not work


def other_way_wanted(turn: Turn, tools: Tools) -> Answer | None:  # noqa: PLR0911  # a case each
    """Ask whether a placed order shall be paid this way; None where no placed order is spoken of."""
    method = _way_wanted(turn)
    asked = open_question(turn, tools)
    of_another = asked is not None and any(o.intent in _ASKED_ELSE for o in asked.options)
    if not method or turn.shared or of_another:  # "in cash", of a claim that is asked about
        return None
    mine = mine_of(turn, tools)
    called = named(turn, mine)
    reading = _without_number(turn, tools, called)
    if any(line.goods for line in reading.lines):
        return None
    if called is None and (ways_offered(turn, tools) or carts_of(tools).get(turn.customer).lines):
        return None  # of what is being ordered
    acts = reading.acts or {turn.intent: turn.confidence}
    if sum(acts.get(act, 0.0) for act in _OF_PAYING) < (_CALLED if called else _LIKELY):
        return None
    awaited = {one.order for one in upi_asked(turn, tools)}
    if method == UPI and awaited:  # which is asked how it is done
        return None
    meant = called or seen_order(turn, tools, [o for o in mine if o.status in UNDER_WAY])
    if meant is None:
        found = [order for order in mine if order.id in awaited]
        if len(found) > 1:
            return say(choice(words.WHICH_OTHERWISE.in_(turn.locale), *(_this(one, method) for one in found)))
        meant = found[0] if found else None
    if meant is None or meant.status not in UNDER_WAY:
        return None
    points = {word for words_ in reading.said(POINTS) for word in words_.split()}
    if called is None and method == CASH and meant.to_pay_by != UPI and "order" not in points:
        return None  # of the shop's ways
    return _asked(turn, tools, meant, method)


def paid_otherwise(turn: Turn, tools: Tools, tapped: PayOtherwise) -> Answer:
    """Do what was asked, after the yes; or leave it."""
    alone(turn)
    settled(turn, tools)
    order = next((one for one in mine_of(turn, tools) if one.id == tapped.order), None)
    if tapped.sure and order and order.to_pay_by != tapped.method and not _told(tools, order):
        forget_payable(turn, tools)
        wanted = ChangePayment(turn.customer, tapped.order, tapped.method)
        try:
            view = Orders(tools.db).change_payment(wanted, turn.key("pay"), turn.now)
        except ShopError as no:
            return say(text(no.in_(turn.locale)))
        tools.contexts.save(turn.customer, ORDER_SEEN, order.id, turn.now)
        done = words.NOW_CASH if tapped.method == CASH else words.NOW_UPI
        told = done.in_(turn.locale, order=order.id, amount=view.order.total.spoken())
        how = [say_how(turn, tools, one) for one in upi_asked(turn, tools, order.id)]
        return say(order_reply(view, turn.locale, told), *how)
    if order is None:
        return say(text(words.NOTHING_OPEN.in_(turn.locale, order=tapped.order)))
    return _asked(turn, tools, order, tapped.method)


def pays_as_before(turn: Turn) -> Answer:
    """The no to another way of paying."""
    return say(text(words.PAID_AS_BEFORE.in_(turn.locale)))


def _asked(turn: Turn, tools: Tools, order: Order, method: str) -> Answer:  # a case each
    """Ask once, or say why it can't be."""
    tools.contexts.save(turn.customer, ORDER_SEEN, order.id, turn.now)
    name = words.NAMES["cash" if method == CASH else "upi"].in_(turn.locale)
    line = order_line(order, turn.locale)
    if order.says_paid:
        told = words.PAID_ALREADY.in_(turn.locale, order=line, amount=order.paid.spoken())
        return offer_call(turn, tools, told=told)
    now = order.to_pay_by or CASH
    if now == method:
        how = [say_how(turn, tools, one) for one in upi_asked(turn, tools, order.id)]
        return say(text(words.THAT_WAY_ALREADY.in_(turn.locale, order=line, way=name)), *how)
    if order.status != "pending":
        told = words.PACKED_ALREADY.in_(turn.locale, order=line)
        how = [say_how(turn, tools, one) for one in upi_asked(turn, tools, order.id)]
        return replace(done := offer_call(turn, tools, told=told), replies=(*how, *done.replies))
    if _told(tools, order):
        return offer_call(turn, tools, told=words.TOLD_ALREADY.in_(turn.locale, order=order.id))
    if method == UPI and UpiPayments(tools.db).payee() is None:
        return say(text(words.NOT_POSSIBLE.in_(turn.locale, name=name)))
    question = words.PAY_OTHERWISE.in_(turn.locale, order=line, way=name)
    yes = Option(
        words.YES_SO.in_(turn.locale, way=name), command_of(PayOtherwise(order.id, method, sure=True))
    )
    return ask(turn, tools, question, yes, never_mind("payment_methods"))


def _without_number(turn: Turn, tools: Tools, called: Order | None) -> Reading:
    """The words as they are read without the number of the order, which may be taken for goods."""
    if called is None:
        return reading_of(turn, tools)
    rest = " ".join(word for word in turn.text.split() if called.id.lower() not in word.lower())
    return reading_of(replace(turn, text=rest, said=rest), tools)


def _told(tools: Tools, order: Order) -> bool:
    """Whether they say that it is paid, which the bank has not shown yet."""
    asked = UpiPayments(tools.db).asked(order.id)
    return asked is not None and asked.told


def _this(order: Order, method: str) -> Option:
    return Option(f"{order.id}, {order.total.spoken()}", command_of(PayOtherwise(order.id, method)))


def _way_wanted(turn: Turn) -> str:
    """The way that is wanted, or asked whether it can be: cash, or UPI; "" for any other words."""
    kinds = ways_named(turn.text)
    if _PAID & set(turn.text.lower().replace(",", " ").split()):
        return ""
    if len(kinds) > 1 and kinds[-1] == "cash" and set(kinds[:-1]) <= set(_AWAY):  # "my app fails, cash"
        kinds = ["cash"]
    if len(kinds) > 1 and kinds[0] == "cash" and set(kinds[1:]) <= set(_AWAY):  # "cash instead of upi"
        kinds = ["cash"]
    return _TO.get(kinds[0], "") if len(kinds) == 1 else ""
