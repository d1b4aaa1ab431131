"""An earlier order again: "same as last month but double the rice"."""

import re
from fractions import Fraction
from itertools import islice

from bot.actions.shelf import matched, say_cart
from bot.actions.taking import add_all, take
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.reading_here import reading_of
from bot.dialogue.taps import tap_in
from bot.dialogue.turn import Answer, Tools, Turn, action, say
from bot.words import lists as wording
from bot.words.cart import NOTHING_ADDED
from chat.days import day_in
from chat.payloads import command_of
from chat.reply import Option, text
from chat.words import Words
from shop.cart.pricing import nearest
from shop.finding.matching import Candidate
from shop.orders.order import Order
from shop.orders.service.orders import Orders
from shop.orders.taps import RepeatOrder
from shop.reading.again import as_last_time
from shop.reading.dates import parse_period

# What an order is repeated with, or what says that all of it is meant.
_WHOLE = re.compile(
    r"\b(?:order|double|twice|dugna|triple|half|aadha|without|but|except|bina|same as|list|sab|everything)\b",
    re.IGNORECASE,
)
MOST_CHANGES = 5  # of one kind in one message
LONGEST_CHANGES = 200  # signs of what is asked for beside the order


@action(
    "repeat_order",
    title=Words("Repeat last order", "Pichla order dohrao", "पिछला ऑर्डर दोहराएँ"),
    private=True,
    help_place=3,
)
def repeat_order(turn: Turn, tools: Tools) -> Answer:
    """The last order again, or that of last month, with changes: "but double the rice"."""
    if turn.entity("text") == "no":
        return say(text(NOTHING_ADDED.in_(turn.locale)))
    tapped = tap_in(turn)
    confirmed = isinstance(tapped, RepeatOrder)
    asked = tapped.changes if confirmed else turn.text
    if not confirmed and (goods := _only_some(turn, tools)):
        return take(turn, tools, "\n".join(map(as_last_time, goods)))
    named = tapped.order if confirmed else str(turn.entity("order") or "")
    order = _order_to_repeat(turn, tools, named, asked)
    if order is None:
        return say(text(wording.NOTHING_TO_REPEAT.in_(turn.locale)))
    chosen, gone = _repeated(turn, tools, order, asked)
    if not chosen:
        return say(text(wording.NOTHING_OF_ORDER.in_(turn.locale)))
    if not confirmed:
        lines = [f"• {int(c.quantity)} x {c.product.title}" for c in chosen]
        if gone:
            lines.append(wording.NOT_SOLD_NOW.in_(turn.locale, titles=", ".join(gone)))
        yes = Option(
            wording.YES_ADD_THESE.in_(turn.locale),
            command_of(RepeatOrder(order.id, asked[:LONGEST_CHANGES])),
        )
        day = day_in(turn.locale, order.at)
        words = wording.ADD_THESE.in_(turn.locale, order=order.id, day=day, lines="\n".join(lines))
        return ask(turn, tools, words, yes, never_mind("repeat_order"))
    refused = add_all(turn, tools, chosen)
    return say_cart(turn, tools, "\n".join([wording.ORDER_ADDED.in_(turn.locale), *refused.values()]))


def _only_some(turn: Turn, tools: Tools) -> list[str]:
    """ "Last time I took pista, send it again": the goods that are named, where no whole order is meant."""
    if turn.entity("order") or _WHOLE.search(turn.text):
        return []
    return [line.goods for line in reading_of(turn, tools).lines if line.goods]


def _order_to_repeat(turn: Turn, tools: Tools, named: str, asked: str) -> Order | None:
    mine = Orders(tools.db).of_customer(turn.customer, limit=60)
    for order in mine:
        if order.id == named or (order.id.lower() in asked.lower()):
            return order
    span = parse_period(asked, turn.now.date())
    within = [o for o in mine if span and span[0] <= o.at.date() <= span[1]]
    return next(iter(within or mine), None)


def _repeated(turn: Turn, tools: Tools, order: Order, asked: str) -> tuple[list[Candidate], list[str]]:
    """The order's lines as they can be bought today, with the changes that were asked for."""
    there = {p.sku: p for p in tools.catalogue.products([line.sku for line in order.lines]) if p.active}
    quantities = {line.sku: Fraction(line.quantity) for line in order.lines}
    for sign, times in (
        ("double|twice|dugna", 2),
        ("triple", 3),
        ("half|aadha", Fraction(1, 2)),
        ("without|no|bina", 0),
    ):
        said = re.finditer(
            rf"\b(?:{sign})\s++(?:(?:the|of)\s++)?([a-z' ]{{1,60}}?)(?=$|,|\band\b|\bbut\b)", asked.lower()
        )
        for found in islice(said, MOST_CHANGES):
            for sku, product in there.items():
                named = matched(turn, tools, found[1], only=[product])
                if (named.sure or named.asked) and (named.sure or named.asked[0]).score >= 0.5:
                    quantities[sku] = quantities[sku] * times
    chosen = []
    for sku, product in there.items():
        if quantities[sku] > 0:
            least = nearest(product, max(1, -(-quantities[sku].numerator // quantities[sku].denominator)))
            chosen.append(Candidate(product, Fraction(least[1]), 1.0))
    return chosen, [line.title for line in order.lines if line.sku not in there]
