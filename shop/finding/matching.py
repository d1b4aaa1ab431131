"""Matches a wish ("20 maggi 70g") to products: sure of one, unsure between a few, or unknown.

The search proposes; here every proposal is weighed by how much of the wish it covers, how much
of its own name was said, and whether the size fits. A number may be a count or part of a name
("5 star", "12 pencils"), so several readings of a wish are tried and the best-fitting one wins.
"""

# ruff: noqa: SIM905  # long lists of words read best as words

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import zip_longest

from shop.catalogue.product import Product
from shop.finding.loose import is_loose, says_loose, without_loose
from shop.finding.stated_case import stated_case
from shop.reading.cases import without_case
from shop.reading.likeness import SIZE, is_size, nearest, tokens_of
from shop.reading.numbers import number_at, plain
from shop.reading.quantity import Wanted, parse_pack, parse_wanted, wish
from shop.reading.units import MEASURES, Measure

SURE = 0.74  # a match below this is asked about
CLEAR = 0.05  # the next one must be so much worse
_ALONE = 0.6  # what alone is like it, and has the size that was said, is meant
_WITHOUT_A_SIZE = 0.15  # the same where no size was said: "besan" is a packet or a sack
_CALLED = 0.54  # what alone has all that was said is meant, however much more its name says
POSSIBLE = 0.35  # a match below this is none
_OTHER_SIZE = 0.2  # the same of what is named and comes in other sizes than was said, which is asked about
_NEAR = 0.6  # of the best; what fits so much worse is not offered beside it
OFFERED, KEPT = 3, 12  # of those that may be meant
PROPOSED = 40  # products of the search that are weighed
_SACK = 5000  # grams; "two sacks of flour" are not two packets of a kilo
_OF_ANOTHER_KIND = 0.7  # what has the word in its name, and is something else
_USUAL = 0.15  # for what was bought before
_HARDLY = 0.5  # a word that is less like one of a name has nothing to do with it
_SAID_SO = 0.75  # a word that is so like one of a name is that word, misspelt
_BEGINNING = 3  # words of a name, its brand among them
_SOME_TITLES = 0.2  # of those that are called so at all
_STRAY = 0.12  # of the goods called by a word; fewer of a kind are no reason to think of that kind
_BY_THE_WAY = 0.8  # what an alias counts that is the proper name of other products
_BY_THE_PIECE = 0.9  # what makes up a case by the piece, beside what is sold by the case
_BESIDE_A_CASE = 0.8  # of that, where the same is sold by the case
_COUNTED = re.compile(r"\d+\s*(?:pcs?|pieces?|nos?|sheets?|sticks?)$", re.IGNORECASE)
CASE = re.compile(r"(\d\s?(?:kg|g|gm|ml|l|ltr))(\s?x\s?(\d{1,4}))\b")
_PRINTED = re.compile(r"(?<![\d.])\d{1,9}(?:\.\d{1,3})?(?![\d.])")  # numbers of a pack
_TRAILING = re.compile(r"(?<!\d)(\d{1,9})\s*+(?:pcs?|nos?|pieces?|units?)?$")
_A_MARK = re.compile(r"(?<![^\W_])[^\W\d_]{1,2}-$")
_SIGNS = (" ", ":", "=", "-")
_NAME = 4  # letters; a shorter word, or a number, may be the beginning of a name that more words bring up
_TRIED = 12  # words among which a number may be the count
_WEIGHED = 20  # words of a wish; the more there are, the less each of them tells
# What goods come in, and what is said along with any: no names, unless the product is called so.
_SAID_ALONG = frozenset(
    "pack packet pkt pouch bottle jar tin box carton ctn case peti bag katta bori pc piece nos loose "
    "full family wala wali wale ka ke ki chahiye thi tha hai please pls put send need want first now "
    "also ok poora pura whole".split()
)
# What tells one of a name from another, and names nothing.
_SAYS_WHICH = frozenset(
    "big bigger small smaller large mini medium jumbo family chota chhota choti chhoti chote chhote bada "
    "badi bade plain regular normal ordinary sada saada khula khuli khule".split()
)
_A_NOUN, _OF_A_KIND = 0.5, 1 / 3  # shares by which a word says what a thing is, see Weights
CASES = frozenset("carton cartons ctn case cases peti petiyan cs".split())


@dataclass(frozen=True)
class Candidate:
    """A product that a wish may mean, with how many of it."""

    product: Product
    quantity: Fraction
    score: float
    named: bool = False  # every word that names something is one of its name's
    odd: bool = False  # a case where pieces were asked for, or the other way round
    titled: bool = False  # the same of its title alone, without its other names
    said: bool = False  # as named, and of whatever kind
    sized: bool = False  # a size was said, and it has that
    whole: bool = False  # its title has no more words than were said
    several: bool = False  # a size was said, and it has another
    spelt: bool = False  # as titled, letter by letter
    made_up: bool = False  # so many of it make up the amount that was said
    priced: bool = False  # a price was said, or a number with "wala", and it stands on it

    @property
    def other_size(self) -> bool:
        """Whether it is called so, and the size that was said is none of its."""
        return self.spelt and self.several and not self.made_up


@dataclass(frozen=True)
class Match:
    """What one wish came to."""

    text: str
    sure: Candidate | None = None
    asked: tuple[Candidate, ...] = ()  # when not sure; empty: nothing is like it
    behind: tuple[Candidate, ...] = ()  # the next ones
    usual: bool = False  # which of its kinds was not said, and most take this one

    @property
    def quantity(self) -> Fraction:
        found = self.sure or (self.asked[0] if self.asked else None)
        return found.quantity if found else Fraction(1)


def says_which(word: str) -> bool:
    """Whether it tells one of a name from another, and names nothing: "chhota", "khula"."""
    return word in _SAYS_WHICH or word in _SAID_ALONG


def said_along(word: str) -> bool:
    """Whether it is what goods come in, or said along with any, and so names none: "carton", "wala"."""
    return word in _SAID_ALONG


Propose = Callable[[str], Sequence[Product]]  # words -> the products that the search thinks of
ProposeAll = Callable[[Sequence[str]], Sequence[Sequence[Product]]]  # the same for several at once


@dataclass(frozen=True)
class _Reading:
    tokens: tuple[str, ...]
    count: Fraction | None
    unit: str
    measures: tuple[Measure, ...]
    holds: int = 0  # pieces in one case, where that was said
    bare: tuple[Fraction, ...] = ()  # numbers without a unit that may be its size, or its price
    price: Fraction | None = None  # rupees: "10 rs wala"

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The words that name it, without sizes."""
        return tuple(t for t in self.tokens if not is_size(t))


class Weights:
    """How telling each word of this catalogue is: rare ones more than common ones."""

    def __init__(self, texts: Iterable[str], aliases: Iterable[str] = (), kinds: Iterable[str] = ()) -> None:
        """Of the names of all products, of what else each of them is called, and the kind of each."""
        counted: Counter[str] = Counter()
        ends: dict[str, Counter[str]] = defaultdict(Counter)
        titled: dict[str, Counter[str]] = defaultdict(Counter)
        anywhere: dict[str, Counter[str]] = defaultdict(Counter)
        of_kind: Counter[str] = Counter()
        total = 0
        for text, kind in zip_longest(texts, kinds, fillvalue=""):
            words = tokens_of(text)
            counted.update(set(words))
            of_kind[kind] += 1
            for word in set(words):
                anywhere[word][kind] += 1
            if kind and (named := [word for word in words if word.isalpha()]):
                ends[named[-1]][kind] += 1
                for word in set(named[:_BEGINNING]):  # what stands at the end may be a scent: "Tamarind"
                    titled[word][kind] += 1
            total += 1
        self._kinds = {word: _chief(found) for word, found in ends.items()}
        self._nouns = {
            word
            for word, found in ends.items()
            if sum(found.values()) >= _A_NOUN * sum(anywhere[word].values())
            or any(anywhere[word][kind] >= _OF_A_KIND * of_kind[kind] for kind in found)
            or any(word in tokens_of(kind) for kind in of_kind)
        }
        self._titled = {word: _chief(found) for word, found in titled.items()}
        self._total = max(1, total)
        self._counted = counted
        self._weights: dict[int, float] = {}
        self._called: Counter[str] = Counter()
        for alias in aliases:
            self._called.update(set(tokens_of(alias)))

    def of(self, token: str) -> float:
        count = self._counted[token]
        if count not in self._weights:
            self._weights[count] = math.log(1 + self._total / (1 + count))
        return self._weights[count]

    def knows(self, token: str) -> bool:
        return token in self._counted

    def calls(self, token: str) -> bool:
        """Whether goods go by it beside their names: "chini", which is no slip for another word."""
        return token in self._called

    def titled(self, token: str) -> frozenset[str]:
        """The kinds of goods that have it in their titles, unless it is rather a by-name: "tel"."""
        enough = self._counted[token] >= _SOME_TITLES * self._called[token]
        return self._titled.get(token, frozenset()) if enough else frozenset()

    def kinds(self, token: str) -> frozenset[str]:
        """The kinds of goods that are called so: what a thing is stands at the end of its name."""
        return self._kinds.get(token, frozenset())

    def is_noun(self, token: str) -> bool:
        """Whether it says what a thing is: it ends most names that have it, or a kind of goods is called so.

        "Rice" and "butter" do; "cool", "original" and "gold" tell one of a brand from another.
        """
        return token in self._nouns

    def named(self, token: str) -> bool:
        """Whether more products have it in their title than only as another name: "sugar", not "namak"."""
        return self._counted[token] > self._called[token]

    @classmethod
    def from_products(cls, products: Iterable[Product]) -> "Weights":
        listed = list(products)
        return cls(
            (f"{p.brand} {p.title}" for p in listed),
            (" ".join(p.aliases) for p in listed),
            (p.subcategory for p in listed),
        )


def _chief(kinds: Counter[str]) -> frozenset[str]:
    """Those of the kinds that a word stands for in more than some stray name."""
    whole = sum(kinds.values())
    return frozenset(kind for kind, count in kinds.items() if count >= _STRAY * whole)


def match(text: str, propose: Propose, weights: Weights, usual: Collection[str] = ()) -> Match:
    """What this wish means. `usual` are products the customer bought before: they settle a tie."""
    return match_all([text], lambda asked: [propose(words) for words in asked], weights, usual)[0]


def match_all(
    texts: Sequence[str], propose: ProposeAll, weights: Weights, usual: Collection[str] = ()
) -> list[Match]:
    """What each of these wishes means; the search is asked for all that are open at once."""
    looks = {text: _look(text) for text in texts}
    while asking := [look for look in looks.values() if look.ahead]:
        asked = [look.ahead.pop(0) for look in asking]
        for look, words, products in zip(asking, asked, propose(asked), strict=True):
            _weigh(look, words, products, weights, usual)
    return [_found(looks[text]) for text in texts]


def candidate(product: Product, words: str, weights: Weights) -> Candidate:
    """How well these words mean this product."""
    return _weighed(product, _readings(words, parse_wanted(words)), weights, ())


@dataclass
class _Look:
    """How far one wish is looked for."""

    text: str
    readings: Sequence[_Reading]
    ahead: list[str]  # the words to ask the search with
    weighed: dict[str, Candidate] = field(default_factory=dict)
    distinct: list[Candidate] = field(default_factory=list)


def _look(text: str) -> _Look:
    bare = (without_loose(text) if says_loose(text) else "") or text
    return _Look(text, _readings(bare, parse_wanted(bare)), _asked_words(text, parse_wanted(text)))


def _weigh(
    look: _Look, words: str, products: Sequence[Product], weights: Weights, usual: Collection[str]
) -> None:
    """Weigh what the search thinks of, and ask it no more than can help."""
    new = [p for p in products if p.sku not in look.weighed]
    look.weighed |= {p.sku: _weighed(p, look.readings, weights, usual) for p in new}
    weighed = _cases_first(list(look.weighed.values()), look.readings)
    look.distinct = _one_of_each(
        sorted(
            (c for c in weighed if c.score >= (_OTHER_SIZE if c.other_size else POSSIBLE)),
            key=lambda c: (-c.score, c.product.price.minor, c.product.sku),
        )
    )
    if _sure(look.distinct) and not says_loose(look.text):
        look.ahead = []  # other words for the same would propose little else
    elif (
        not look.distinct
        and not says_loose(look.text)
        and any(len(word) >= _NAME and word.isalpha() for word in words.split())
    ):
        # Nothing is like that name: more words don't help, fewer may, where a size hid it.
        look.ahead = [fewer for fewer in look.ahead if set(fewer.split()) < set(words.split())]


def _found(look: _Look) -> Match:
    if titled := _by_its_title(look):
        return Match(look.text, sure=titled)
    # "5 rupee wala": a pack that is known by its printed price is no other, however much else is like it.
    look.distinct = [c for c in look.distinct if c.priced] or look.distinct
    if says_loose(look.text):
        return _loose(look)
    if case := _by_its_case(look):
        others = [c for c in look.distinct if c.product.sku != case.product.sku]
        return Match(look.text, asked=(case, *others[: OFFERED - 1]))
    if sure := _sure(look.distinct):
        return Match(look.text, sure=sure)
    return _of_several(look)


def _of_several(look: _Look) -> Match:
    """What it comes to where none is clearly the best: the only one of that size, or a question."""
    near = [c for c in look.distinct if c.score >= _NEAR * look.distinct[0].score]
    near = [c for c in near if c.named] or near
    by_the_case = any(reading.unit == "carton" for reading in look.readings)
    if by_the_case:  # a case, where there is one
        said = {size for reading in look.readings for size in reading.measures}
        sized = [c for c in near if _pack(c.product)[1] in said]  # what comes in that size by the piece only
        near = _by_the_case(sized or near) or sized or near
    comes_in_it = any(c.sized or c.made_up for c in near)
    ranked = _easiest_first(near) if comes_in_it else _nearest_size_first(near, look.readings)
    ranked = sorted(ranked, key=lambda c: not _is_case(c)) if by_the_case else ranked
    fitting = tuple(ranked[:KEPT])
    if len(fitting) == 1 and (only := fitting[0]).sized and only.score >= _ALONE and _whole(only):
        return Match(look.text, sure=only)  # "sugar s 30 25 kilo": nothing else of that size is like it
    if largest := _fewest_packs(fitting):
        return Match(look.text, sure=largest)
    return Match(look.text, asked=fitting[:OFFERED], behind=fitting[OFFERED:])


def _by_the_case(near: Sequence[Candidate]) -> list[Candidate]:
    """What is a case, and what states what a case of it holds where no case of it is there."""
    sold = _by_case(near)
    return [c for c in near if _is_case(c) or (stated_case(c.product) and _same(c) not in sold)]


def _cases_first(weighed: Sequence[Candidate], readings: Sequence[_Reading]) -> Sequence[Candidate]:
    """Where a case was asked for and is sold, so many pieces are not what is meant."""
    if all(reading.unit != "carton" for reading in readings):
        return weighed
    sold = _by_case(weighed)
    return [
        replace(c, score=c.score * _BESIDE_A_CASE)
        if not _is_case(c) and stated_case(c.product) and _same(c) in sold
        else c
        for c in weighed
    ]


def _by_case(candidates: Sequence[Candidate]) -> set[tuple[tuple[str, ...], Measure | None]]:
    return {_same(c) for c in candidates if _is_case(c)}


def _is_case(one: Candidate) -> bool:
    return _pack(one.product)[0] > 1


def _same(one: Candidate) -> tuple[tuple[str, ...], Measure | None]:
    """What it has in common with the same by the case: its name without the pack, and its size."""
    words = tokens_of(re.sub(r" x \d{1,6}$", "", one.product.title))
    return tuple(t for t in words if not is_size(t)), _pack(one.product)[1]


def _loose(look: _Look) -> Match:
    """From the sack: only that, where it is sold so; a packet of the same is never taken for it unasked."""
    there = [c for c in look.weighed.values() if c.said and is_loose(c.product)]
    ranked = _one_of_each(sorted(there, key=lambda c: (-c.score, c.product.price.minor, c.product.sku)))
    near = [c for c in ranked if c.named] or ranked
    near = [c for c in near if c.score >= _NEAR * near[0].score]
    made_up = [c for c in near if _whole(c)]
    sure = _sure(near) or (made_up[0] if len(made_up) == 1 and near[0].several else None)
    if sure:
        return Match(look.text, sure=sure)
    fitting = [c if _whole(c) else replace(c, quantity=Fraction(1)) for c in near or look.distinct][:KEPT]
    return Match(look.text, asked=tuple(fitting[:OFFERED]), behind=tuple(fitting[OFFERED:]))


def _fewest_packs(fitting: Sequence[Candidate]) -> Candidate | None:
    """ "Toor dal tata sampann 5 kilo": of the same thing by one kilo and by half, five of the larger."""
    alike = {tuple(t for t in tokens_of(c.product.title) if not is_size(t)) for c in fitting}
    if len(fitting) < 2 or len(alike) > 1 or not all(c.made_up and c.named and _whole(c) for c in fitting):
        return None  # six of another size than was said are not what was wanted
    return min(fitting, key=lambda c: c.quantity)


def _by_its_title(look: _Look) -> Candidate | None:
    """What is called by its whole title, word for word, with or without a count before it."""
    said = plain(wish(look.text))
    count, _, rest = said.partition(" ")
    for candidate in look.weighed.values():
        title = _together(plain(candidate.product.title))
        if _together(said) == title:
            return replace(candidate, quantity=Fraction(1))
        if count.isdecimal() and _together(rest.removeprefix("x ")) == title:
            return replace(candidate, quantity=Fraction(int(count[:9])))
    return None


def _together(words: str) -> str:
    """ "40g x120" is "40 g x 120"."""
    return "".join(words.split())


def _by_its_case(look: _Look) -> Candidate | None:
    """ "Kurkure 40 g x 120": the one case that holds so many of that size, if it is not so many pieces."""
    said = plain(wish(look.text))
    if not (written := CASE.search(said)):
        return None
    wanted = parse_wanted(f"{said[: written.start(2)]} {said[written.end() :]}")
    cases = [
        c
        for c in look.weighed.values()
        if c.named and _pack(c.product) == (int(written[3]), next(iter(wanted.measures), None))
    ]
    if len(cases) != 1:
        return None
    return replace(cases[0], quantity=wanted.count or Fraction(1))


def _sure(distinct: Sequence[Candidate]) -> Candidate | None:
    """The best, where it is good enough, clearly better than the next, and so many of it can be."""
    best, others = (distinct[0], distinct[1:]) if distinct else (None, ())
    if best is None or not _whole(best):
        return None
    if (
        best.other_size and not best.odd
    ):  # "cola 2 litre 12" is no twelve of 300 ml, however clear the name is
        return None
    if best.several and not best.titled:  # "1 kilo haldi" is no ten bars of a soap that is called so too
        return None
    if best.score < SURE:  # short for a long name; but nothing else is called so in that size
        only = (
            best.named
            and best.sized
            and best.score >= _CALLED
            and not any(o.named and o.sized and (best.odd or not o.odd) for o in others)
        )
        return best if only and all(best.score - o.score >= CLEAR for o in others) else None
    same = [o for o in others if o.named and (best.odd or not o.odd)] if best.named and not best.sized else []
    many = bool(same) and best.score - same[0].score < _WITHOUT_A_SIZE
    if not many and (not others or best.score - others[0].score >= CLEAR):
        return best
    return None if many else _plain_one(distinct)


def _whole(one: Candidate) -> bool:
    return one.quantity.denominator == 1 and one.quantity > 0


def _plain_one(distinct: Sequence[Candidate]) -> Candidate | None:
    """Of those that fit alike, the one whose name the others only add to: Tata Salt, not Tata Salt Lite."""
    alike = [c for c in distinct if distinct[0].score - c.score < CLEAR]
    words = {c.product.sku: set(tokens_of(c.product.title)) for c in alike}
    for one in alike:
        others = [words[c.product.sku] for c in alike if c is not one]
        if (
            one.named
            and one.whole
            and not one.odd
            and all(words[one.product.sku] < other for other in others)
        ):
            return one
    return None


def _easiest_first(distinct: Sequence[Candidate]) -> list[Candidate]:
    """Of those that fit alike, what can be had, for the least money, is offered first."""

    def cost(one: Candidate) -> tuple[int, bool, Fraction, str]:
        behind = int((distinct[0].score - one.score) / (2 * CLEAR))
        return behind, one.product.stock <= 0, one.quantity * one.product.price.minor, one.product.sku

    return sorted(distinct, key=cost)


def _nearest_size_first(distinct: Sequence[Candidate], readings: Sequence[_Reading]) -> list[Candidate]:
    """Where none has the size that was said: what comes nearest to it is offered first."""
    ranked = _easiest_first(distinct)
    wanted = next((reading.measures[-1] for reading in readings if reading.measures), None)
    if wanted is None:
        return ranked

    def apart(one: Candidate) -> float:
        pieces, pack = _pack(one.product)
        if pieces > 1 or pack is None or pack.base != wanted.base or not pack.amount or not wanted.amount:
            return math.inf
        return abs(math.log(pack.amount / wanted.amount))

    return sorted(ranked, key=apart)


def _asked_words(text: str, wanted: Wanted) -> list[str]:
    sizes = " ".join(str(m) for m in wanted.measures)
    asked = [f"{wanted.words} {sizes}".strip(), wanted.words, wish(text)]
    return list(dict.fromkeys(words for words in asked if words))


def _readings(text: str, wanted: Wanted) -> list[_Reading]:
    """The ways in which the numbers of a wish can be taken."""
    if not wanted.unit and CASES & set(wanted.words.split()):  # "parle g poora carton"
        wanted = replace(wanted, unit="carton")
    first = _Reading(tokens_of(wanted.words), wanted.count, wanted.unit, wanted.measures, wanted.holds)
    readings = [first]
    if wanted.count is not None and wanted.count <= 0:  # no other reading makes "-3" a good number
        return readings
    if sized := _by_a_bare_number(first, wanted):
        readings.append(sized)

    def verbatim(words: str, count: Fraction | None, unit: str = "") -> _Reading:
        return _Reading(tokens_of(words), count, unit, parse_wanted(words).measures, wanted.holds)

    folded = without_case(wish(text))[0].strip(" .,:-")
    tokens = folded.split()
    leading = number_at(tokens, 0)
    if leading and leading[1] < len(tokens) and tokens[leading[1]] not in MEASURES:  # no "kg" is a name
        rest = re.sub(r"^(?:x|pcs?|nos?|of)\s+", "", " ".join(tokens[leading[1] :]))
        readings.append(verbatim(rest, leading[0], wanted.unit))
    trailing = _TRAILING.search(folded)
    name = _named_before(folded[: trailing.start()]) if trailing else ""
    if trailing and name:
        readings.append(verbatim(name.rstrip(" :=-x"), Fraction(int(trailing[1])), wanted.unit))
    if wanted.count is None:  # "trimax blue 50 pens"
        for at, token in enumerate(tokens[1:-1][:_TRIED], start=1):
            if token.isdigit() and tokens[at + 1][0].isalpha() and tokens[at + 1] not in MEASURES:
                words = " ".join(tokens[:at] + tokens[at + 1 :])
                readings.append(verbatim(words, Fraction(int(token[:9])), wanted.unit))
    if not wanted.unit:  # the number may belong to the name: "5 star"
        readings.append(verbatim(folded, None))
    if wanted.price is not None:
        price = Fraction(wanted.price.minor, 100)
        readings = [replace(reading, price=price) for reading in readings]
    return readings


def _by_a_bare_number(reading: _Reading, wanted: Wanted) -> _Reading | None:
    """ "Colin 500, 6", "300 wala 24": a number beside the count may say the size, or what a piece costs."""
    numbers = re.findall(r"(?<!\S)\d+(?:\.\d+)?(?!\S)", wanted.words)
    bare = [Fraction(t) for t in numbers]
    if wanted.price is not None:
        bare.append(Fraction(wanted.price.minor, 100))
    sized = wanted.price is not None or any(number.denominator > 1 for number in bare)  # "sprite 2.25"
    if not bare or wanted.measures or (wanted.count is None and not sized):
        return None
    said = {part for t in numbers for part in tokens_of(t)}
    left = tuple(t for t in reading.tokens if t not in said)
    return replace(reading, tokens=left, bare=tuple(bare)) if left else None


def _named_before(head: str) -> str:
    """What stands before a number and the sign, the "x" or the "qty" that goes with it; "" without one.

    Behind a letter or two it is the mark of a variety, "s-30", and no sign.
    """
    if _A_MARK.search(head):
        return ""
    if head[-1:] not in _SIGNS:
        head = next((head.removesuffix(said) for said in ("x", "qty") if head.endswith(said)), "")
    return head[:-1].rstrip() if head[-1:] in _SIGNS else ""


def _weighed(
    product: Product, readings: Sequence[_Reading], weights: Weights, usual: Collection[str]
) -> Candidate:
    best = Candidate(product, Fraction(1), 0.0)
    for reading in readings:
        found = _fit(product, reading, weights)
        if found.score > best.score + 1e-9:
            best = found
    if product.sku in usual:
        best = replace(best, score=best.score + _USUAL)
    return best


def _fit(product: Product, reading: _Reading, weights: Weights) -> Candidate:
    """How well a product fits a reading, 0 to 1, and how many of it that would be."""
    title, other = _names(f"{product.title} {product.brand}", product.aliases)
    sized = bool(reading.measures or reading.bare)
    idle = _SAID_ALONG | _SAYS_WHICH
    asked = [t for t in reading.names if t not in idle or t in title][:_WEIGHED]
    none = Candidate(product, Fraction(1), 0.0)
    if not asked:
        return none
    said, got, least, least_titled, heard = 0.0, 0.0, 1.0, 1.0, dict[str, float]()
    meant: list[str] = []  # each word as this name spells it
    named = False
    most = max((weights.of(t) for t in asked if weights.knows(t)), default=math.inf)
    for token in asked:
        # A word that the shop's names have is that word, and no slip for another: "poha" is no "pocha".
        like = _is_said if weights.knows(token) or weights.calls(token) else nearest
        there, likeness = like(token, title)
        _, likeness_elsewhere = like(token, other)
        # A word that is nobody's tells no more than the most telling of the others.
        weight = min(most, weights.of(there if likeness >= likeness_elsewhere and there else token))
        said += weight
        least, least_titled = min(least, max(likeness, likeness_elsewhere)), min(least_titled, likeness)
        got += weight * max(likeness, (_BY_THE_WAY if weights.named(token) else 0.9) * likeness_elsewhere)
        if there and likeness:
            heard[there] = max(heard.get(there, 0.0), likeness)
        meant.append(there if there and likeness >= likeness_elsewhere else token)
        named = named or (token not in _SAYS_WHICH and max(likeness, likeness_elsewhere) >= _HARDLY)
    if not named:  # "maggi big pack" is no sabudana because that is big
        return none
    cover = got / said
    whole = sum(weights.of(t) for t in dict.fromkeys(title)) or 1.0
    tight = sum(weights.of(t) * likeness for t, likeness in heard.items()) / whole
    if any(t in title or not weights.named(t) for t in asked):
        tight = max(tight, 0.95 * _called(asked, product, weights))
    size, quantity = _sized(product, reading)
    cased = _cased(product, _pack(product)[0], reading)[0]
    in_size = size == 1.0 or size == cased == _BY_THE_PIECE
    kind = 1.0 if _is_one(product, meant, title, other, weights) else _OF_ANOTHER_KIND
    score = cover * (0.6 + 0.4 * min(1.0, tight)) * size * kind
    return Candidate(
        product,
        quantity,
        score,
        named=least >= _SAID_SO and kind == 1.0,
        titled=least_titled >= _SAID_SO and kind == 1.0,
        said=least >= _SAID_SO,
        spelt=least_titled == 1.0 and kind == 1.0,
        whole=len(set(title)) <= len(asked),
        odd=cased < 1.0,
        sized=sized and in_size,
        several=bool(reading.measures) and not in_size,
        made_up=bool(reading.measures) and not in_size and reading.count is None and quantity > 1,
        priced=reading.price is not None and _comes_in(product, _pack(product)[1], (reading.price,)),
    )


def _is_one(
    product: Product, asked: Sequence[str], title: Sequence[str], other: Collection[str], weights: Weights
) -> bool:
    """Whether it is of the kind that was asked for: "rice" is no rice flour, "butter" no butter cookie.

    What a thing is stands at the end of its name, or is the kind that it is sold under.
    """
    brand = set(tokens_of(product.brand)) or set(title[:1])  # by which things are called, whatever they are
    if asked[-1] not in title and asked[-1] in other:  # it goes by another name
        if len(asked) > 1 and any(set(asked) <= set(tokens_of(alias)) for alias in product.aliases):
            return True  # by all of it: "bay leaf"
        kinds_titled = weights.titled(asked[-1])
        return not kinds_titled or product.subcategory in kinds_titled
    inside = [t for t in asked if t in title and t not in brand]
    if len(inside) > 1 and f" {' '.join(inside)} " in f" {' '.join(title)} ":  # "peanut butter"
        return True
    if brand & set(asked):  # "cinthol cool": of a brand, what is no noun only says which
        inside = [t for t in inside if weights.is_noun(t)]
    kinds = [found for t in inside if (found := weights.kinds(t))]
    return not kinds or any(product.subcategory in found for found in kinds)


def _is_said(token: str, words: Collection[str]) -> tuple[str, float]:
    return (token, 1.0) if token in words else ("", 0.0)


@lru_cache(maxsize=20_000)
def _names(title: str, aliases: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words of a product's name without its sizes, and those of its other names."""
    others = frozenset(t for alias in aliases for t in tokens_of(alias))
    return tuple(t for t in tokens_of(title) if not is_size(t)), others


def _called(asked: Sequence[str], product: Product, weights: Weights) -> float:
    """How much of another name of it was said; 1 is all of one."""
    said, best = set(asked), 0.0
    for alias in product.aliases:
        name = set(tokens_of(alias))
        if said <= name:
            best = max(best, sum(map(weights.of, said)) / sum(map(weights.of, name)))
    return best


def _sized(product: Product, reading: _Reading) -> tuple[float, Fraction]:
    """How well the pack fits what was said of size and unit, and how many packs that makes."""
    pieces, pack = _pack(product)
    penalty, count = _cased(product, pieces, reading)
    if reading.bare or not reading.measures:
        small = reading.unit == "bag" and pack is not None and pack.amount * pieces < _SACK
        there = not reading.bare or _comes_in(product, pack, reading.bare)
        return penalty * (0.85 if small else 1.0) * (1.0 if there else 0.45), count
    wanted = reading.measures[-1]
    if pack is None:
        # The catalogue says no size: a weight without a count is then a number of units of a kilo.
        loose = reading.count is None and wanted.base == "g" and (wanted.amount / 1000).denominator == 1
        return (0.9 * penalty, wanted.amount / 1000) if loose else (0.85 * penalty, count)
    made_up = _made_up(pack, reading)
    if made_up or (pack.base == wanted.base and pack.amount == wanted.amount):
        return penalty, made_up or count
    times = wanted.amount / (pack.amount * pieces) if pack.base == wanted.base else Fraction(1, 7)
    if reading.count is None and times.denominator == 1 and times <= 1000:
        return 0.86 * penalty, times  # "10kg sugar" as ten bags of a kilo
    if pack.base == wanted.base and pack.amount * pieces == wanted.amount:
        return 0.95, count
    # Oil is sold by the litre and asked for by the kilo.
    other = pack.base != wanted.base and pack.amount == wanted.amount
    return (0.7 if other else 0.45) * penalty, count


def _made_up(pack: Measure, reading: _Reading) -> Fraction | None:
    """ "3 kg mozzarella (1 kg packs)", "12 kg besan in half kilo packs": so many of that size."""
    sizes = {m.amount for m in reading.measures if m.base == pack.base}
    if reading.count is not None or len(sizes) != 2 or pack.amount != min(sizes):
        return None
    times = max(sizes) / pack.amount
    return times if times.denominator == 1 else None


def _comes_in(product: Product, pack: Measure | None, numbers: Sequence[Fraction]) -> bool:
    """Whether these numbers stand on it: "300" for 300 g, "2.25" for 2.25 L, "10" for what costs Rs 10."""
    on_it = {Fraction(n) for n in _PRINTED.findall(f"{product.pack} {product.title}")}
    if pack is not None:
        on_it |= {pack.amount}
    printed = [money for money in (product.mrp, product.price) if money is not None]
    price = {Fraction(money.minor, 100 * each) for money in printed for each in {1, _pack(product)[0]}}
    return all(number in on_it or number in price for number in numbers)


def how_many(product: Product, wanted: Wanted) -> Fraction | None:
    """How many of it are wanted: "5 kilo" of 1 kg is five, "3 packet" three; None where none was said."""
    if wanted.count is None and not wanted.measures:
        return None
    return _sized(product, _Reading((), wanted.count, wanted.unit, wanted.measures, wanted.holds))[1]


def _cased(product: Product, pieces: int, reading: _Reading) -> tuple[float, Fraction]:
    """How well it fits whether a case was asked for, and how many of it that makes."""
    count = reading.count if reading.count is not None else Fraction(1)
    if not reading.holds:
        case = reading.unit in ("carton", "box")
        if reading.unit == "carton" and pieces == 1 and (holds := stated_case(product)):
            return _BY_THE_PIECE, count * holds
        if reading.unit == "piece" and pieces > 1:  # two dozen pieces are one case of 24, or no cases
            return (0.8, count / pieces) if count % pieces == 0 else (0.4, count)
        # A case was asked for and this is a piece, or the other way round.
        return (1.0 if case == (pieces > 1) else 0.72 if case else 0.8), count
    if pieces > 1:
        return (1.0 if pieces == reading.holds else 0.6), count
    if _COUNTED.match(product.pack) and product.pack.split()[0] == str(reading.holds):
        return 1.0, count  # "battery 10 pc box" is sold as 10 pcs
    return 0.78, count * reading.holds  # "2 case (24 bottle per case)" of what is sold by the bottle


@lru_cache(maxsize=50_000)
def _pack_of(pack: str, title: str) -> tuple[int, Measure | None]:
    found = parse_pack(pack) if pack else (1, None)
    if found[1] is None:
        sized = SIZE.search(plain(title))
        if sized:
            return (found[0] if pack else parse_pack(title)[0]), parse_pack(sized[0])[1]
    return found


def _pack(product: Product) -> tuple[int, Measure | None]:
    return _pack_of(product.pack, product.title)


def _one_of_each(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The same thing of several sellers is one: the cheapest that has stock."""
    kept: dict[str, Candidate] = {}
    for candidate in ranked:
        title = plain(candidate.product.title)
        there = kept.get(title)
        if there is None or _better(candidate, there):
            kept[title] = candidate
    return sorted(kept.values(), key=lambda c: -c.score)


def _better(one: Candidate, other: Candidate) -> bool:
    if one.score < other.score - 1e-9:
        return False
    mine, theirs = one.product, other.product
    return (mine.stock <= 0, mine.price.minor, mine.sku) < (theirs.stock <= 0, theirs.price.minor, theirs.sku)
