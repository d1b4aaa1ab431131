"""What was bought: of goods that are named or were just spoken of, when, how many and at what price.

All of it is told at once, with the time before and what it costs today, so that it need not be guessed which
of these was asked. What is named is looked for in the order that is spoken of first, then in all orders.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.actions.shelf import matched
from bot.actions.which_order import BEFORE, MOST, UNDERWAY, mine_of, named, pointed_order, seen_order
from bot.dialogue.fitting import fitting
from bot.dialogue.reading_here import ORDER_SEEN, in_shop_words, reading_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.reading.lines import Line
from bot.words import orders as words
from bot.words.checkout import LINE
from chat.contexts import ContextKey
from chat.days import day_in
from chat.reply import text
from chat.words import Words
from shop.catalogue.product import Product
from shop.finding.remembered import LAST_SHOWN
from shop.history.bought import NOT_BOUGHT, Purchase, most_bought, purchases
from shop.money import Money
from shop.orders.order import Order
from shop.orders.words import STATES
from shop.reading.quantity import parse_wanted
from shop.replies import order_line

TOLD = 4  # products of which the last time is told
OFTEN = 8  # products that are bought the most
_BEFORE = BEFORE - {"pichla", "pichli"}  # the last time
_ALIKE = 0.5  # of a score


@dataclass(frozen=True)
class Bought:
    """The products that were spoken of as bought, and how many times back."""

    skus: tuple[str, ...]
    back: int = 0


BOUGHT = ContextKey("bought", Bought, timedelta(minutes=30))


def told_of_goods(turn: Turn, tools: Tools) -> Answer | None:
    """What is to be told of the goods that are named, or were spoken of last; None where there are none."""
    mine = mine_of(turn, tools, MOST)
    names = goods_named(turn, tools)
    if not names:
        return _told_again(turn, tools, mine)
    return _told_of(names, turn, tools, mine)


def _told_of(names: Sequence[str], turn: Turn, tools: Tools, mine: list[Order]) -> Answer:
    """These goods of the order that is named or spoken of, else each the last time that it was bought."""
    order = order_said(turn, tools, mine)
    if order:
        here = _called_in(names, turn, tools, [order])
        return _of_one(turn, tools, order, here) if here else _not_there(turn, tools, order, names, mine)
    seen = seen_order(turn, tools, mine)
    if seen and (here := _called_in(names, turn, tools, [seen])):
        return _of_one(turn, tools, seen, here)
    found = _called_in(names, turn, tools, mine)
    if found and seen and reading_of(turn, tools).said("R"):  # "in it"
        return _not_there(turn, tools, seen, names, mine)
    if not found:
        return say(text(words.NEVER_BOUGHT.in_(turn.locale, goods=", ".join(names))))
    return _last_times(turn, tools, mine, found)


def of_this_order(turn: Turn, tools: Tools, *, some: bool) -> Answer | None:
    """The lines of the order on the table that are named; None where not all, or not `some`, are in it."""
    mine = mine_of(turn, tools, MOST)
    seen, names = seen_order(turn, tools, mine), goods_named(turn, tools)
    if seen is None or not names:
        return None
    here = _called_in(names, turn, tools, [seen])
    all_there = some or len(names) == 1 or all(_called_in([name], turn, tools, [seen]) for name in names)
    return _of_one(turn, tools, seen, here) if here and all_there else None


def told_last(turn: Turn, tools: Tools) -> Bought | None:
    """What was told as bought just now, if nothing else was before the customer since."""
    told = tools.contexts.get(turn.customer, BOUGHT, turn.now)
    at, seen = (tools.contexts.saved_at(turn.customer, key) for key in (BOUGHT, ORDER_SEEN))
    on_table = seen_order(turn, tools, mine_of(turn, tools, MOST)) is not None
    return told if told and on_table and at is not None and seen is not None and at >= seen else None


def told_most(turn: Turn, tools: Tools) -> Answer | None:
    """What is bought the most."""
    found = most_bought(mine_of(turn, tools, MOST), OFTEN)
    if not found:
        return None
    tools.contexts.save(turn.customer, LAST_SHOWN, tuple(one.sku for one in found), turn.now)
    lines = [
        f"{place}. {words.OFTEN.in_(turn.locale, title=one.title, times=one.times, pieces=one.pieces)}"
        for place, one in enumerate(found, 1)
    ]
    return say(text("\n".join([words.MOST_BOUGHT.in_(turn.locale), *lines])))


def told_total(turn: Turn, tools: Tools) -> Answer | None:
    """The total of the order that is named or spoken of, or of what is being given back of one."""
    mine = mine_of(turn, tools, MOST)
    order = order_said(turn, tools, mine)
    back = tools.contexts.get(turn.customer, UNDERWAY, turn.now)
    at, seen_at = (tools.contexts.saved_at(turn.customer, key) for key in (UNDERWAY, ORDER_SEEN))
    if order is None and back and at is not None and (seen_at is None or at >= seen_at):
        line = next((x for o in mine if o.id == back.order for x in o.lines if x.sku == back.line), None)
        if line:
            so_many = back.quantity or line.quantity
            total = (line.unit_price * so_many).spoken()
            each = line.unit_price.spoken()
            told = LINE.in_(turn.locale, quantity=so_many, title=line.title, price=each, total=total)
            return say(text(told))
    order = order or seen_order(turn, tools, mine)
    if order is None:
        return None
    tools.contexts.save(turn.customer, ORDER_SEEN, order.id, turn.now)
    return say(text(f"{order_line(order, turn.locale)}."))


def order_said(turn: Turn, tools: Tools, mine: list[Order]) -> Order | None:
    """The order that these words name; the one that is only spoken of is not among them."""
    return named(turn, mine) or pointed_order(turn, tools, mine)


def goods_named(turn: Turn, tools: Tools) -> list[str]:
    """What the message names, each with the size that is said of it."""
    lines = [line for line in reading_of(turn, tools).lines if line.goods]
    return [_with_size(line) for line in lines]


def _with_size(line: Line) -> str:
    sizes = [str(size) for size in parse_wanted(line.words).measures if str(size) not in line.goods]
    return " ".join((line.goods, *sizes))


def called(name: str, turn: Turn, tools: Tools, products: Sequence[Product]) -> list[Product]:
    """Those of these products, which somebody bought, that are called so."""
    for said in dict.fromkeys((name, in_shop_words(name, tools))):
        if here := fitting(said, products, tools, counted=False):
            return here
    match = matched(turn, tools, parse_wanted(name).words or name, only=products)
    best = match.sure or (match.asked[0] if match.asked else None)
    return [best.product] if best and best.score >= _ALIKE else []


def _called_in(names: Sequence[str], turn: Turn, tools: Tools, orders: Sequence[Order]) -> list[str]:
    """The SKUs of these orders that are called so, those of one name together, the newest first."""
    skus = list(dict.fromkeys(line.sku for order in orders for line in order.lines))
    products = list(tools.catalogue.products(skus))
    place = {sku: at for at, sku in enumerate(skus)}
    whole = " ".join(names)  # "dhara wala tel" is one thing
    together = fitting(in_shop_words(whole, tools), products, tools, counted=False) if len(names) > 1 else []
    found = [together] if together else [called(name, turn, tools, products) for name in names]
    return list(dict.fromkeys(p.sku for here in found for p in sorted(here, key=lambda p: place[p.sku])))


def _of_one(turn: Turn, tools: Tools, order: Order, skus: Sequence[str]) -> Answer:
    """What one order has of these."""
    lines = [line for line in order.lines if line.sku in skus]
    told = [f"{order_line(order, turn.locale)}."]
    told += [
        LINE.in_(
            turn.locale,
            quantity=line.quantity,
            title=line.title,
            price=line.unit_price.spoken(),
            total=line.total.spoken(),
        )
        for line in lines
    ]
    if len(lines) > 1:
        total = sum((line.total for line in lines), Money(0, order.currency))
        told.append(words.TOGETHER.in_(turn.locale, total=total.spoken()))
    told += _today(turn, tools, [(line.sku, line.quantity) for line in lines])
    _remember(turn, tools, order, [line.sku for line in lines])
    return say(text("\n".join(told)))


def _not_there(turn: Turn, tools: Tools, order: Order, names: Sequence[str], mine: list[Order]) -> Answer:
    """That the order has none of it, and when it was bought instead."""
    none = words.NOT_IN_IT.in_(
        turn.locale, goods=", ".join(names), order=order.id, day=day_in(turn.locale, order.at)
    )
    found = _called_in(names, turn, tools, mine)
    if not found:
        tools.contexts.save(turn.customer, ORDER_SEEN, order.id, turn.now)
        return say(text(none))
    return _last_times(turn, tools, mine, found, lead=none)


def asks_before(turn: Turn) -> bool:
    """ "And before that?", "usse pehle wali baar"."""
    return bool(set(turn.text.lower().strip("?!. ").split()) & _BEFORE)


def _told_again(turn: Turn, tools: Tools, mine: list[Order]) -> Answer | None:
    """More of what was spoken of: all of it again, or of the time before."""
    told = told_last(turn, tools)
    if told is None:
        return None
    back = told.back + 1 if asks_before(turn) else told.back
    return _last_times(turn, tools, mine, told.skus, back=back)


def _last_times(
    turn: Turn, tools: Tools, mine: list[Order], skus: Sequence[str], *, back: int = 0, lead: str = ""
) -> Answer:
    """The last time of each of these, or so many times back, and the time before it."""
    bought = [o for o in mine if o.status not in NOT_BOUGHT] or mine
    times = purchases(bought, set(skus)) or purchases(mine, set(skus))
    newest = sorted(times, key=lambda sku: -times[sku][0].order.at.timestamp())[:TOLD]
    told = [lead] if lead else []
    for sku in newest:
        of_it = times[sku][back : back + 2]
        if not of_it:
            told.append(words.NOT_BEFORE.in_(turn.locale, title=times[sku][0].line.title))
            continue
        told.append(_time(words.BOUGHT_IT, of_it[0], turn.locale))
        told += [_time(words.BOUGHT_BEFORE, one, turn.locale) for one in of_it[1:]]
        told += _today(turn, tools, [(sku, of_it[0].line.quantity)])
    shown = times[newest[0]][min(back, len(times[newest[0]]) - 1)]
    _remember(turn, tools, shown.order, newest, back)
    return say(text("\n".join(told)))


def _time(said: Words, one: Purchase, locale: str) -> str:
    order, line = one.order, one.line
    return said.in_(
        locale,
        title=line.title,
        quantity=line.quantity,
        price=line.unit_price.spoken(),
        total=line.total.spoken(),
        day=day_in(locale, order.at),
        order=order.id,
        status=STATES[order.status].in_(locale),
    )


def _today(turn: Turn, tools: Tools, bought: Sequence[tuple[str, int]]) -> list[str]:
    """What so many of each cost today, where it is still sold."""
    quantities = dict(bought)
    sold = [p for p in tools.catalogue.products(list(quantities)) if p.active]
    said = words.TODAY_AT if len(bought) == 1 else words.TODAY_OF
    return [
        said.in_(turn.locale, title=p.title, price=p.unit_price_at(quantities[p.sku]).spoken()) for p in sold
    ]


def _remember(turn: Turn, tools: Tools, order: Order, skus: Sequence[str], back: int = 0) -> None:
    """Keep what was told: the goods are in view, and are of that order."""
    tools.contexts.save(turn.customer, ORDER_SEEN, order.id, turn.now)
    tools.contexts.save(turn.customer, LAST_SHOWN, tuple(skus), turn.now)
    tools.contexts.save(turn.customer, BOUGHT, Bought(tuple(skus), back), turn.now)
