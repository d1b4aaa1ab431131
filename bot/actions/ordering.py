"""Orders changed by talking: cancel, other items, exchange.

Each says first what will happen and needs an explicit yes before anything is written. Only the
customer's own orders exist here: who they are was proven by their channel or the storefront.
"""

from dataclasses import replace

from bot.actions.coming import comes_apart
from bot.actions.fewer import fewer, taken_out
from bot.actions.order_changed import closed, done, said_no
from bot.actions.order_lines import keep_under_way, line_meant, pieces_meant
from bot.actions.order_note import note_typed
from bot.actions.which_order import (
    LISTED,
    Underway,
    chosen_order,
    holds,
    mine_of,
    on_its_way,
    said_of,
    way_called,
)
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.goods_said import MORE, said_here
from bot.dialogue.reading_here import ORDER_SEEN, reading_of
from bot.dialogue.taps import tap_in
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn, action, run, say
from bot.reading.lines import Line as Wanted
from bot.reading.refusing import refuses_to
from bot.words import orders as words
from bot.words.products import NOT_ANY_MORE
from chat.reply import Command, Option, text
from chat.words import Words
from shop.errors import ShopError
from shop.money import Money
from shop.orders.changes import Swap
from shop.orders.order import Line, Order
from shop.orders.requests import AskExchange, CancelOrder, ChangeItems
from shop.orders.service.orders import Orders
from shop.orders.status import MOVES, Step
from shop.orders.taps import Fewer, NoteIt
from shop.orders.words import CANCEL_REASONS
from shop.reading.sounds import sound
from shop.replies import order_line

_CANCEL = frozenset(map(sound, ("cancel", "radd")))
_BESIDES = ("repeat_order", "order_history", "track_order")
_SOME = 0.05  # of a chance that one of these is wished instead


@action("cancel_order", title=Words("Cancel an order", "Order cancel karo", "ऑर्डर कैंसिल करें"), private=True)
def cancel_order(turn: Turn, tools: Tools) -> Answer:
    """Cancel a pending order, for a reason, after a yes."""
    if said_no(turn):
        return say(text(words.STAYS.in_(turn.locale)))
    other = _not_to_cancel(turn, tools)
    return run(Command(other), turn, tools) if other else _cancelled(turn, tools)


def _cancelled(turn: Turn, tools: Tools) -> Answer:
    """Which order, why, and then done."""
    order = chosen_order(turn, tools, "cancel_order", "cancel", words.CANCEL_WHICH)
    if isinstance(order, Answer):
        return order
    if "cancel" not in MOVES[order.status]:
        return (
            say(text(words.STAYS.in_(turn.locale)))
            if _says_not_to(turn)
            else closed(turn, tools, order, "cancel")
        )
    if not turn.entity("text") and len(order.lines) > 1 and holds(turn, tools, order):
        return fewer(turn, tools, order)
    reason = str(turn.entity("text") or "")
    if reason in CANCEL_REASONS:
        asked = CancelOrder(turn.customer, order.id, reason)
        return done(
            turn,
            lambda: Orders(tools.db).cancel(asked, turn.key("cancel"), turn.now),
            words.CANCELLED,
            order=order.id,
        )
    if order.paid.minor:
        back = words.PAID_BACK.in_(turn.locale, amount=order.paid.spoken())
    else:
        back = words.NOT_PAID.in_(turn.locale)
    why = words.WHY_CANCEL.in_(turn.locale, order=order_line(order, turn.locale), back=back)
    options = [
        Option(said.in_(turn.locale), Command("cancel_order", {"order": order.id, "text": code}))
        for code, said in CANCEL_REASONS.items()
    ]
    return ask(turn, tools, why, *options, never_mind("cancel_order"))


def _not_to_cancel(turn: Turn, tools: Tools) -> str:
    """ "No cancelling, the same goods once more": what it is besides; "" where it is to be cancelled."""
    if not _says_not_to(turn):
        return ""
    acts = reading_of(turn, tools).acts
    likely = max(_BESIDES, key=lambda act: acts.get(act, 0.0))
    return likely if acts.get(likely, 0.0) >= _SOME else ""


def _says_not_to(turn: Turn) -> bool:
    """ "Don't cancel it": said, and not tapped."""
    return not turn.entities and refuses_to(turn.text, lambda word: sound(word) in _CANCEL)


@action("change_order", title=Words("Change an order", "Order badlo", "ऑर्डर बदलिए"), private=True)
def change_order(turn: Turn, tools: Tools) -> Answer:
    """Swap items of a pending order for another make, or change its payment or address; or note on it."""
    if isinstance(tapped := tap_in(turn), NoteIt):
        return note_typed(turn, tools, tapped)
    if isinstance(tapped, Fewer):
        return taken_out(turn, tools, tapped)
    if said_no(turn):
        return say(text(words.UNCHANGED.in_(turn.locale)))
    if (order := _joined(turn, tools)) is not None:
        wish = ", ".join(_wish(line, order) for line in reading_of(turn, tools).lines if line.goods)
        asked = replace(turn, text=wish, said=wish, intent="add_to_cart", entities={})
        put = ACTIONS["action_add_to_cart"](asked, tools)
        tools.contexts.save(turn.customer, ORDER_SEEN, order.id, turn.now)
        return replace(put, replies=(text(comes_apart(order, turn.locale)), *put.replies))
    return _swap(turn, tools, "change_order", "change_items")


def _joined(turn: Turn, tools: Tools) -> Order | None:
    """The order that goods shall come into: "add 5 salt to my order"; None where some shall be others."""
    goods = [line for line in reading_of(turn, tools).lines if line.goods]
    if turn.entity("line") or turn.entity("sku") or not goods:
        return None
    order = on_its_way(turn, tools, mine_of(turn, tools))
    if order is None:
        return None
    more = any(one.how == MORE for one in said_here(turn, tools, turn.text))
    counted = all(line.amounts for line in goods) or "change_items" not in MOVES[order.status]
    return order if more or (counted and not holds(turn, tools, order)) else None


def _wish(line: Wanted, order: Order) -> str:
    """What is wanted, without the day that only says in which order: "28 ko jo order tha usme 12 tel"."""
    amounts = [amount for amount in line.amounts if amount != str(order.at.day)] or line.amounts
    return " ".join((*amounts[-1:], line.goods))


@action("exchange_order", title=Words("Exchange goods", "Saman badlo", "सामान बदलिए"), private=True)
def exchange_order(turn: Turn, tools: Tools) -> Answer:
    """Exchange items of a delivered order for another make of the same, or for goods like it."""
    if said_no(turn):
        return say(text(words.NOT_EXCHANGED.in_(turn.locale)))
    return _swap(turn, tools, "exchange_order", "ask_exchange")


def _swap(turn: Turn, tools: Tools, intent: str, step: Step) -> Answer:  # noqa: PLR0911  # each way out is an answer
    """Which item, for what, paid how: asked one after the other, each by tap; then done."""
    changes, locale = step == "change_items", turn.locale
    in_which = words.CHANGE_IN_WHICH if changes else words.EXCHANGE_IN_WHICH
    order = chosen_order(turn, tools, intent, step, in_which)
    if isinstance(order, Answer):
        return order
    if step not in MOVES[order.status]:
        return closed(turn, tools, order, step)
    line = line_meant(turn, tools, order)
    if line is None:
        options = [
            Option(
                f"{x.quantity} x {x.title}",
                Command(intent, {"order": order.id, "line": x.sku, "said": said_of(turn)}),
            )
            for x in order.lines
        ]
        what = words.CHANGE_WHAT if changes else words.EXCHANGE_WHAT
        return ask(turn, tools, what.in_(locale), *options, never_mind(intent))
    new = str(turn.entity("sku") or "")
    try:
        quantity = pieces_meant(turn, tools, order, line)
    except ShopError as err:
        return say(text(err.in_(turn.locale)))
    keep_under_way(turn, tools, Underway(order.id, line.sku, quantity))
    if not new:
        return _offer(turn, tools, intent, order, line, quantity, changes=changes)
    method = str(turn.entity("text") or "")
    product = tools.catalogue.product(new)
    if product is None:
        return say(text(NOT_ANY_MORE.in_(locale)))
    difference = (product.price - line.unit_price) * quantity
    if not method:
        return _ask_method(turn, tools, intent, order, line, new, quantity, difference)
    orders, key, swaps = Orders(tools.db), turn.key(step), (Swap(line.sku, new, quantity),)
    if changes:
        change = ChangeItems(turn.customer, order.id, swaps, method)
        return done(turn, lambda: orders.change_items(change, key, turn.now), words.CHANGED)
    exchange = AskExchange(turn.customer, order.id, swaps, method)
    return done(
        turn,
        lambda: orders.ask_exchange(exchange, key, turn.now),
        words.EXCHANGE_ASKED,
    )


def _offer(
    turn: Turn, tools: Tools, intent: str, order: Order, line: Line, quantity: int, *, changes: bool
) -> Answer:
    """What is there instead, and what it costs more or less: other makes of it first, then goods like it."""
    product = tools.catalogue.product(line.sku)
    asked = [line.title, product.subcategory] if product else []
    found = [sku for said in asked if said for sku in tools.search.search(said, limit=60).skus]
    variants = Orders(tools.db).variants([line.sku, *dict.fromkeys(found)])
    own = variants.get(line.sku)
    others = [
        v
        for v in (variants[sku] for sku in dict.fromkeys(found) if sku in variants)
        if own and v.sku != line.sku and v.available and v.is_like(own)
    ]
    others.sort(key=lambda v: own is not None and v.family != own.family)
    if not others:
        nothing = words.NOTHING_LIKE_CANCEL if changes else words.NOTHING_LIKE_RETURN
        return say(text(nothing.in_(turn.locale, title=line.title)))
    options = [
        Option(
            v.title,
            Command(intent, {"order": order.id, "line": line.sku, "sku": v.sku, "quantity": quantity}),
            words.PRICE_EACH.in_(
                turn.locale,
                price=v.price.spoken(),
                dearer=_dearer((v.price - line.unit_price) * quantity, turn.locale),
            ),
        )
        for v in others[:LISTED]
    ]
    for_what = words.CHANGE_FOR if changes else words.EXCHANGE_FOR
    question = for_what.in_(turn.locale, quantity=quantity, title=line.title)
    return ask(turn, tools, question, *options, never_mind(intent))


def _dearer(difference: Money, locale: str) -> str:
    """What it costs more, in few words."""
    if not difference.minor:
        return words.SAME_PRICE.in_(locale)
    more = words.MORE_IN_ALL if difference.minor > 0 else words.LESS_IN_ALL
    return more.in_(locale, amount=Money(abs(difference.minor), difference.currency).spoken())


def _ask_method(
    turn: Turn,
    tools: Tools,
    intent: str,
    order: Order,
    line: Line,
    new: str,
    quantity: int,
    difference: Money,
) -> Answer:
    """Say what it costs or gives back, and how."""
    product, locale = tools.catalogue.product(new), turn.locale
    if difference.minor:
        effect = words.PAY_MORE if difference.minor > 0 else words.GET_BACK
    else:
        effect = words.COSTS_THE_SAME
    amount = Money(abs(difference.minor), difference.currency).spoken()
    question = words.SWAP_HOW.in_(
        locale,
        quantity=quantity,
        old=line.title,
        new=product.title if product else new,
        effect=effect.in_(locale, amount=amount),
        once=words.ONCE_ONLY.in_(locale) if intent == "change_order" else "",
    )
    entities = {"order": order.id, "line": line.sku, "sku": new, "quantity": quantity}
    options = [
        Option(
            words.YES_BY.in_(locale, way=way_called(way, words.METHODS, locale)),
            Command(intent, {**entities, "text": way.id}),
        )
        for way in Orders(tools.db).ways_to_settle(order, difference)
    ]
    return ask(turn, tools, question, *options, never_mind(intent))
