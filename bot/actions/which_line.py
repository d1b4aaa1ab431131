"""Questions about lines that are not sure: which one is meant, or how many; one after the other.

The lines that wait are kept in bot/dialogue/open_list.py. A button carries the line that it settles, so
that a late tap settles no other.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from bot.actions.cases_told import cases_of_line
from bot.actions.shelf import in_cart, matched
from bot.dialogue.asking import expect
from bot.dialogue.fitting import has_all, named_in
from bot.dialogue.open_list import keep_open, note_asked, open_list, said_anew, set_aside
from bot.dialogue.turn import Tools, Turn
from bot.words import cart as wording
from chat.open_questions import Asked
from chat.reply import Command, Option, Reply, choice
from shop.cart.pricing import nearest
from shop.catalogue.product import Product
from shop.finding.in_view import pieces_of
from shop.finding.matching import CASES, Candidate, Match
from shop.finding.stated_case import stated_case
from shop.reading.quantity import parse_wanted
from shop.words import EACH

_SHORT = 60  # characters by which somebody knows a line of their own again


def ask_next(turn: Turn, tools: Tools, met: Sequence[Match] = (), again: str = "") -> list[Reply]:
    """The question about a line that is open, of those that can be asked about and were not often enough.

    What it came to is known where it was just looked for; `again` is said where something came between.
    """
    known = {match.text: match for match in met}
    said_anew(turn, tools, known)
    set_aside(turn, tools)
    there = open_list(turn, tools)
    lines = list(there.lines)
    # What was not asked yet comes first, then what was asked longest ago.
    for line in sorted(there.lines, key=lambda one: (there.asked.count(one), _last(there.asked, one))):
        found = known.get(line) or matched(turn, tools, line)
        if not (found.sure or found.asked):
            lines.remove(line)
            continue
        keep_open(turn, tools, (line, *(one for one in lines if one != line)))
        note_asked(turn, tools, line)
        return [_question(turn, tools, found, more=len(lines) > 1, again=again)]
    keep_open(turn, tools, ())
    return []


def _last(asked: Sequence[str], line: str) -> int:
    return max((place for place, one in enumerate(asked) if one == line), default=-1)


def not_in_yet(turn: Turn, tools: Tools) -> tuple[str, ...]:
    """The lines that were not settled, also those that were set aside, unless such goods are in by now."""
    there, held = open_list(turn, tools), in_cart(turn, tools)

    def is_in(line: str) -> bool:
        named = named_in(parse_wanted(line), tools)
        return bool(named) and any(has_all(product, named, tools) for product in held)

    return (*there.lines, *(line for line in there.aside if not is_in(line)))


def few(lines: Sequence[str], locale: str, most: int = 5) -> str:
    """Some lines by name, and how many more there are."""
    told = "; ".join(line if len(line) <= _SHORT else f"{line[:_SHORT]}…" for line in lines[:most])
    more = len(lines) - most
    return wording.AND_MORE.in_(locale, lines=told, count=more) if more > 0 else told


def led(words: str, questions: Sequence[Reply]) -> list[Reply]:
    """The questions, with these words before the first of them: one message, not two."""
    if not (words and questions):
        return list(questions)
    return [replace(questions[0], text=f"{words}\n{questions[0].text}"), *questions[1:]]


def fits(product: Product, quantity: Fraction) -> bool:
    """Whether it is sold in so many."""
    return quantity.denominator == 1 and quantity >= 1 and int(quantity) in nearest(product, int(quantity))


def _question(turn: Turn, tools: Tools, found: Match, *, more: bool, again: str) -> Reply:
    """How many, where the product is sure; else which one."""
    line = found.text
    if found.sure and not fits(found.sure.product, found.sure.quantity):
        counted = Command("add_to_cart", {"sku": found.sure.product.sku, "line": line})
        reply = _how_many(found.sure, line, turn.locale, more=more)
        leave = Command("add_to_cart", {"skip": True, "line": line})
        expect(turn, tools, Asked(reply.text, no=leave, answer=counted, entity="quantity"))
        return reply
    candidates = found.asked or ((found.sure,) if found.sure else ())
    if _wants_a_case(line) and candidates and not any(_comes_by_the_case(c.product) for c in candidates):
        again = f"{again}{wording.NO_CASE.in_(turn.locale)}\n"
        if len(candidates) == 1:
            return _how_many_pieces(turn, tools, candidates[0], line, more=more, again=again)
    return _which(line, candidates, turn.locale, more=more, again=again)


def _how_many_pieces(turn: Turn, tools: Tools, one: Candidate, line: str, *, more: bool, again: str) -> Reply:
    """How many single ones, of what was wanted by the case."""
    locale, counted = turn.locale, Command("add_to_cart", {"sku": one.product.sku, "line": line})
    quantity = _near(one)
    option = Option(
        f"{quantity} x {one.product.full_name}",
        replace(counted, entities={**counted.entities, "quantity": quantity}),
        EACH.in_(locale, price=one.product.price.spoken()),
    )
    question = wording.HOW_MANY.in_(locale, title=one.product.title)
    reply = choice(again + question, option, *_skip(line, locale, more=more))
    leave = Command("add_to_cart", {"skip": True, "line": line})
    expect(turn, tools, Asked(reply.text, no=leave, answer=counted, entity="quantity"))
    return reply


def _wants_a_case(line: str) -> bool:
    wanted = parse_wanted(line)
    return wanted.unit == "carton" or bool(CASES & set(wanted.words.split()))


def _comes_by_the_case(product: Product) -> bool:
    return pieces_of(product) > 1 or stated_case(product) > 0


def _which(line: str, candidates: Sequence[Candidate], locale: str, *, more: bool, again: str) -> Reply:
    """Which of two or three was meant."""
    options = []
    if len(candidates) == 1 and (fewer := _as_pieces(candidates[0])):
        candidates = (fewer, *candidates)
    for candidate in candidates:
        quantity = _near(candidate)
        title = f"{quantity} x {candidate.product.full_name}"
        each = EACH if candidate.product.stock > 0 else wording.SOLD_OUT
        price = each.in_(locale, price=candidate.product.price.spoken())
        price = f"{cases_of_line(line, candidate.product, candidate.quantity, locale)} {price}".strip()
        wanted = {"sku": candidate.product.sku, "quantity": quantity, "line": line}
        options.append(Option(title, Command("add_to_cart", wanted), price))
    which = wording.WHICH if len(options) > 1 else wording.IS_IT_THIS
    return choice(again + which.in_(locale, line=line), *options, *_skip(line, locale, more=more))


def _as_pieces(one: Candidate) -> Candidate | None:
    """Of so many cases, the cases that so many pieces make: one case of 24 beside 24 of them."""
    cases = one.quantity / pieces_of(one.product)
    return replace(one, quantity=cases) if cases < one.quantity and cases.denominator == 1 else None


def _skip(line: str, locale: str, *, more: bool) -> tuple[Option, ...]:
    """Leave this line out and go on with the next."""
    skip = Command("add_to_cart", {"skip": True, "line": line})
    return (Option(wording.SKIP.in_(locale), skip),) if more else ()


def _how_many(candidate: Candidate, line: str, locale: str, *, more: bool) -> Reply:
    product, quantity = candidate.product, candidate.quantity
    below, above = nearest(product, max(1, int(quantity)))
    options = [
        Option(
            f"{q} x {product.full_name}",
            Command("add_to_cart", {"sku": product.sku, "quantity": q, "line": line}),
        )
        for q in dict.fromkeys((below, above))
        if q
    ]
    if quantity.denominator == 1:
        question = ask_how_many(product, max(1, int(quantity)), locale)
    else:
        question = wording.NOT_SOLD_BY.in_(locale, title=product.title, quantity=f"{float(quantity):g}")
    return choice(question, *options, *_skip(line, locale, more=more))


def ask_how_many(product: Product, quantity: int, locale: str) -> str:
    """Say why it can't be so many, and ask how many it shall be."""
    below, above = nearest(product, quantity)
    if below is None:
        return wording.SOLD_FROM.in_(locale, title=product.title, least=above)
    return wording.SOLD_IN_STEPS.in_(locale, title=product.title, step=product.multiple)


def _near(candidate: Candidate) -> int:
    whole_part = max(1, int(candidate.quantity))
    below, above = nearest(candidate.product, whole_part)
    return whole_part if whole_part in (below, above) else above
