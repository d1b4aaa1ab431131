"""Which order a claim is of: tapped, named, pointed at, the one that has the goods, or asked for."""

from dataclasses import replace

from bot.actions.claims_made import claims_of
from bot.actions.which_order import (
    LISTED,
    holds,
    mine_of,
    named,
    none_yet,
    not_theirs,
    pointed_order,
    seen_order,
)
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.reading_here import ORDER_SEEN, reading_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import claiming as words
from chat.days import day_in
from chat.payloads import command_of
from chat.reply import Option, text
from shop.claims.taps import ClaimGoods
from shop.orders.order import Order
from shop.orders.status import UNDER_WAY
from shop.refusals import Missing


def order_claimed(turn: Turn, tools: Tools, given: ClaimGoods) -> Order | Answer:
    """The order that is meant, or what is asked or said instead."""
    mine = mine_of(turn, tools)
    if given.order:
        tapped = next((order for order in mine if order.id == given.order), None)
        return tapped or say(text(Missing("order_not_theirs", order=given.order).in_(turn.locale)))
    if not mine:
        return none_yet(turn, tools)
    called = named(turn, mine)
    if called is None and (unknown := not_theirs(turn)):
        return unknown
    meant = called or _meant(turn, tools, mine)
    if meant is None:
        came = [order for order in mine if _came(order)]
        lately = [order for order in came if claims_of(tools).is_lately(order, turn.now)]
        if len(lately) > 1:
            options = [
                Option(
                    f"{order.id}, {day_in(turn.locale, order.at)}",
                    command_of(replace(given, order=order.id)),
                    order.total.spoken(),
                )
                for order in lately[:LISTED]
            ]
            return ask(turn, tools, words.OF_WHICH_ORDER.in_(turn.locale), *options, never_mind("complaint"))
        meant = next(iter([*lately, *came, *mine]))
    tools.contexts.save(turn.customer, ORDER_SEEN, meant.id, turn.now)
    return meant


def _meant(turn: Turn, tools: Tools, mine: list[Order]) -> Order | None:
    """The order that the words mean; of several with the goods the newest that came."""
    came = [order for order in mine if _came(order)]
    goods = any(line.goods for line in reading_of(turn, tools).lines)
    having = [order for order in mine if holds(turn, tools, order)] if goods else []
    pointed = pointed_order(turn, tools, came or mine)  # "my last order" is the last that came
    if pointed and (not having or pointed in having):  # the last one with those goods, where it has them not
        return pointed
    seen = seen_order(turn, tools, mine)
    if seen and (not goods or seen in having):
        return seen
    return next((order for order in having if _came(order)), having[0] if having else None)


def _came(order: Order) -> bool:
    """Whether it, or a part of it, is said to be delivered."""
    if order.status == "cancelled":
        return False
    part = any(s.get("status") == "delivered" for s in order.shipments)
    return order.status not in UNDER_WAY or part
