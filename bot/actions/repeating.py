"""An earlier order again: "same as last month but double the rice"."""

from dataclasses import replace
from fractions import Fraction

from bot.actions.as_before import changed, left_by_name, not_there, only_some
from bot.actions.bought import called, order_said
from bot.actions.shelf import in_cart, say_cart
from bot.actions.taking import add_all, take
from bot.actions.which_order import MOST, mine_of, seen_order
from bot.dialogue.asking import open_question, settled
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.reading_here import reading_of
from bot.dialogue.taps import tap_in, tap_of
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
from shop.orders.status import UNDER_WAY
from shop.orders.taps import RepeatOrder
from shop.reading.dates import parse_period

# What may be said of an order that is offered again.
_CHANGES = (
    "repeat_order", "update_cart", "change_order", "remove_from_cart", "add_to_cart", "order_list", "affirm",
    "inform", "skip", "return_order", "exchange_order", "clear_cart", "cancel_order",
)  # fmt: skip
_BUYS = frozenset({"repeat_order", "order_list", "add_to_cart"})
_LIKELY = 0.5
_ONLY = frozenset(("only", "sirf", "just"))
_ALL = frozenset(
    (
        "yes",
        "yep",
        "ok",
        "okay",
        "haan",
        "han",
        "ha",
        "ji",
        "all",
        "sab",
        "rest",
        "baki",
        "baaki",
        "everything",
    )
)
LONGEST_CHANGES = 400  # signs of what is asked for beside the order


@action(
    "repeat_order",
    title=Words("Repeat last order", "Pichla order dohrao", "पिछला ऑर्डर दोहराएँ"),
    private=True,
    help_place=3,
)
def repeat_order(turn: Turn, tools: Tools) -> Answer:  # noqa: PLR0911  # each way out is an answer
    """The last order again, or that of last month, with changes: "but double the rice"."""
    if turn.entity("text") == "no":
        return say(text(NOTHING_ADDED.in_(turn.locale)))
    tapped = tap_in(turn)
    confirmed = isinstance(tapped, RepeatOrder)
    asked = tapped.changes if confirmed else turn.text
    if not confirmed and not turn.entity("order") and (some := only_some(turn, tools)):
        return some
    named = tapped.order if confirmed else str(turn.entity("order") or "")
    order = _order_to_repeat(turn, tools, named, asked)
    if order is None:
        return say(text(wording.NOTHING_TO_REPEAT.in_(turn.locale)))
    chosen, _, beside = _repeated(turn, tools, order, asked)
    if not chosen:
        return say(text(wording.NOTHING_OF_ORDER.in_(turn.locale)))
    if not confirmed:
        return _offered(turn, tools, order, asked)
    refused = add_all(turn, tools, chosen)
    lead = "\n".join([wording.ORDER_ADDED.in_(turn.locale), *refused.values()])
    if beside:
        more = take(replace(turn, id=f"{turn.id}.b", intent="add_to_cart"), tools, "\n".join(beside))
        return replace(more, replies=(text(lead), *more.replies))
    return say_cart(turn, tools, lead)


def _offered(turn: Turn, tools: Tools, order: Order, asked: str) -> Answer:
    """Ask whether the order shall be put in, with these changes."""
    chosen, gone, beside = _repeated(turn, tools, order, asked)
    then = {line.sku: line.quantity for line in order.lines}
    lines = [_line_of(c, then[c.product.sku], turn.locale) for c in chosen]
    lines += [f"• + {words}" for words in beside]
    products = list(tools.catalogue.products([line.sku for line in order.lines]))
    about, kept = replace(turn, text=asked, said=asked), {c.product.sku for c in chosen}
    if left := left_by_name(about, tools, [p for p in products if p.active], kept):
        lines.append(wording.LEFT_OUT.in_(turn.locale, titles=", ".join(left)))
    if never := not_there(about, tools, products):
        lines.append(wording.NOT_IN_ORDER.in_(turn.locale, titles=", ".join(never)))
    if gone:
        lines.append(wording.NOT_SOLD_NOW.in_(turn.locale, titles=", ".join(gone)))
    yes = Option(
        wording.YES_ADD_THESE.in_(turn.locale), command_of(RepeatOrder(order.id, asked[:LONGEST_CHANGES]))
    )
    day = day_in(turn.locale, order.at)
    words = wording.ADD_THESE.in_(turn.locale, order=order.id, day=day, lines="\n".join(lines))
    return ask(turn, tools, words, yes, never_mind("repeat_order"))


def _line_of(line: Candidate, then: int, locale: str) -> str:
    """One line, with how many there were then, where that is changed."""
    said = f"• {int(line.quantity)} x {line.product.title}"
    return said if int(line.quantity) == then else f"{said} {wording.BEFORE_IT_WAS.in_(locale, count=then)}"


def offer_changed(turn: Turn, tools: Tools) -> Answer | None:
    """ "Only the bhujia make 3", where an order is offered again: it is taken with that change."""
    asked = open_question(turn, tools)
    offered = tap_of(asked.yes) if asked and asked.yes else None
    if not isinstance(offered, RepeatOrder) or "?" in turn.text:
        return None
    order = next((o for o in mine_of(turn, tools, MOST) if o.id == offered.order), None)
    acts = reading_of(turn, tools).acts
    if order is None or not acts or sum(acts.get(act, 0.0) for act in _CHANGES) < _LIKELY:
        return None
    there = [p for p in tools.catalogue.products([line.sku for line in order.lines]) if p.active]
    quantities = {line.sku: Fraction(line.quantity) for line in order.lines}
    before = dict(quantities)
    changed(turn, tools, there, quantities)
    if quantities == before:
        return None
    settled(turn, tools)
    changes = f"{offered.changes}\n{turn.text}"[-LONGEST_CHANGES:]
    said = set(turn.text.lower().replace(",", " ").replace(".", " ").split())
    if said & _ONLY and not said & _ALL:  # of the whole order with that change, or of that alone?
        return _offered(turn, tools, order, changes)
    tap = command_of(RepeatOrder(order.id, changes))
    given = {name: [value] for name, value in tap.entities.items()}
    return repeat_order(replace(turn, intent=tap.intent, entities=given, wishes=()), tools)


def same_again(turn: Turn, tools: Tools) -> Answer | None:
    """ "Send this once more, but no salt", of an order that is over: it is offered anew without that."""
    seen = seen_order(turn, tools, mine_of(turn, tools, MOST))
    refused = reading_of(turn, tools).refused
    if seen is None or seen.status in UNDER_WAY or turn.intent not in _BUYS or not refused:
        return None
    there = list(tools.catalogue.products([line.sku for line in seen.lines]))
    named = [line.goods for line in reading_of(turn, tools).lines if line.goods]
    if not all(called(name, turn, tools, there) for name in [*refused, *named]):
        return None
    held = in_cart(turn, tools)
    if held and any(called(name, turn, tools, held) for name in refused):  # it is of the cart
        return None
    return _offered(turn, tools, seen, turn.text)


def _order_to_repeat(turn: Turn, tools: Tools, named: str, asked: str) -> Order | None:
    mine = mine_of(turn, tools, MOST)
    for order in mine:
        if order.id == named or (order.id.lower() in asked.lower()):
            return order
    if said := order_said(replace(turn, text=asked, said=asked), tools, mine):
        return said
    span = parse_period(asked, turn.now.date())
    within = [o for o in mine if span and span[0] <= o.at.date() <= span[1]]
    seen = seen_order(turn, tools, mine) if reading_of(turn, tools).said("R") else None  # "repeat it"
    return next(iter(within), None) or seen or next(iter(mine), None)


def _repeated(
    turn: Turn, tools: Tools, order: Order, asked: str
) -> tuple[list[Candidate], list[str], list[str]]:
    """The order's lines as they can be bought today, with the changes that were asked for.

    Behind it what is not sold any more, and what is wanted beside it.
    """
    there = {p.sku: p for p in tools.catalogue.products([line.sku for line in order.lines]) if p.active}
    quantities = {line.sku: Fraction(line.quantity) for line in order.lines}
    beside: list[str] = []
    for said in asked.split("\n"):
        beside += changed(replace(turn, text=said, said=said), tools, list(there.values()), quantities)
    chosen = []
    for sku, product in there.items():
        if quantities[sku] > 0:
            least = nearest(product, max(1, -(-quantities[sku].numerator // quantities[sku].denominator)))
            chosen.append(Candidate(product, Fraction(least[1]), 1.0))
    return chosen, [line.title for line in order.lines if line.sku not in there], beside
