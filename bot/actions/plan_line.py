"""One good of the plan bought otherwise: a smaller pack, another make, not the one that was named."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.actions.open_plan import OpenPlan, filled, goods_called, wish_of
from bot.components.devanagari import latin
from bot.dialogue.reading_here import reading_of, shop_words
from bot.dialogue.turn import Tools, Turn
from shop.catalogue.product import Product
from shop.plans.filled import PlanLine
from shop.plans.left_out import PUTS_IN_PLACE, words_refused
from shop.plans.packs import holds, packed
from shop.reading.likeness import tokens_of
from shop.reading.sounds import sound

_CHANGES = PUTS_IN_PLACE | frozenset(
    ["change", "replace", "swap", "use", "want", "take", "give", "prefer", "badal", "badlo", "chahiye", "do"]
)
_SMALLER = frozenset(["small", "smaller", "smallest", "chhota", "chhote", "chhoti", "chota", "choti"])
_LARGE = frozenset(["big", "large", "much", "bada", "badi", "bade", "zyada", "jyada"])
_TOO = frozenset(["too", "bahut", "bohot", "itna", "itni", "so"])
_TELLS = 3  # letters, and more, of a word that tells one product from another


@dataclass(frozen=True)
class Otherwise:
    """What becomes of one line of a plan."""

    good: str
    plan: OpenPlan
    after: PlanLine | None  # None where nothing else of it is sold
    before: PlanLine


def bought_otherwise(turn: Turn, tools: Tools, there: OpenPlan) -> Otherwise | None:
    """The plan with the line that these words are of bought otherwise; None where they are of no one line."""
    words = re.findall(r"[^\W\d_]+", latin(turn.text).lower())
    said = set(tokens_of(latin(turn.text))) | set(words)
    lines = filled(tools, wish_of(turn, tools, there)).lines
    line = _line_meant(said, lines)
    if line is None:
        return None
    instead_of_it = words[-1:] == ["instead"]  # "mustard instead" wants it
    no = set() if instead_of_it else {w for one in _refused(turn, tools) for w in tokens_of(one)}
    asked = _asked_for(said, line, tools) - no if said & _CHANGES else set[str]()
    sold = _sold_for(line.good, asked, tools)
    refused = {p.sku for p in sold if _is_too_large(words, p, line)}
    told = _telling(line.product, line.good) & said
    own = set(tokens_of(line.good)) & said  # "whole basmati" is basmati
    wanted = _with_most(asked, line.good, [p for p in sold if own <= set(tokens_of(p.title))])
    no &= told
    if told and (no or wanted or refused or not said.isdisjoint(_CHANGES)):
        refused |= {p.sku for p in sold if _telling(p, line.good) & told}  # what was named is not to be it
    if not refused and not wanted:
        return None
    pick = _best(line, [p for p in wanted if p.sku not in refused and p.sku not in there.refused])
    picked = [one for one in there.picked if one[0] != line.good]
    after = replace(
        there,
        refused=tuple(dict.fromkeys((*there.refused, *sorted(refused)))),
        picked=(*picked, (line.good, pick.sku)) if pick else tuple(picked),
    )
    now = next(
        (one for one in filled(tools, wish_of(turn, tools, after)).lines if one.good == line.good), None
    )
    return Otherwise(line.good, after if now else there, now, line)


def _line_meant(said: set[str], lines: tuple[PlanLine, ...]) -> PlanLine | None:
    """The one line that most of these words are of, a word that tells its product above one of its good."""
    scores = []
    for line in lines:
        own = tokens_of(line.good)
        told, named = _telling(line.product, line.good) & said, set(own) & said
        scores.append(2 * len(told) + len(named) if told or set(own[-1:]) <= said else 0)
    most = max(scores, default=0)
    best = [line for line, score in zip(lines, scores, strict=True) if most and score == most]
    return best[0] if len(best) == 1 else None


def _telling(product: Product, good: str) -> set[str]:
    """The words that tell a product from others of the same good."""
    words = set(tokens_of(product.title)) - set(tokens_of(good)) - set(tokens_of(product.pack or ""))
    return {word for word in words if len(word) > _TELLS and word.isalpha()}


def _is_too_large(words: list[str], product: Product, line: PlanLine) -> bool:
    """Whether the pack is as large as the one that is said to be too large."""
    large = any(first in _TOO and second in _LARGE for first, second in pairwise(words))
    if (not large and _SMALLER.isdisjoint(words)) or line.need is None:
        return False
    one, other = holds(product, line.need.base), holds(line.product, line.need.base)
    return one is not None and other is not None and one >= other


def _refused(turn: Turn, tools: Tools) -> list[str]:
    return [*reading_of(turn, tools).refused, *words_refused(latin(turn.text))]


def _asked_for(said: set[str], line: PlanLine, tools: Tools) -> set[str]:
    """The words of this shop that the product of the plan has not: mustard, a make."""
    known = shop_words(tools)
    return {word for word in said if sound(word) in known} - set(tokens_of(line.product.title))


def _sold_for(good: str, asked: Collection[str], tools: Tools) -> list[Product]:
    """What is sold of this good, and of its kind by the words asked for: mustard oil for sunflower oil."""
    kind = (tokens_of(good) or [good])[-1]
    names = [good, *(f"{word} {kind}" for word in sorted(asked))]
    found = goods_called(tools, names)
    return list({p.sku: p for name in names for p in found.get(name, ())}.values())


def _with_most(asked: set[str], good: str, sold: Sequence[Product]) -> list[Product]:
    """Those that have most of the words asked for."""
    scored = [(len(asked & _telling(product, good)), product) for product in sold]
    most = max((score for score, _ in scored), default=0)
    return [product for score, product in scored if score == most] if most else []


def _best(line: PlanLine, products: list[Product]) -> Product | None:
    """The one that costs least for what is needed."""
    if line.need is None:
        return max((p for p in products if p.stock > 0), key=lambda p: p.rating or 0.0, default=None)
    way = packed(line.need, products)
    return way.product if way else None
