"""Orders changed by talking: cancel, other items, return, exchange.

Each says first what will happen and needs an explicit yes before anything is written. Only the
customer's own orders exist here: who they are was proven by their channel or the storefront.
"""

import re
from collections.abc import Callable

from bot.actions.shelf import matched
from bot.actions.which_order import LISTED, chosen_order, next_best
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.turn import Answer, Tools, Turn, action, say
from chat.reply import Command, Option, text
from shop.errors import ShopError
from shop.money import Money
from shop.orders.changes import REASONS, Swap, worth
from shop.orders.order import Line, Order
from shop.orders.requests import AskExchange, AskReturn, CancelOrder, ChangeItems
from shop.orders.service.orders import Orders
from shop.orders.status import MOVES, Step
from shop.orders.view import OrderView
from shop.orders.words import STATES
from shop.reading.quantity import parse_wanted, whole
from shop.replies import order_line, order_reply


def _said_no(turn: Turn) -> bool:
    return turn.entity("text") == "no"


def _done(turn: Turn, change: Callable[[], OrderView], lead: str) -> Answer:
    """Run a use case and show the order, or the refusal."""
    try:
        return say(order_reply(change(), lead))
    except ShopError as refusal:
        return say(text(refusal.in_(turn.locale)))


@action("cancel_order", private=True)
def cancel_order(turn: Turn, tools: Tools) -> Answer:
    """Cancel a pending order, for a reason, after a yes."""
    if _said_no(turn):
        return say(text("All right, the order stays."))
    order = chosen_order(turn, tools, "cancel_order", "cancel", "Which order shall I cancel?")
    if isinstance(order, Answer):
        return order
    if "cancel" not in MOVES[order.status]:
        return say(
            text(f"Order {order.id} is {STATES[order.status].in_('en')}. {next_best(order, 'cancel')}")
        )
    reason = str(turn.entity("text") or "")
    if reason in REASONS:
        asked = CancelOrder(turn.customer, order.id, reason)
        return _done(
            turn,
            lambda: Orders(tools.db).cancel(asked, turn.key("cancel"), turn.now),
            f"Order {order.id} is cancelled.",
        )
    back = (
        f" {order.paid.spoken()} goes back the way you paid."
        if order.paid.minor
        else " Nothing was paid yet."
    )
    words = f"{order_line(order)}.\nIf I cancel it, none of it will come.{back} Why shall I cancel it?"
    options = [
        Option(r[0].upper() + r[1:], Command("cancel_order", {"order": order.id, "text": r})) for r in REASONS
    ]
    return ask(turn, tools, words, *options, never_mind("cancel_order"))


@action("change_order", private=True)
def change_order(turn: Turn, tools: Tools) -> Answer:
    """Swap items of a pending order for another make, or change its payment or address."""
    if _said_no(turn):
        return say(text("All right, the order stays as it is."))
    return _swap(turn, tools, "change_order", "change_items")


@action("exchange_order", private=True)
def exchange_order(turn: Turn, tools: Tools) -> Answer:
    """Exchange items of a delivered order for another make of the same, or for goods like it."""
    if _said_no(turn):
        return say(text("All right, nothing is exchanged."))
    return _swap(turn, tools, "exchange_order", "ask_exchange")


def _swap(turn: Turn, tools: Tools, intent: str, step: Step) -> Answer:  # noqa: PLR0911  # each way out is an answer
    """Which item, for what, paid how: asked one after the other, each by tap; then done."""
    verb = "change" if step == "change_items" else "exchange"
    order = chosen_order(turn, tools, intent, step, f"In which order shall I {verb} something?")
    if isinstance(order, Answer):
        return order
    if step not in MOVES[order.status]:
        return say(text(f"Order {order.id} is {STATES[order.status].in_('en')}. {next_best(order, step)}"))
    line = _line_meant(turn, tools, order)
    if line is None:
        options = [
            Option(f"{x.quantity} x {x.title}", Command(intent, {"order": order.id, "line": x.sku}))
            for x in order.lines
        ]
        return ask(turn, tools, f"Which item shall I {verb}?", *options, never_mind(intent))
    new = str(turn.entity("sku") or "")
    try:
        quantity = _pieces(turn, order, line)
    except ShopError as err:
        return say(text(err.in_(turn.locale)))
    if not new:
        return _offer(turn, tools, intent, order, line, quantity, verb)
    method = str(turn.entity("text") or "")
    product = tools.catalogue.product(new)
    if product is None:
        return say(text("That is not sold any more."))
    difference = (product.price - line.unit_price) * quantity
    if not method:
        return _ask_method(turn, tools, intent, order, line, new, quantity, difference)
    orders, key, swaps = Orders(tools.db), turn.key(step), (Swap(line.sku, new, quantity),)
    if step == "change_items":
        change = ChangeItems(turn.customer, order.id, swaps, method)
        return _done(turn, lambda: orders.change_items(change, key, turn.now), "Changed.")
    exchange = AskExchange(turn.customer, order.id, swaps, method)
    return _done(
        turn,
        lambda: orders.ask_exchange(exchange, key, turn.now),
        "The exchange is asked for: we bring the new ones and take these.",
    )


def _pieces(turn: Turn, order: Order, line: Line) -> int:
    """How many of a line are meant: tapped before, said with its name, or all. An order's number is none."""
    said = " ".join(
        w for w in turn.text.split() if len(w) < 4 or not order.id.endswith(w.upper().strip("#.,"))
    )
    wanted = None if turn.entity("line") else parse_wanted(said).count
    return int(turn.entity("quantity") or (whole(wanted, line.quantity) if wanted else line.quantity))


def _line_meant(turn: Turn, tools: Tools, order: Order) -> Line | None:
    """The line that is tapped or named; an order of one line needs no naming."""
    sku = str(turn.entity("line") or "")
    if not sku and len(order.lines) == 1:
        return order.lines[0]
    if not sku:
        there = tools.catalogue.products([x.sku for x in order.lines])
        words = re.sub(
            rf"\b({order.id.lower()}|return|exchange|change|order|from|item|my|the|want|to|of|i|in|wapas|refund)\b",
            " ",
            turn.text.lower(),
        )
        found = matched(turn, tools, parse_wanted(words).words, only=there) if there else None
        sku = found.sure.product.sku if found and found.sure else ""
    return next((x for x in order.lines if x.sku == sku), None)


def _offer(
    turn: Turn, tools: Tools, intent: str, order: Order, line: Line, quantity: int, verb: str
) -> Answer:
    """What is there instead, and what it costs more or less: other makes of it first, then goods like it."""
    product = tools.catalogue.product(line.sku)
    asked = [line.title, product.subcategory] if product else []
    found = [sku for words in asked if words for sku in tools.search.search(words, limit=60).skus]
    variants = Orders(tools.db).variants([line.sku, *dict.fromkeys(found)])
    own = variants.get(line.sku)
    others = [
        v
        for v in (variants[sku] for sku in dict.fromkeys(found) if sku in variants)
        if own and v.sku != line.sku and v.available and v.is_like(own)
    ]
    others.sort(key=lambda v: own is not None and v.family != own.family)
    if not others:
        best = "cancel the order" if verb == "change" else "return it for a refund"
        return say(text(f"There is nothing like {line.title} in stock. You could {best} instead."))
    options = [
        Option(
            v.title,
            Command(intent, {"order": order.id, "line": line.sku, "sku": v.sku, "quantity": quantity}),
            f"{v.price.spoken()} each, {_dearer((v.price - line.unit_price) * quantity)}",
        )
        for v in others[:LISTED]
    ]
    words = f"For what shall I {verb} {quantity} x {line.title}?"
    return ask(turn, tools, words, *options, never_mind(intent))


def _dearer(difference: Money) -> str:
    """What it costs more, in few words."""
    if not difference.minor:
        return "the same price"
    if difference.minor > 0:
        return f"{difference.spoken()} more in all"
    return f"{Money(-difference.minor, difference.currency).spoken()} less in all"


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
    product = tools.catalogue.product(new)
    if difference.minor > 0:
        effect = f"You pay {difference.spoken()} more."
    elif difference.minor < 0:
        effect = f"You get {Money(-difference.minor, difference.currency).spoken()} back."
    else:
        effect = "It costs the same."
    once_only = " Items of an order can be changed once." if intent == "change_order" else ""
    words = f"{quantity} x {line.title} becomes {product.title if product else new}. {effect}{once_only} How?"
    entities = {"order": order.id, "line": line.sku, "sku": new, "quantity": quantity}
    options = [
        Option(f"Yes, by {way.label or way.id}", Command(intent, {**entities, "text": way.id}))
        for way in Orders(tools.db).ways_to_settle(order, difference)
    ]
    return ask(turn, tools, words, *options, never_mind(intent))


@action("return_order", private=True)
def return_order(turn: Turn, tools: Tools) -> Answer:  # noqa: PLR0911  # each way out is an answer
    """Return items of a delivered order."""
    if _said_no(turn):
        return say(text("All right, nothing is returned."))
    order = chosen_order(
        turn, tools, "return_order", "ask_return", "From which order do you want to return something?"
    )
    if isinstance(order, Answer):
        return order
    if "ask_return" not in MOVES[order.status]:
        return say(
            text(f"Order {order.id} is {STATES[order.status].in_('en')}. {next_best(order, 'ask_return')}")
        )
    line = _line_meant(turn, tools, order)
    if line is None:
        options = [
            Option(f"{x.quantity} x {x.title}", Command("return_order", {"order": order.id, "line": x.sku}))
            for x in order.lines
        ]
        return ask(turn, tools, "What do you want to return?", *options, never_mind("return_order"))
    try:
        quantity = _pieces(turn, order, line)
    except ShopError as err:
        return say(text(err.in_(turn.locale)))
    method = str(turn.entity("text") or "")
    if method:
        asked = AskReturn(turn.customer, order.id, (line.sku,) * quantity, method)
        return _done(
            turn,
            lambda: Orders(tools.db).ask_return(asked, turn.key("return"), turn.now),
            "The return is asked for: we pick it up, and the money comes when it is here.",
        )
    back = worth(order, [line.sku] * quantity).spoken()
    entities = {"order": order.id, "line": line.sku, "quantity": quantity}
    options = [
        Option(
            f"Yes, refund to {way.label or way.id}",
            Command("return_order", {**entities, "text": way.id}),
        )
        for way in Orders(tools.db).ways_to_refund(order)
    ]
    words = f"Return {quantity} x {line.title}? {back} comes back. An order can be returned once."
    return ask(turn, tools, words, *options, never_mind("return_order"))
