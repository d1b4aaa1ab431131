"""The single wishes of a message, each with its amount; and which of them are about what is in view."""

from collections.abc import Sequence

from bot.actions.shelf import matched, newer, pointed_at
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Tools, Turn
from bot.reading.lines import Line
from chat.open_questions import OFFERED
from chat.reply import Command
from shop.catalogue.product import Product
from shop.finding.in_view import only_points, picked
from shop.finding.matching import Match
from shop.finding.remembered import LAST_SHOWN
from shop.reading.likeness import tokens_of
from shop.reading.lists import pieces

MOST = 2  # lines into which one description may fall: "tata wala" "1 kilo"


def wished(turn: Turn, tools: Tools, typed: str) -> list[str]:
    """Take running text as the reader parts it, and a list that is written line by line as it stands."""
    if "\n" in typed.strip() or typed != turn.text:
        return pieces(typed)
    read = [line.words for line in reading_of(turn, tools).lines]
    return read or pieces(typed)


def in_view(turn: Turn, tools: Tools) -> list[Product]:
    """The products that were shown or offered last."""
    seen = tools.contexts.get(turn.customer, LAST_SHOWN, turn.now)
    skus: Sequence[str] = seen or ()
    offered = tools.contexts.get(turn.customer, OFFERED, turn.now)
    newest = offered and not newer(turn, tools, LAST_SHOWN, OFFERED)
    if offered and newest and offered.conversation == turn.conversation:
        named = [str(o.entities["sku"]) for o in offered.options if o.entities.get("sku")]
        skus = named or skus
    return [p for p in tools.catalogue.products(list(dict.fromkeys(skus))) if p.active]


def found_in_view(turn: Turn, tools: Tools) -> dict[str, Match]:
    """What the wishes that point at something, or name what only one thing in view is called, mean."""
    lines: Sequence[Line] = reading_of(turn, tools).lines
    seen = in_view(turn, tools) if lines else []
    found: dict[str, Match] = {}
    if not lines and (bare := _by_name_alone(turn, tools)):
        return bare
    for line in lines:
        product = _one_of(line, seen)
        if product is None and line.points and not line.goods and only_points(line.points):
            product = tools.catalogue.product(pointed_at(turn, tools, line.points) or "")
        if product is not None:
            match = matched(turn, tools, f"{line.amount} {product.full_name}", only=[product])
            if match.sure or match.asked:
                found[line.words] = Match(line.words, sure=match.sure or match.asked[0])
    return found


def _by_name_alone(turn: Turn, tools: Tools) -> dict[str, Match]:
    """ "I'll take 6 of the Nice Time": common words, but two of them name one thing of those in view."""
    reading = reading_of(turn, tools)
    amounts = reading.said("A")
    left = reading.text.replace(amounts[0], " ", 1) if len(amounts) == 1 else ""
    seen = in_view(turn, tools) if left else []
    said = set(tokens_of(left))
    shared = {p.sku: len({t for t in said & set(tokens_of(p.title)) if len(t) > 2}) for p in seen}
    most = max(shared.values(), default=0)
    named = [p for p in seen if shared[p.sku] == most]
    if most < 2 or len(named) != 1:
        return {}
    match = matched(turn, tools, f"{amounts[0]} {named[0].full_name}", only=named)
    wish = wished(turn, tools, turn.text)
    return {wish[0]: Match(wish[0], sure=match.sure)} if match.sure and len(wish) == 1 else {}


def _one_of(line: Line, seen: Sequence[Product]) -> Product | None:
    here = picked(line.words.replace(line.amount, " ", 1), seen)
    if len(here) != 1:
        return None
    if line.points:
        return here[0]
    named = set(tokens_of(line.goods))
    return here[0] if named and named <= set(tokens_of(here[0].full_name)) else None


def offered_product(turn: Turn, tools: Tools) -> Command | None:
    """The option of "which one?" whose product is described: "the smaller one", "rajdhani wali"."""
    offered = tools.contexts.get(turn.customer, OFFERED, turn.now)
    lines = reading_of(turn, tools).lines
    if offered is None or offered.conversation != turn.conversation or not lines or "?" in turn.text:
        return None
    if newer(turn, tools, LAST_SHOWN, OFFERED):
        return None
    by_sku = {str(o.entities["sku"]): o for o in offered.options if o.entities.get("sku")}
    if len(by_sku) < 2 or {o.intent for o in by_sku.values()} != {"add_to_cart"}:
        return None
    seen = [p for p in tools.catalogue.products(list(by_sku)) if p.active]
    amounts = [line.amount for line in lines if line.amount]
    if len(lines) > MOST or len(amounts) > 1:
        return None
    here = picked(" ".join(line.words.replace(line.amount, " ", 1) for line in lines), seen)
    if len(here) != 1:
        return None
    product, amount = here[0], amounts[0] if amounts else ""
    option = by_sku[product.sku]
    wanted = matched(turn, tools, f"{amount} {product.full_name}", only=[product]).sure if amount else None
    quantity = {"quantity": int(wanted.quantity)} if wanted else {}
    return Command(option.intent, {**option.entities, **quantity})
