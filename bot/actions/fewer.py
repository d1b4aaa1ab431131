"""Fewer pieces of an order that is not packed yet, or some of its goods out: shown, agreed to, done."""

from collections.abc import Mapping
from dataclasses import replace

from bot.actions.order_changed import closed, done
from bot.actions.order_lines import of_these, said_in
from bot.dialogue.asking import settled
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.goods_said import LESS, OUT, said_here
from bot.dialogue.reading_here import ORDER_SEEN
from bot.dialogue.turn import Answer, Tools, Turn, run, say
from bot.reading.refusing import says_out
from bot.words import orders as words
from chat.payloads import command_of
from chat.reply import Command, Option, text
from shop.errors import ShopError
from shop.orders.order import Order
from shop.orders.requests import TakeFewer
from shop.orders.service.orders import Orders
from shop.orders.status import MOVES
from shop.orders.taps import Fewer

_TAKES_OUT = frozenset(("cancel_order", "remove_from_cart", "skip", "deny"))


def fewer(turn: Turn, tools: Tools, order: Order) -> Answer:
    """Show how the order would be with what is said of its goods; where that is not clear, ask which go."""
    if "cancel" not in MOVES[order.status]:
        return closed(turn, tools, order, "cancel")
    tools.contexts.save(turn.customer, ORDER_SEEN, order.id, turn.now)
    try:
        left = _left(turn, tools, order)
    except ShopError as no:
        return say(text(no.in_(turn.locale)))
    if left and all(left.get(line.sku) == 0 for line in order.lines):
        return run(Command("cancel_order", {"order": order.id}), replace(turn, text="", said=""), tools)
    return _asked(turn, tools, order, left) if left else _which(turn, tools, order)


def taken_out(turn: Turn, tools: Tools, tapped: Fewer) -> Answer:
    """Do what was agreed to; with no yes yet, ask for it."""
    order = Orders(tools.db).order(tapped.order)
    if order is None or order.customer != turn.customer:
        return say(text(words.STAYS.in_(turn.locale)))
    left = {sku: int(count) for sku, _, count in (one.partition("=") for one in tapped.left.split(","))}
    if not tapped.sure:
        return _asked(turn, tools, order, left)
    settled(turn, tools)
    wish = TakeFewer(turn.customer, order.id, left)
    orders = Orders(tools.db)
    return done(
        turn,
        lambda: orders.take_fewer(wish, turn.key("fewer"), turn.now),
        words.TAKEN_OUT,
        order=order.id,
    )


def _left(turn: Turn, tools: Tools, order: Order) -> dict[str, int]:
    """How many pieces are left of what is named: "3 of the salt out" leaves the rest, "make it 6" six."""
    named = said_in(turn, tools, order)
    how = {one.how for one in said_here(turn, tools, turn.text)}
    out = turn.intent in _TAKES_OUT or says_out(turn.text) or OUT in how
    left: dict[str, int] = {}
    for line in order.lines:
        if line.sku not in named:
            continue
        count = named[line.sku]
        if count is None:
            if out:
                left[line.sku] = 0
            continue
        by = out or LESS in how
        pieces = of_these(count, order, line.sku) if by else int(count)
        left[line.sku] = line.quantity - pieces if by else pieces
    return left


def _asked(turn: Turn, tools: Tools, order: Order, left: Mapping[str, int]) -> Answer:
    """The order as it would be, and whether it shall be so."""
    try:
        after = Orders(tools.db).with_fewer(TakeFewer(turn.customer, order.id, left))
    except ShopError as no:
        return say(text(no.in_(turn.locale)))
    told = [
        words.OUT_OF_IT.in_(turn.locale, quantity=line.quantity, title=line.title)
        if not left[line.sku]
        else words.FEWER_OF_IT.in_(turn.locale, before=line.quantity, left=left[line.sku], title=line.title)
        for line in order.lines
        if line.sku in left
    ]
    facts = {"order": order.id, "before": order.total.spoken(), "total": after.total.spoken()}
    told.append(words.COMES_TO.in_(turn.locale, **facts))
    back = order.paid - after.paid
    if back.minor > 0:
        told.append(words.PAID_BACK.in_(turn.locale, amount=back.spoken()).strip())
    written = ",".join(f"{sku}={count}" for sku, count in left.items())
    yes = Option(words.YES_TAKE_OUT.in_(turn.locale), command_of(Fewer(order.id, written, sure=True)))
    return ask(turn, tools, "\n".join(told), yes, never_mind("change_order"))


def _which(turn: Turn, tools: Tools, order: Order) -> Answer:
    """Each of its goods to take out, and the whole order to cancel."""
    options = [
        Option(f"{line.quantity} x {line.title}", command_of(Fewer(order.id, f"{line.sku}=0")))
        for line in order.lines
    ]
    whole = Option(words.CANCEL_ALL.in_(turn.locale), Command("cancel_order", {"order": order.id}))
    question = words.TAKE_OUT_WHICH.in_(turn.locale, order=order.id)
    return ask(turn, tools, question, *options, whole, never_mind("change_order"))
