"""Finds what was asked for: searches, keeps the constraints, and says what had to be given up."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

from shop.catalogue.product import Product
from shop.finding.asking import BEST_RATED, BEST_VALUE, CHEAPEST, DEAREST, SMALL, Ask
from shop.finding.constraints import Constraints, Days, broken
from shop.finding.known import folded
from shop.finding.matching import says_which
from shop.finding.measure import is_case, pack_of, unit_price
from shop.reading.likeness import is_size, tokens_of

_PAGE = 60  # candidates whose live state is read at a time
_DEPTH = 480  # candidates looked at before we say that there are no more
_LISTED = 240  # products put in another order than that of fit
_BEST = 12  # what the best fits are, when it has to be said which kind is meant
NEAREST_PACK, NEAREST_PRICE, SMALLEST, BIGGEST = "nearest pack", "nearest price", "smallest", "biggest"
_UNRATED = 3.0  # where nobody has said how good it is
_NEARLY_ALL = 0.8
_IN_A_ROW = 2
_AHEAD = 30  # how far another brand is looked for: pages then do not depend on how many were read
_ENOUGH = 0.6  # of the best one's coverage: a candidate that has less is of another kind
_NO_KIN = 0.35  # cosine below which nothing shares a meaning
_WHOLE = 0.7  # of the words; where no product has so much of them, what is named is not sold
_A_NAME = 3  # words of it; more put a need, of which no product has all
_OF_KIN = 0.38  # cosine from which what has a part of a name may stand in for it
# What is given up first when nothing keeps everything. Exclusions are never given up.
_GIVEN_UP = (
    ("deliver_by",),
    ("rating_min",),
    ("moq_max",),
    ("sellers",),
    ("in_stock",),
    ("pack", "or_packs", "pack_min", "pack_max"),
    ("price_min", "price_max"),
    ("loose",),
    ("brands",),
    ("categories",),
)
# With one of these, goods that only go with what is named are none of it.
_NUMBERS = frozenset({"price_max", "price_min", "pack", "pack_min", "pack_max"})


class Candidate(Protocol):
    """A product that the search proposes."""

    @property
    def sku(self) -> str: ...

    @property
    def cover(self) -> float: ...  # how much of the words it has, 0 to 1

    @property
    def kin(self) -> float: ...  # how near its meaning is, 0 to 1


class Proposals(Protocol):
    """What a search gives back, best first."""

    @property
    def hits(self) -> Sequence[Candidate]: ...

    @property
    def corrected(self) -> str: ...


Propose = Callable[[str, int, Constraints], Proposals]  # words, how many, filters it may use itself


class Shelf(Protocol):
    """The store: products as they are at this moment."""

    def products(self, skus: Sequence[str]) -> list[Product]: ...


@dataclass(frozen=True)
class Found:
    """Products that keep all constraints but those given up, in the order asked for."""

    products: tuple[Product, ...] = ()
    given_up: tuple[str, ...] = ()  # names of constraints
    corrected: str = ""  # the spelling that was searched for
    near: bool = False  # nothing has the words: these are only the nearest things
    more: bool = False  # there are more of them
    asked: Ask = field(default_factory=lambda: Ask(""))
    partly: bool = False  # no name has all the words: what is named is not sold, these are what is nearest
    per: str = ""  # cheapest first by the price of a "kg", "litre" or "piece"


def find(
    ask: Ask, propose: Propose, shelf: Shelf, today: date, days: Days, limit: int = 5, offset: int = 0
) -> Found:
    """The products from `offset` on. When nothing keeps all constraints, as few as possible are dropped."""
    found = _found(ask, propose, shelf, today, days, limit, offset)
    bare = " ".join(word for word in ask.words.split() if not says_which(word))
    if bare == ask.words or not bare or not (found.partly or found.near):
        return found
    again = _found(replace(ask, words=bare), propose, shelf, today, days, limit, offset)
    return found if again.partly or again.near else again  # "plain toor dal" is toor dal


def _found(
    ask: Ask, propose: Propose, shelf: Shelf, today: date, days: Days, limit: int, offset: int
) -> Found:
    for given_up in _ways(ask.constraints):
        kept = ask.constraints.but(*given_up)
        proposals = propose(ask.words, _DEPTH, kept)
        related, near = _related(proposals.hits, bool(ask.words))
        partly = ask.named and not near and _is_in_part(proposals.hits, ask.words)
        if partly:
            related = [h.sku for h in proposals.hits if h.sku in set(related) and h.kin >= _OF_KIN]
        sort = ask.order or _by_what_it_lacks(ask, given_up)
        fitting = _fitting(related, kept, shelf, today, days)
        some = _LISTED if sort or not ask.words else 2 * offset + 6 * limit + _AHEAD
        found = list(itertools.islice(fitting, some))
        if not ask.words:
            found.sort(key=lambda p: (p.stock < max(p.moq, 1), -(p.rating or _UNRATED)))
        found = _narrowed(found, ask, kept, partly=partly)
        if given_up and ask.words:  # in another size the same thing, and not what is only near it
            found = _named(found, ask.words)
        if (kept.given() or sort) and len(tokens_of(ask.words)) == 1:
            found = _of_its_name(found, shelf.products(related[:_BEST]), proposals.corrected or ask.words)
        if not kept.sellers:
            found = _best_offers(found)
        if ask.extent:
            found, sort = _of_that_extent(found, ask, sort)
        per = _common_unit(found) if sort == CHEAPEST else ""
        if sort:
            found.sort(key=_sorter(BEST_VALUE if per else sort, ask.constraints))
        if sort == NEAREST_PACK and ask.constraints.or_packs:
            found = _in_turns(found)
        elif not kept.brands:
            found = _mixed(found, {h.sku: round(h.cover, 2) for h in proposals.hits})
        page = found[offset : offset + limit]
        if page:
            more = len(found) > offset + limit
            return Found(tuple(page), given_up, proposals.corrected, near, more, ask, partly, per)
        if offset:
            break
    return Found(asked=ask)


def _by_what_it_lacks(ask: Ask, given_up: Sequence[str]) -> str:
    """The order where none was asked for: what can't be had is come near to."""
    if {"price_min", "price_max"} & set(given_up) and not ask.constraints.per:
        return NEAREST_PRICE
    return NEAREST_PACK if ask.constraints.pack else ""


def _in_turns(found: Sequence[Product]) -> list[Product]:
    """One of each size after the other, so that a page shows all the sizes that were asked for."""
    place: Counter[str] = Counter()
    turns: dict[str, int] = {}
    for product in found:
        turns[product.sku] = place[product.pack]
        place[product.pack] += 1
    return sorted(found, key=lambda p: turns[p.sku])


def _of_that_extent(found: list[Product], ask: Ask, sort: str) -> tuple[list[Product], str]:
    """ "Small pants" are called so; of what is not, the smallest packs come first, or the biggest."""
    named = [p for p in found if called(p, f"{ask.extent} {ask.words}")]
    if named:
        return named, sort
    return found, sort or (SMALLEST if ask.extent in SMALL else BIGGEST)


def _ways(wanted: Constraints) -> Iterator[tuple[str, ...]]:
    """Nothing given up, then one thing, then two, then all that may be."""
    given = set(wanted.given())
    may = [tuple(n for n in group if n in given) for group in _GIVEN_UP]
    may = [group for group in may if group]
    yield ()
    yield from may
    for place, one in enumerate(may):
        for other in may[place + 1 :]:
            yield (*one, *other)
    if len(may) > 2:
        yield tuple(n for group in may for n in group)


def _related(hits: Sequence[Candidate], worded: bool) -> tuple[list[str], bool]:
    """The candidates that have to do with the words, and whether they are only near them."""
    if not worded or not hits:
        return [h.sku for h in hits], False
    best = max(h.cover for h in hits)
    if best > 0.25:
        return [h.sku for h in hits if h.cover >= _ENOUGH * best], False
    kin = max(h.kin for h in hits)
    if kin < _NO_KIN:
        return [], True
    return [h.sku for h in hits if h.kin >= kin - 0.1], True


def _narrowed(found: list[Product], ask: Ask, kept: Constraints, *, partly: bool) -> list[Product]:
    """Those that are what was named, where an order or a number would bring up what only goes with it."""
    if ask.order and ask.words:
        found = _of_one_kind(found)
    if partly:
        found = _of_its_head(found, ask.words)
    if ask.words and (ask.order or _NUMBERS & set(kept.given())):
        return _named(found, ask.words)
    if len(tokens_of(ask.words)) > 1:
        named = {p.sku for p in found if called(p, ask.words)}
        if named:  # and beside it other rice, where brown rice is asked for, no sugar that is brown
            head = {p.sku for p in _of_its_head(found, ask.words)}
            found = [p for p in found if p.sku in named | head]
        found.sort(key=lambda p: p.sku not in named)  # a name that has all the words comes first
    return found


def _is_in_part(hits: Sequence[Candidate], words: str) -> bool:
    """Whether a name was said of which no product has all: "mouth freshener" where air is freshened."""
    named = [token for token in tokens_of(words) if not is_size(token)]
    return 1 < len(named) <= _A_NAME and bool(hits) and max(h.cover for h in hits) < _WHOLE


def _of_its_head(products: list[Product], words: str) -> list[Product]:
    """Of these, those that are at least the thing: chickpeas of "roasted chana", where they are sold."""
    head = [token for token in tokens_of(words) if not is_size(token)][-1:]
    return [p for p in products if head and called(p, head[0])] or products


def _fitting(
    skus: Sequence[str], kept: Constraints, shelf: Shelf, today: date, days: Days
) -> Iterator[Product]:
    """Those that are for sale and keep every constraint, by what the store says now."""
    for start in range(0, len(skus), _PAGE):
        for product in shelf.products(skus[start : start + _PAGE]):
            if product.active and not broken(product, kept, today, days):
                yield product


def _of_one_kind(products: list[Product]) -> list[Product]:
    """The cheapest oil is not the cheapest hair oil: those of the category that most of the best are of."""
    counted = Counter(p.category for p in products[:_BEST])
    category, count = counted.most_common(1)[0] if counted else ("", 0)
    if 2 * count <= min(len(products), _BEST):
        return products
    return [p for p in products if p.category == category]


def _named(products: list[Product], words: str) -> list[Product]:
    """By price, those alone whose name has all the words, if any: maize is among rice, but is none."""
    named = [p for p in products if called(p, words)]
    return named or products


def _of_its_name(products: list[Product], best: Sequence[Product], words: str) -> list[Product]:
    """Where the best are called so, only those that are: fenugreek of "Sugar & Spices" is no sugar."""
    return [p for p in products if called(p, words)] if any(called(p, words) for p in best) else products


def called(product: Product, words: str) -> bool:
    """Whether its name, or what else it is called, has all these words."""
    said = {token for token in tokens_of(words) if not is_size(token)}
    return said <= set(tokens_of(f"{product.full_name} {' '.join(product.aliases)}"))


def _best_offers(products: list[Product]) -> list[Product]:
    """One offer of each thing that several sellers have: in stock, then cheapest; where the first stood."""
    offers: dict[tuple[str, str], list[Product]] = {}
    for product in products:
        offers.setdefault((folded(product.title), product.pack), []).append(product)
    return [min(same, key=lambda p: (p.stock < max(p.moq, 1), p.price.minor)) for same in offers.values()]


def _common_unit(products: list[Product]) -> str:
    """What a price can be compared by, when nearly all are sold by it and in packs that differ."""
    prices = [unit_price(p) for p in products]
    kinds = Counter(found[1] for found in prices if found)
    if not kinds or len({pack.whole for pack in map(pack_of, products) if pack}) < 2:
        return ""
    kind, count = kinds.most_common(1)[0]
    return kind if count >= _NEARLY_ALL * len(products) else ""


def _mixed(products: Sequence[Product], fit: Mapping[str, float]) -> list[Product]:
    """Among those that fit alike, no more than two of a brand in a row."""
    left, mixed = list(products), list[Product]()
    while left:
        last = {p.brand for p in mixed[-_IN_A_ROW:]}
        pick = 0
        if len(mixed) >= _IN_A_ROW and last == {left[0].brand}:
            alike = range(1, min(len(left), _AHEAD))
            others = (n for n in alike if left[n].brand not in last and fit[left[n].sku] >= fit[left[0].sku])
            pick = next(others, 0)
        mixed.append(left.pop(pick))
    return mixed


def _bound(wanted: Constraints) -> int:
    """The price that was named, the higher of two."""
    return wanted.price_max if wanted.price_max is not None else wanted.price_min or 0


def _sorter(order: str, wanted: Constraints) -> Callable[[Product], Any]:
    def worth(product: Product) -> tuple[bool, int]:
        found = unit_price(product)
        return (found is None, found[0].minor if found else product.price.minor)

    def far(product: Product) -> float:
        pack = pack_of(product)
        sizes = [size for size in (wanted.pack, *wanted.or_packs) if size]
        if pack is None:
            return float("inf")
        like = [size.whole for size in sizes if size.unit == pack.unit]
        ratios = [float(max(pack.whole, one) / min(pack.whole, one)) for one in like]
        return min(ratios, default=float("inf"))

    def size(product: Product) -> float:
        pack = pack_of(product)
        return float(pack.whole) if pack else 0.0

    sorters: dict[str, Callable[[Product], Any]] = {
        CHEAPEST: lambda p: (p.stock <= 0, p.price.minor),
        DEAREST: lambda p: (p.stock <= 0, -p.price.minor),
        BEST_RATED: lambda p: (p.stock <= 0, -(p.rating or 0)),
        BEST_VALUE: lambda p: (p.stock <= 0, worth(p)),
        NEAREST_PACK: far,
        NEAREST_PRICE: lambda p: (p.stock <= 0, abs(p.price.minor - _bound(wanted))),
        SMALLEST: lambda p: (p.stock <= 0, is_case(p), size(p) or float("inf")),
        BIGGEST: lambda p: (p.stock <= 0, is_case(p), -size(p)),
    }
    return sorters[order]
