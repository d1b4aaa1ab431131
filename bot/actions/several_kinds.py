"""Answers several kinds of goods in one message, "chips, cola, supari": the best of each.

One search for all of the words finds what has most of them, and the rest is lost without a word. Here each is
searched for by itself, keeps the conditions and the order of the message, and is missed by name.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.actions.searching import asked, card, find_for, known, remember_search, telling, today
from bot.actions.shelf import weights
from bot.actions.stated_facts import topic_of
from bot.actions.stated_free import unstated
from bot.dialogue.reading_here import in_shop_words, reading_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.reading.filling import GOODS
from bot.words import finding as words
from chat.reply import Card, Reply
from shop.catalogue.product import Product
from shop.finding.asking import BIG, CHEAPEST, SMALL, Ask, read
from shop.finding.find import called
from shop.finding.in_view import COMPARING, RELATIVE
from shop.finding.matching import CASES, said_along
from shop.finding.measure import is_case, spoken_unit_price
from shop.finding.state import SearchState
from shop.reading.likeness import tokens_of
from shop.reading.units import MEASURES

_BETWEEN = re.compile(
    r"\b(?:and|n|vs\.?|versus|or|ya|aur|ane|ani|plus)\b|[,/&;+]|(?<!\d)[.!?]\s|[.!?]$", re.IGNORECASE
)
_MOST = 5  # kinds in one answer
_OF_EACH = 2  # products of each
_A_SLIP = 5  # letters from which a word that nobody knows may be misspelt
_LONGEST = 3  # words of one kind
_LOOKED_AT = 8  # products that tell whether words are one kind
_WHICH = MEASURES.keys() | COMPARING  # of a kind: "ghee per kilo", "small soaps"
_ALL, _HALF = 0.95, 0.5


def of_several_kinds(turn: Turn, tools: Tools) -> Answer | None:
    """The best of each kind that is named; None where it is one, or one name of several words."""
    kinds = kinds_named(turn, tools)
    return answer_of(turn, tools, kinds) if len(kinds) > 1 else None


def answer_of(turn: Turn, tools: Tools, kinds: Sequence[str]) -> Answer:
    """What there is of each of these, the best two; and which of them is not sold."""
    ask, locale = asked(turn, tools), turn.locale
    cases = bool(CASES & set(re.findall(r"\w+", turn.text.lower())))
    per = topic_of(turn.text) == "per"
    told, cards, shown, missed = list[str](), list[Card](), list[str](), list[str]()
    doubts: dict[str, None] = {}
    for kind in kinds:
        extent = _extent_beside(kind, turn.text) if ask.extent else ""
        own = replace(ask, words=kind, named=True, problem="", brands_said=(), extent=extent)
        found = find_for(turn, tools, own)
        has_all = [p for p in found.products if _is_so(p, kind)] or found.products
        here = sorted(has_all, key=lambda p: is_case(p) != cases)[:_OF_EACH]
        if not here or found.near or found.partly:
            missed.append(kind)
            continue
        doubts[unstated(found, locale)] = None
        told.append(f"{kind.capitalize()}: {', '.join(_priced(p, locale, per=per) for p in here)}")
        cards += [card(p, locale) for p in here]
        shown += [p.sku for p in here]
    lead = words.CHEAPEST_OF_EACH if ask.order == CHEAPEST else words.OF_EACH
    lines = [*filter(None, doubts), *((lead.in_(locale), *told) if told else ())]
    if missed:
        lines.append(words.WE_HAVE_NO.in_(locale, words="”, “".join(missed)))
    if shown:
        remember_search(turn, tools, SearchState(Ask("", ask.constraints), tuple(shown)))
    return say(Reply("cards" if cards else "text", "\n".join(lines), cards=tuple(cards)))


def _is_so(product: Product, kind: str) -> bool:
    """Whether all of the words are in what it is called or what it is: a sachet of shampoo."""
    told = (product.full_name, *product.aliases, *product.attributes.values())
    return set(tokens_of(kind)) <= set(tokens_of(" ".join(told)))


def _extent_beside(kind: str, said: str) -> str:
    """The word for a size that is said of this kind: of "tea and small soaps" the soaps are small.

    Behind them all it is said of all: "kurkure and lays, the small ones".
    """
    words_said: list[str] = re.findall(r"[a-z]+", said.lower())
    places = [at for at, word in enumerate(words_said) if word in SMALL | BIG]
    own = set(tokens_of(kind))
    for at in places:
        if own & set(tokens_of(" ".join(words_said[at + 1 : at + 2]))):
            return words_said[at]
    last = max((at for at, word in enumerate(words_said) if own & set(tokens_of(word))), default=0)
    return next((words_said[at] for at in places if at > last and not _names_more(words_said[at + 1 :])), "")


def _names_more(words_said: Sequence[str]) -> bool:
    """Whether anything but talk stands behind: "the small ones please"."""
    return any(word not in RELATIVE and not said_along(word) for word in words_said)


def alike(kinds: Sequence[str], tools: Tools) -> bool:
    """Whether all of these are of one sort, or makes, so that they can be put side by side: three soaps."""
    if any(known(tools).brand_in(kind) for kind in kinds):
        return True
    sorts = [{(p.category, p.subcategory) for p in _first(kind, tools) if called(p, kind)} for kind in kinds]
    return bool(set.intersection(*sorts))


def _first(words_said: str, tools: Tools) -> list[Product]:
    """What the search thinks of first."""
    return list(tools.catalogue.products(tools.search.search(words_said, _LOOKED_AT).skus))


def _priced(product: Product, locale: str, *, per: bool) -> str:
    unit = spoken_unit_price(product, locale) if per else ""
    return f"{product.full_name} {product.price.spoken()}" + (f" ({unit})" if unit else "")


def kinds_named(turn: Turn, tools: Tools) -> list[str]:
    """The kinds of goods that these words name, in their order; one or none where it is no list of kinds."""
    if not (_BETWEEN.search(turn.text) or len(turn.text.split()) > _LONGEST):
        return []
    said = read(turn.text, known(tools), today(turn)).words
    named = reading_of(turn, tools).said(GOODS)
    goods = {word for span in named for word in span.lower().split()}
    for span in named:  # "salt & vinegar chips" is read as one thing
        said = re.sub(re.escape(span), _BETWEEN.sub(" ", span), said, flags=re.IGNORECASE)
    pieces = [_bare(piece, goods, tools) for piece in _BETWEEN.split(said.lower())]
    kinds: list[str] = []
    for piece in filter(None, pieces):
        if _is_kind(piece, tools) and (goods & set(piece.split()) or _says_what(piece, tools)):
            kinds.append(piece)
        elif _may_part(piece, goods, tools) and (parts := _parted(piece.split(), tools)):
            kinds += parts
        elif goods & set(piece.split()) and len(piece.split()) <= _LONGEST:
            kinds.append(piece)  # not sold, or not by that name
    kinds = list(dict.fromkeys(kinds))[:_MOST]
    sold = [kind for kind in kinds if _is_kind(kind, tools)]
    if len(kinds) < 2 or not sold or _is_one_name(" ".join(kinds), tools):
        return kinds[:1]
    return kinds


def _bare(piece: str, goods: Collection[str], tools: Tools) -> str:
    """A piece of the message without packs, sizes and talk, in the shop's words."""
    said = [
        " ".join(tools.search.understood(w).words) if len(w) >= _A_SLIP and not telling(w, tools) else w
        for w in piece.split()
        if not said_along(w)
    ]
    words_said = in_shop_words(" ".join(w for w in said if w.replace(" ", "").isalpha()), tools)
    named = [w for w in words_said.split() if w in goods or telling(w, tools)]
    kind = " ".join(w for w in named if w not in _WHICH)
    return kind if kind and _is_kind(kind, tools) else " ".join(named)


def _may_part(piece: str, goods: Collection[str], tools: Tools) -> bool:
    """Whether it may be kinds side by side: nothing but goods, more than one has words, and of no brand."""
    said = piece.split()
    return len(said) >= _LONGEST and set(said) <= set(goods) and not known(tools).brand_in(piece)


def _parted(said: Sequence[str], tools: Tools) -> list[str]:
    """ "Chips cold drink supari": the longest kinds that these words are made up of; none unless all are."""
    if not said:
        return []
    for length in range(min(_LONGEST, len(said)), 0, -1):
        first = " ".join(said[:length])
        if _is_kind(first, tools):
            behind = _parted(said[length:], tools)
            if behind or length == len(said):
                return [first, *behind]
    return []


def _says_what(piece: str, tools: Tools) -> bool:
    """Whether it says what a thing is, also where the reading took it for talk: "rusk", but not "single"."""
    kinds = {token for p in _first(piece, tools) for token in tokens_of(f"{p.category} {p.subcategory}")}
    return any(token in kinds or weights(tools).is_noun(token) for token in tokens_of(piece))


def _is_kind(piece: str, tools: Tools) -> bool:
    """Whether goods are called so, and most of them are of one kind: "red" names none."""
    if not telling(piece, tools):
        return False
    found = tools.search.search(piece, _LOOKED_AT)
    skus = [hit.sku for hit in found.hits if hit.cover >= _ALL]
    sorts = Counter(p.category for p in tools.catalogue.products(skus) if called(p, piece))
    return bool(sorts) and sorts.most_common(1)[0][1] > _HALF * sum(sorts.values())


def _is_one_name(piece: str, tools: Tools) -> bool:
    """ "Salt & vinegar": one product has all of it."""
    there = _first(piece, tools)
    return any(set(tokens_of(piece)) <= set(tokens_of(product.full_name)) for product in there)
