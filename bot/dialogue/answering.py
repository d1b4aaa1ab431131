"""What answers "which one?": one of those that are offered, or more words for a line that is open."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from bot.actions.shelf import matched, newer, weights
from bot.dialogue.fitting import by_the_piece, fitting, has_all, kinds_of, named_in
from bot.dialogue.goods_said import OUT, Said, asks_more
from bot.dialogue.meant import OFFERED_HERE, OPEN, Meant, Table
from bot.dialogue.narrowing import so_many, the_extreme, without_refused
from bot.dialogue.open_list import OPEN_LIST
from bot.dialogue.reading_here import in_shop_words, reading_of
from bot.dialogue.siblings import leans
from bot.dialogue.told_apart import PIECES_OF, PLAIN, by_its_number, told_apart
from bot.dialogue.turn import Tools, Turn
from bot.reading.refusing import words_refused
from shop.catalogue.product import Product
from shop.finding.in_view import pieces_of, size_of
from shop.finding.matching import Candidate, Match, how_many
from shop.finding.pointing import ORDINALS
from shop.finding.remembered import LAST_SHOWN
from shop.reading.likeness import tokens_of
from shop.reading.quantity import COUNTED, Wanted, parse_wanted


def of_the_question(turn: Turn, tools: Tools, said: Said, table: Table, *, few: bool) -> Meant | None:
    """An answer to "which one?", as one of those offered or with more words for the same thing."""
    if said.how == OUT or asks_more(reading_of(turn, tools).acts):
        return None
    options = table.options if table.offered else ()
    said = _of_so_many(_number_of_name(said, options))
    here = _chosen(said, options, tools, few=few)
    if len(here) == 1:
        option = table.offered[here[0].sku]
        offered = Fraction(int(option.entities.get("quantity") or 1))
        one_case = not said.amount and pieces_of(here[0]) == parse_wanted(said.raw).holds
        quantity = so_many(here[0], said) or (Fraction(1) if one_case else offered)
        line = str(option.entities.get("line") or "")
        settles = (line,) if line in table.open else ()
        found = Match(said.words, sure=Candidate(here[0], quantity, 1.0))
        instead = str(option.entities.get("instead") or "") if not said.amount else ""
        return Meant(said, found, OFFERED_HERE, settles, instead=instead)
    return _of_a_line(turn, tools, said, table, few=few) if table.open else None


def _of_a_line(turn: Turn, tools: Tools, said: Said, table: Table, *, few: bool) -> Meant | None:
    """More words for a line that is open: by its place, by what is called so there, or told more of."""
    if not table.offered and (placed := _of_the_first_line(turn, tools, said, table)):
        return placed
    named = named_in(parse_wanted(said.described), tools)
    shared = {
        line: len(kinds_of(named, tools) & set(named_in(parse_wanted(line), tools))) for line in table.open
    }
    lines = sorted(table.open, key=lambda one: -shared[one])
    told = [met for line in lines if (met := _of_its_line(turn, tools, said, line, shares=shared[line] > 0))]
    if len(told) == 1 or (told and shared[lines[0]]):
        return told[0]
    for line in lines:
        first = line == table.open[0] and few
        if (first or shared[line]) and (
            met := _with_more_words(turn, tools, said, line, shares=shared[line] > 0)
        ):
            return met
    return None


def _chosen(said: Said, options: Sequence[Product], tools: Tools, *, few: bool) -> list[Product]:
    """Those of the options that these words mean: by place, by a number of theirs, by name."""
    if placed := _at_its_place(said, options, tools):
        return placed
    if len(cases := _holding(said, options, tools)) == 1:
        return cases
    numbered = by_its_number(said.raw, options)
    options = numbered or options
    asked_for = said.described
    here = fitting(asked_for, options, tools, counted=bool(said.amount), exact=True) if asked_for else []
    if few and (len(here) != 1 or words_refused(said.raw)):
        here = _told_apart(said, options, tools) or here
    fits = numbered and leans(said.names, tools)
    return numbered if fits and len(here) != 1 else here


def _holding(said: Said, options: Sequence[Product], tools: Tools) -> list[Product]:
    """ "The carton of 24": what holds so many, and no 24 cartons."""
    holds = parse_wanted(said.raw).holds
    named = named_in(parse_wanted(said.names), tools)
    return [p for p in options if holds and pieces_of(p) == holds and has_all(p, named, tools)]


def _of_so_many(said: Said) -> Said:
    """ "The 1 pc one": what says which pack it is counts none."""
    pack = PIECES_OF.search(said.raw.lower())
    return replace(said, amount="") if pack and said.amount and said.amount in pack[0] else said


def _at_its_place(said: Said, options: Sequence[Product], tools: Tools) -> list[Product]:
    """ "The first one, single bottle": the place says which, unless another thing is named."""
    place = next((ORDINALS[word] for word in said.points.lower().split() if word in ORDINALS), 0)
    if not place or abs(place) > len(options):
        return []
    option = options[place - 1 if place > 0 else place]
    named = named_in(parse_wanted(said.names), tools)
    return [option] if leans(said.names, tools) or has_all(option, named, tools) else []


def _of_the_first_line(turn: Turn, tools: Tools, said: Said, table: Table) -> Meant | None:
    """ "Pehla wala", after something else was said and what was offered for the line is no longer there."""
    line = table.open[0] if table.open else ""
    if not line or not said.points or newer(turn, tools, LAST_SHOWN, OPEN_LIST):
        return None
    asked = matched(turn, tools, line).asked
    here = _at_its_place(said, [candidate.product for candidate in asked], tools)
    if not here:
        return None
    one = next(candidate for candidate in asked if candidate.product == here[0])
    one = replace(one, quantity=so_many(one.product, said) or one.quantity)
    return Meant(said, Match(line, sure=one), OPEN, (line,))


def _of_its_line(turn: Turn, tools: Tools, said: Said, line: str, *, shares: bool) -> Meant | None:
    """ "1121 wala", where rice waits and something else is asked first: what is called so there."""
    told = [word for word in said.words.split() if any(c.isdigit() for c in word)]
    numbers = [word for word in told if not parse_wanted(word).measures]  # and marks: "pr-11"
    if said.amount or not numbers or not (shares or said.described.isdecimal()):
        return None
    asked = matched(turn, tools, line).asked
    here = _chosen(said, [candidate.product for candidate in asked], tools, few=True)
    if len(here) != 1 or len(asked) < 2:
        return None
    one = next(candidate for candidate in asked if candidate.product == here[0])
    return Meant(said, Match(line, sure=one), OPEN, (line,))


def _told_apart(said: Said, options: Sequence[Product], tools: Tools) -> list[Product]:
    """Those that have what is said and the others have not, unless other goods are named."""
    named = [t for t in named_in(parse_wanted(said.names), tools) if weights(tools).knows(t)]
    named = [t for t in named if t not in PLAIN]
    may_be = [p for p in options if has_all(p, named, tools)]
    found = told_apart(in_shop_words(said.raw or said.words, tools), may_be, said.refused)
    return by_the_piece(found, parse_wanted(f"{said.amount} {said.names}"))


def _number_of_name(said: Said, options: Sequence[Product]) -> Said:
    """ "1509 steam": a number that some of those offered have in their names is no count; "24 pcs" is one."""
    if not said.amount.isdecimal():
        return said
    digits = set(re.findall(r"\d+", said.amount))
    having = [p for p in options if digits and digits <= set(tokens_of(p.title))]
    if not 0 < len(having) < len(options):
        return said
    return replace(said, names=f"{said.amount} {said.names}".strip(), amount="")


def _with_more_words(turn: Turn, tools: Tools, said: Said, line: str, *, shares: bool) -> Meant | None:
    """ "70 gram wali" or "kissan, 6" where ketchup was asked about: the open line, told more of."""
    before, new = parse_wanted(line), parse_wanted(f"{said.amount} {said.described}")
    if not said.amount and not new.unit:
        new = replace(new, count=None)  # "1121": what it is called
    named, were = named_in(new, tools), named_in(before, tools)
    if not (named or new.measures or new.count):
        return None
    shares = shares or not named
    more = " ".join(t for t in named if t not in were)
    ways = [_told(new, before, f"{more} {before.words}")]
    if new.count is not None and not new.unit and before.unit == "carton":  # "2 cases", now "1"
        ways.insert(0, _told(replace(new, unit=before.unit), before, f"{more} {before.words}"))
    if new.count is not None and before.count is None and not new.measures:
        ways.append(
            _told(new, replace(before, measures=()), f"{more} {before.words}")
        )  # "5 kilo", now "5 packet"
    told, match = max(
        ((way, without_refused(matched(turn, tools, way), said.refused)) for way in ways),
        key=lambda one: _best(one[1])[0],
    )
    best = _best(match)[1]
    sized = best is not None and (not new.measures or _comes_to(best, new, counted=before.count is not None))
    match = the_extreme(_as_much(match, before, new), said.raw)
    if (
        best is not None
        and sized
        and has_all(best.product, named if shares else [*named, *were], tools, strict=not shares)
    ):
        return Meant(said, replace(match, text=told), OPEN, (line,))
    if shares and named:  # named anew: another brand of it than was said before
        told = _told(new, replace(before, measures=()), new.words)
        alone = without_refused(matched(turn, tools, told), said.refused)
        if alone.sure or alone.asked:
            return Meant(said, replace(alone, text=told), OPEN, (line,))
    return None


def _as_much(match: Match, before: Wanted, new: Wanted) -> Match:
    """ "Fortune 1 kg" where 20 kg were wanted: twenty of them."""
    if new.count is not None or before.count is not None or not (new.measures and before.measures):
        return match

    def counted(found: Candidate) -> Candidate:
        so_many = how_many(found.product, before)
        return replace(found, quantity=so_many) if so_many and so_many.denominator == 1 else found

    sure = counted(match.sure) if match.sure else None
    return Match(match.text, sure, tuple(map(counted, match.asked)), match.behind)


def _best(match: Match) -> tuple[float, Candidate | None]:
    best = match.sure or max(match.asked, key=lambda one: one.score, default=None)
    return (best.score if best else 0.0), best


def _told(new: Wanted, before: Wanted, names: str) -> str:
    """The line as it is wanted now: what was said anew goes before what was said at first."""
    counted = new if new.count is not None else before
    count = "" if counted.count is None else f"{float(counted.count):g} {counted.unit}"
    words = " ".join(w for w in names.split() if w not in COUNTED)
    sizes = (new.measures or before.measures)[-1:]
    price = None if new.measures else new.price or before.price
    costs = " ".join((f"{price.minor / 100:g}", "rs", "wala")) if price else ""
    told = (costs, words, *map(str, sizes), count) if price else (count, words, *map(str, sizes))
    return " ".join(" ".join(told).split())


def _comes_to(found: Candidate, wanted: Wanted, *, counted: bool) -> bool:
    """Whether it comes in the size that was said, or makes it up: "10 kilo" of what comes by five."""
    pack = size_of(found.product)
    if counted or wanted.count is not None:
        return pack in wanted.measures
    so_many = how_many(found.product, replace(wanted, count=None, unit="")) or Fraction(0)
    return pack in wanted.measures or (so_many > 1 and so_many.denominator == 1)
