"""The product that a question is about: named, pointed at, told by its size, or the one that is spoken of.

Every action that needs a product asks here, before anything is searched for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.actions.searching import asked, find_for, known, state_of, today
from bot.actions.shelf import matched, weights
from bot.dialogue.goods_meant import in_view
from bot.dialogue.reading_here import in_shop_words, reading_of, shop_words
from bot.dialogue.siblings import leans, siblings
from bot.dialogue.spoken_of import one_of_them, spoken_of
from bot.dialogue.turn import Tools, Turn
from bot.reading.filling import GOODS, POINTS, SIZE
from shop.catalogue.product import Product
from shop.finding.asking import read
from shop.finding.families import family_of
from shop.finding.find import Found
from shop.finding.in_view import BIGGER, COMPARING, SMALLER, picked, size_of
from shop.finding.pointing import pointed
from shop.reading.likeness import is_size, tokens_of
from shop.reading.quantity import parse_wanted
from shop.reading.sounds import sound

_ALIKE = 24  # products among which another size of one is looked for
_TELLING = 2  # words, or a size, that say which one of a kind


@dataclass(frozen=True)
class Which:
    """One product, or those that it may be: of what was found, or of what is before the customer's eyes."""

    product: Product | None = None
    found: Found | None = None
    seen: tuple[Product, ...] = ()

    @property
    def others(self) -> tuple[Product, ...]:
        """All that it may be, where it is not clear."""
        return self.found.products if self.found and not self.found.near else self.seen


def which_product(turn: Turn, tools: Tools) -> Which:
    """The product that these words are about, wherever it is nearest."""
    if turn.entity("sku"):
        return Which(tools.catalogue.product(str(turn.entity("sku"))))
    reading = reading_of(turn, tools)
    goods, sizes = " ".join(reading.said(GOODS)), " ".join(reading.said(SIZE))
    points = " ".join(reading.said(POINTS))
    shown = in_view(turn, tools)
    there = spoken_of(turn, tools)
    if not names_goods(goods, there, tools):
        goods = ""
    if not goods and (here := _beside(turn, tools, there)):
        return here
    if not goods and (here := _here(turn, tools, f"{points} {sizes}".strip(), shown, there)):
        return here
    said = f"{goods} {points} {sizes}".strip()
    if goods and (here := named_here(turn, tools, said, shown, there)):
        return here
    beside = _one_of(siblings(said, turn.text, there, tools)) if there and leans(said, tools) else None
    if beside or goods:
        return beside or _searched(turn, tools, f"{goods} {sizes} {_sized(points)}".strip())
    return Which(there[0]) if len(there) == 1 else Which(seen=tuple(there))


def _beside(turn: Turn, tools: Tools, there: Sequence[Product]) -> Which | None:
    """ "Isse bada bhi aata hai?": the next size of the one that is spoken of."""
    compares = set(turn.text.lower().split()) & (SMALLER | BIGGER)
    return _one_of(siblings("", turn.text, there, tools)) if compares and len(there) == 1 else None


def _one_of(found: Sequence[Product]) -> Which | None:
    if not found:
        return None
    return Which(found[0]) if len(found) == 1 else Which(seen=tuple(found))


def names_goods(words: str, there: Sequence[Product], tools: Tools) -> bool:
    """Whether one of these words is of this shop, beside what is spoken of: "do the lids leak" names none."""
    sold = shop_words(tools)
    for word in tokens_of(in_shop_words(words, tools)):
        if len(word) < 2 or word.isdigit() or is_size(word):
            continue
        if sound(word) in sold or weights(tools).knows(word):
            return True
        # A slip of the finger is goods still, where nothing else can be meant.
        if not there and not tools.search.understood(word).unknown:
            return True
    return False


def _here(
    turn: Turn, tools: Tools, said: str, shown: Sequence[Product], there: Sequence[Product]
) -> Which | None:
    """Pointed at or told by its size alone: among what is shown, else another size of what is spoken of."""
    if placed := pointed(turn.text, shown):
        return Which(placed[0])
    said = said or (turn.text if COMPARING & set(turn.text.lower().split()) else "")
    if not said:
        return None
    sizes = parse_wanted(said).measures
    here = one_of_them(picked(said, shown)) if shown else []
    if sizes:
        here = [p for p in here if size_of(p) in sizes] or _other_size(tools, there, said)
    if len(here) == 1:
        return Which(here[0])
    return Which(seen=tuple(here)) if sizes and here else None


def _other_size(tools: Tools, there: Sequence[Product], said: str) -> list[Product]:
    """ "And the 1 kg one?" of what is shown by the half: the same thing in that size."""
    sizes = parse_wanted(said).measures
    families = {family_of(product) for product in there}
    if len(families) != 1:
        return []
    found = tools.catalogue.products(tools.search.search(f"{there[0].title} {said}", _ALIKE).skus)
    return one_of_them([p for p in found if p.active and family_of(p) in families and size_of(p) in sizes])


def named_here(
    turn: Turn, tools: Tools, said: str, shown: Sequence[Product], there: Sequence[Product]
) -> Which | None:
    """Named by words that only one of what is before the customer has."""
    named = [w for w in tokens_of(in_shop_words(parse_wanted(said).words, tools)) if weights(tools).knows(w)]
    among = list({p.sku: p for p in (*shown, *there)}.values())
    here = one_of_them(picked(said, among)) if among else []
    sizes = parse_wanted(said).measures
    here = [p for p in here if not sizes or size_of(p) in sizes]
    # What names more than this has is another thing: the shop's own words decide.
    here = [
        p for p in here if set(named) <= set(tokens_of(" ".join((p.full_name, p.subcategory, *p.aliases))))
    ]
    if len(here) == 1:
        return Which(here[0])
    focus = state_of(turn, tools).focus
    return Which(next(p for p in here if p.sku == focus)) if focus in {p.sku for p in here} else None


def _searched(turn: Turn, tools: Tools, said: str) -> Which:
    """Named anew: the goods of the shop that are called so."""
    found = find_for(turn, tools, asked(turn, tools))
    if not found.products or found.near:
        found = find_for(turn, tools, read(said, known(tools), today(turn)))
    if not found.products or found.near:
        return Which(found=found)
    ones = one_of_them(found.products)
    if len(ones) == 1:
        return Which(ones[0], found)
    tells = parse_wanted(said).measures or len(tokens_of(parse_wanted(said).words)) >= _TELLING
    sure = matched(turn, tools, said).sure if tells else None
    if sure and sure.product.sku in {p.sku for p in found.products}:
        return Which(sure.product, found)
    return Which(found=found)


def _sized(points: str) -> str:
    return " ".join(map(str, parse_wanted(points).measures))
