"""What comes in place of a line of the cart: "sorry, the 12 watt one", "taj mahal instead of red label"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from bot.actions.shelf import carts_of, in_cart, newer
from bot.dialogue.cases_said import cases_wanted
from bot.dialogue.fitting import fitting, has_all, kinds_of, named_in, names_goods
from bot.dialogue.goods_said import ADD, OUT, SET, Said
from bot.dialogue.meant import CART, SHOP, VIEW, Meant
from bot.dialogue.siblings import leans, siblings
from bot.dialogue.turn import Tools, Turn
from shop.catalogue.product import Product
from shop.finding.families import family_of
from shop.finding.in_view import only_points, pieces_of, size_of
from shop.finding.matching import Candidate, Match, how_many
from shop.finding.remembered import LAST_SHOWN, TOUCHED
from shop.reading.quantity import parse_wanted

_WHICH = frozenset(["wala", "wali", "wale", "one", "ones", "pack", "size", "packet"])
_FEW = 4  # of which it is asked which one


def put_right(turn: Turn, tools: Tools, said: Said) -> Meant | None:
    """Another one of what was put in just before, where this puts it right: it comes in its place."""
    changes = said.how == SET or (said.how == ADD and turn.corrects)
    there = carts_of(tools).get(turn.customer).quantities
    before = _before(turn, tools, said) if changes else None
    if before is None or not _says_another(said, before, tools):
        return None
    last = before.sku
    beside = siblings(said.names, said.raw, [before], tools)
    beside = [product for product in beside if product.sku not in there]
    beside = [product for product in beside if family_of(product) == family_of(before)] or beside
    if not 0 < len(beside) <= _FEW:
        return None
    count = parse_wanted(said.amount).count if said.amount else None
    found = tuple(Candidate(p, count or as_many(there[last], before, p), 1.0) for p in beside)
    if len(found) > 1:
        return Meant(said, Match(said.words, asked=found), VIEW)
    return Meant(replace(said, how=ADD), Match(said.words, sure=found[0]), VIEW, instead=last)


def _before(turn: Turn, tools: Tools, said: Said) -> Product | None:
    """The line of the cart that it takes the place of: the one that is named, else what was put in last."""
    held = in_cart(turn, tools)
    if says_its_size_goes(said, held):
        named = parse_wanted(said.names).words
        here = fitting(named, held, tools, counted=True) if names_goods(named) else []
        if len(here) == 1:
            return here[0]
    last = tools.contexts.get(turn.customer, TOUCHED, turn.now)
    return next((p for p in held if p.sku == last and newer(turn, tools, TOUCHED, LAST_SHOWN)), None)


def says_its_size_goes(said: Said, held: Sequence[Product]) -> bool:
    """ "The 400 g instead of 200": where a size is said and the number of another, which is in the cart."""
    sizes = parse_wanted(said.names).measures
    numbers = _numbers(said.raw) - _numbers(said.names)
    return bool(sizes) and any(
        numbers & _numbers(product.pack or product.title) and size_of(product) not in sizes
        for product in held
    )


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", text))


def as_many(there: int, old: Product, new: Product) -> Fraction:
    """As many of the new as there were of the old; one case in place of single pieces, however many."""
    return Fraction(1) if pieces_of(new) > 1 and pieces_of(old) == 1 else Fraction(there)


def _says_another(said: Said, before: Product, tools: Tools) -> bool:
    """Whether these words say which one it is to be, and not this: no kind of goods, no number of them."""
    counts = said.amount and not names_goods(parse_wanted(said.names).words)  # "10 of the 5 kg"
    if not said.names or only_points(said.names) or counts or cases_wanted(said):
        return False
    if says_how_much(said, before):
        return False
    named = kinds_of(named_in(parse_wanted(said.names), tools), tools)
    of_it = leans(said.names, tools)
    if says_its_size_goes(said, [before]):
        of_it = of_it or has_all(before, list(named), tools)
    return of_it and not fitting(said.names, [before], tools, counted=True)


def says_how_much(said: Said, product: Product) -> bool:
    """ "12 nahi 10 kilo" of what comes by one: an amount, unless "wala" says that it is another pack."""
    wanted = parse_wanted(said.names)
    if not wanted.measures or names_goods(wanted.words) or set(said.raw.split()) & _WHICH:
        return False
    if says_its_size_goes(said, [product]):
        return False
    so_many = how_many(product, replace(wanted, count=None, unit="")) or Fraction(0)
    return so_many > 1 and so_many.denominator == 1


def in_its_place(turn: Turn, tools: Tools, meant: Sequence[Meant]) -> list[Meant]:
    """One thing refused and one wanted: as many of it as there were of what goes, which stays until then."""
    goes = [one for one in meant if one.said.how == OUT and not one.said.raw]  # named as what is replaced
    comes = [one for one in meant if one.said.how != OUT and one.where in (SHOP, VIEW) and not one.instead]
    if len(goes) != 1 or len(comes) != 1 or goes[0].where != CART or goes[0].match.sure is None:
        return list(meant)
    new, old = comes[0], goes[0].match.sure.product
    left = [one for one in meant if one is not goes[0]]
    if not (new.match.sure or new.match.asked):
        return left  # nothing is like it, so nothing goes
    if new.match.sure and new.match.sure.product.sku == old.sku:
        return list(meant)
    if not new.said.amount:
        new = _so_many(new, old, carts_of(tools).get(turn.customer).quantities.get(old.sku, 1))
    if new.match.sure is None:  # it is asked which one, with what goes gone
        return [one if one is not comes[0] else new for one in meant]
    new = replace(new, said=replace(new.said, how=ADD), instead=old.sku)
    return [one if one is not comes[0] else new for one in left]


def _so_many(meant: Meant, old: Product, there: int) -> Meant:
    """The same, as many as there were of what it replaces."""

    def counted(one: Candidate) -> Candidate:
        return replace(one, quantity=as_many(there, old, one.product))

    sure = counted(meant.match.sure) if meant.match.sure else None
    asked = tuple(map(counted, meant.match.asked))
    text = f"{there} {meant.match.text}" if asked else meant.match.text
    return replace(meant, match=replace(meant.match, text=text, sure=sure, asked=asked), counted=True)
