"""Narrows what may be meant by how many were said, by what must not be, and by the cheapest or smallest."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from bot.dialogue.goods_said import Said
from shop.catalogue.product import Product
from shop.finding.in_view import COMPARING, names_in, picked, size_of
from shop.finding.matching import OFFERED as MOST_OFFERED
from shop.finding.matching import Match, how_many
from shop.reading.likeness import tokens_of
from shop.reading.quantity import parse_wanted

_LIKELY = 6  # of those that may be meant, the ones that most buy come first
_ALIKE = 0.1  # of a score; what fits less well is not chosen for its size or price


def so_many(product: Product, said: Said) -> Fraction | None:
    """Give how many of it that comes to; None where it was not said."""
    if said.amount:
        amount = parse_wanted(said.amount)
        if (
            amount.count is None and size_of(product) in amount.measures
        ):  # "fortune 1 kg": which, not how many
            return None
        return how_many(product, amount)
    wanted = parse_wanted(said.names)
    if wanted.measures and size_of(product) not in wanted.measures:
        return how_many(product, replace(wanted, count=None, unit=""))  # "dal 5 kilo" of what comes by one
    return None


def the_extreme(match: Match, raw: str) -> Match:
    """ "Koi bhi chalega, sasta wala": the cheapest of those that may be meant, the smallest, the biggest."""
    if match.sure or not match.asked:
        return match
    says = " ".join(word for word in re.findall(r"\w+", raw.lower()) if word in COMPARING)
    likely = [*match.asked, *match.behind][:_LIKELY]
    nearest_ones = [c for c in likely if c.score >= match.asked[0].score - _ALIKE]
    here = picked(says, [c.product for c in nearest_ones]) if says else []
    chosen = next((c for c in likely if [c.product] == here), None)
    return Match(match.text, sure=chosen) if chosen else match


def without_refused(match: Match, refused: Sequence[str]) -> Match:
    """The match without what must not be: "5 kilo wala nahi"."""
    if not refused:
        return match

    def is_it(product: Product) -> bool:
        for words in refused:
            wanted = parse_wanted(words)
            named = names_in(wanted.words)
            sized = not wanted.measures or size_of(product) in wanted.measures
            own = set(tokens_of(" ".join((product.full_name, *product.aliases))))
            if (named or wanted.measures) and sized and all(t in own for t in named):
                return True
        return False

    left = tuple(c for c in (*match.asked, *match.behind) if not is_it(c.product))
    sure = match.sure if match.sure and not is_it(match.sure.product) else None
    return Match(match.text, sure, left[:MOST_OFFERED])
