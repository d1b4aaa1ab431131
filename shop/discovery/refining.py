"""Reads what is said about products just shown: "cheaper", "the second one", "what about the Tata one"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from shop.catalogue import Product
from shop.discovery.asking import CHEAPEST, Ask, read
from shop.discovery.known import Known, folded
from shop.discovery.measure import MEASURE, Measure, pack_of
from shop.discovery.state import SearchState

_ONLY_MORE = re.compile(
    r"(?:(?:please|show|see|me|any|some|few|the|ok|more|next|page|others?|other|options?|results?|products?|ones?"
    r"|items?|aur|dikhao|batao|bhi|rest|remaining|what|else)\s*)+[.!?]*",
    re.I,
)
_CHEAPER = re.compile(
    r"\b(?:cheaper|less expensive|sast[aie]|kam (?:daam|price|rate)|lower price|too (?:costly|expensive)"
    r"|mehnga hai)\b",
    re.I,
)
_DEARER = re.compile(r"\b(?:costlier|more expensive|premium|better quality|pricier)\b", re.I)
_BIGGER = re.compile(
    r"\b(?:bigger|larger|big|large|bad[aie])\b(?:\s*(?:packs?|packets?|size|one|wal[aie]|bottle|bag))?", re.I
)
_SMALLER = re.compile(
    r"\b(?:smaller|small|chot[aie])\b(?:\s*(?:packs?|packets?|size|one|wal[aie]|bottle|bag))?", re.I
)
_OTHER_BRAND = re.compile(
    r"\b(?:an?other|other|different|some other|koi aur|dusr[aie]|alag)\s+(?:brands?|compan(?:y|ies)|make)\b",
    re.I,
)
_COMPARE = re.compile(
    r"\b(?:compare|comparison|difference|which (?:one )?is better|vs|versus|farak|fark)\b", re.I
)
_ORDINALS = {
    "first": 1, "1st": 1, "pehla": 1, "pehle": 1, "pehli": 1, "one": 1,
    "second": 2, "2nd": 2, "dusra": 2, "doosra": 2, "dusri": 2, "two": 2,
    "third": 3, "3rd": 3, "teesra": 3, "tisra": 3, "three": 3,
    "fourth": 4, "4th": 4, "chautha": 4, "four": 4,
    "fifth": 5, "5th": 5, "paanchva": 5, "five": 5,
    "last": -1, "aakhri": -1,
}  # fmt: skip
NO_CHEAPER, NO_PACKS = "no cheaper", "no packs"
_COUNTED = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5, "both": 2}


@dataclass(frozen=True)
class Step:
    """What to do next: search again, look at one product, or put some side by side."""

    kind: str  # "search" | "pick" | "compare" | "tell"
    ask: Ask | None = None
    offset: int = 0
    skus: tuple[str, ...] = ()
    problem: str = ""  # why not, for "tell"


def refine(
    text: str, state: SearchState, known: Known, shown: Sequence[Product], today: date, page: int = 5
) -> Step | None:
    """What this means for the products shown; None when it says nothing about them."""
    text = " ".join(text[:500].split())
    if not state.ask.words and not state.ask.constraints.given() and not shown:
        return None
    if _COMPARE.search(text):
        return _compared(text, state, known, shown)
    if _ONLY_MORE.fullmatch(text):
        return Step("search", state.ask, state.offset + max(len(state.shown), 1))
    picked = pointed(text, shown)
    if picked:
        return Step("pick", skus=(picked[0].sku,))
    for change in (_other_brand, _price_moved, _pack_moved):
        step = change(text, state, known, shown, today)
        if step is not None:
            return step
    about = _about_brand(text, state, known, shown)
    return about or _narrowed(text, state, known, today)


def pointed(text: str, shown: Sequence[Product]) -> list[Product]:
    """The product that "the second one", "number 3", "last" or a bare "2" points at."""
    match = re.fullmatch(r"\W*(?:no\.?|number|option|item|#)?\s*(\d{1,2})\W*", text, re.I)
    place = int(match[1]) if match else 0
    if not place:
        ordinals = "|".join(_ORDINALS)
        match = re.search(
            rf"\b(?:the\s+|number\s+|no\.?\s*|option\s+)({ordinals}|\d{{1,2}})(?:\s+(?:one|wal[aie]|product|item|option))?\b",
            text,
            re.I,
        )
        match = match or re.search(rf"\b({ordinals})\s+(?:one|wal[aie]|product|item|option)\b", text, re.I)
        match = match or re.fullmatch(
            rf"\W*({'|'.join(o for o in _ORDINALS if not o.isdigit())})\W*", text, re.I
        )
        if match:
            word = match[1].lower()
            place = int(word) if word.isdigit() else _ORDINALS[word]
    if place < 0:
        return list(shown[-1:])
    return list(shown[place - 1 : place]) if place else []


def _compared(text: str, state: SearchState, known: Known, shown: Sequence[Product]) -> Step | None:
    chosen: list[Product] = []
    first = re.search(r"\b(?:first|top|pehle)\s+(\w+)|\b(both)\b", text, re.I)
    if first and (first[1] or first[2]).lower() in _COUNTED:
        chosen = list(shown[: _COUNTED[(first[1] or first[2]).lower()]])
    else:
        places = [
            _ORDINALS.get(w, int(w) if w.isdigit() else 0)
            for w in folded(text).split()
            if w in _ORDINALS or w.isdigit()
        ]
        chosen = [shown[p if p < 0 else p - 1] for p in dict.fromkeys(places) if p and p <= len(shown)]
        named = set(known.brand_in(text))
        if len(chosen) < 2 and named:
            chosen = [p for p in shown if folded(p.brand) in named]
    if len(chosen) < 2:
        chosen = list(shown[:3])
    if len(chosen) < 2:
        return None
    return Step("compare", skus=tuple(p.sku for p in chosen[:4]))


def _other_brand(
    text: str, state: SearchState, known: Known, shown: Sequence[Product], today: date
) -> Step | None:
    if not _OTHER_BRAND.search(text):
        return None
    seen = [p for p in shown if p.sku == state.focus] or list(shown)
    brands = dict.fromkeys(p.brand for p in seen if p.brand)
    wanted = state.ask.constraints.but("brands")
    wanted = replace(wanted, not_brands=tuple(dict.fromkeys((*wanted.not_brands, *brands))))
    return Step("search", replace(state.ask, words=_without(state.ask.words, brands), constraints=wanted))


def _price_moved(
    text: str, state: SearchState, known: Known, shown: Sequence[Product], today: date
) -> Step | None:
    cheaper, dearer = _CHEAPER.search(text), _DEARER.search(text)
    if not (cheaper or dearer) or not shown:
        return None
    if cheaper and read(text, known, today).words.strip("!?. ").lower() not in _PLAIN:
        return None  # "sasta tel" asks for something of its own
    seen = [p for p in shown if p.sku == state.focus] or list(shown)
    if cheaper:
        wanted = replace(
            state.ask.constraints, price_max=min(p.price.minor for p in seen) - 1, price_min=None, per=""
        )
        if wanted.price_max is not None and wanted.price_max <= 0:
            return Step("tell", problem=NO_CHEAPER)
        kinds = {p.category for p in shown}
        if len(kinds) == 1 and not wanted.categories and kinds != {""}:
            wanted = replace(wanted, categories=tuple(kinds))  # cheaper, but of the same kind
        return Step("search", replace(state.ask, constraints=wanted, order=CHEAPEST))
    wanted = replace(
        state.ask.constraints, price_min=max(p.price.minor for p in seen) + 1, price_max=None, per=""
    )
    return Step("search", replace(state.ask, constraints=wanted, order=""))


_PLAIN = {
    "",
    "cheaper",
    "less expensive",
    "one",
    "ones",
    "cheaper one",
    "cheaper ones",
    "more cheaper",
    "aur",
    "koi",
    "isse",
    "is se",
    "thoda",
    "too costly",
    "too expensive",
    "lower",
    "than this",
    "cheaper than this",
    "anything cheaper",
    "something cheaper",
    "mehnga",
    "kam daam",
    "kam rate",
    "lower price",
    "in",
    "cheaper option",
}


def _pack_moved(
    text: str, state: SearchState, known: Known, shown: Sequence[Product], today: date
) -> Step | None:
    bigger, smaller = _BIGGER.search(text), _SMALLER.search(text)
    found = bigger or smaller
    if found is None or not shown or len(folded(text.replace(found[0], " ")).split()) > 3:
        return None
    seen = [p for p in shown if p.sku == state.focus] or list(shown)
    packs = [pack for pack in map(pack_of, seen) if pack is not None]
    if not packs:
        return Step("tell", problem=NO_PACKS)
    unit = packs[0].unit
    sizes = [p.whole for p in packs if p.unit == unit]
    wanted = state.ask.constraints.but("pack", "pack_min", "pack_max")
    step = Fraction(1, 1000)
    if bigger:
        wanted = replace(wanted, pack_min=Measure(max(sizes) + step, unit))
    else:
        wanted = replace(wanted, pack_max=Measure(max(min(sizes) - step, step), unit))
    return Step("search", replace(state.ask, words=_unmeasured(state.ask.words), constraints=wanted))


def _about_brand(text: str, state: SearchState, known: Known, shown: Sequence[Product]) -> Step | None:
    """ "what about the Tata one": the one shown, or the same search in that brand."""
    lead = re.search(
        r"\b(?:what about|how about|and|the|only|sirf|in)\b|\b(?:one|wal[aie]|ka|ki|brand)\b", text, re.I
    )
    brands = known.brand_in(text)
    rest = _without(folded(text), [known.brands[b] for b in brands])
    small = {
        "what",
        "about",
        "how",
        "and",
        "the",
        "one",
        "ones",
        "wala",
        "wali",
        "wale",
        "ka",
        "ki",
        "in",
        "only",
        "sirf",
        "brand",
        "me",
        "show",
        "of",
        "from",
        "do",
        "you",
        "have",
        "any",
    }
    if not brands or set(rest.split()) - small or not (lead or len(folded(text).split()) <= 3):
        return None
    if re.search(r"\b(?:not|no|without|except|nahi)\b", text, re.I):
        return None
    of_brand = [p for p in shown if folded(p.brand) in brands]
    if len(of_brand) == 1:
        return Step("pick", skus=(of_brand[0].sku,))
    wanted = state.ask.constraints.but("brands", "not_brands")
    old = [*state.ask.constraints.brands]
    chosen = tuple(known.brands[b] for b in brands)
    return Step(
        "search",
        replace(state.ask, words=_without(state.ask.words, old), constraints=replace(wanted, brands=chosen)),
    )


def _narrowed(text: str, state: SearchState, known: Known, today: date) -> Step | None:
    """Constraints alone narrow what was asked before."""
    said = read(text, known, today)
    if said.problem:
        return Step("tell", said, problem=said.problem)
    left = set(folded(said.words).split()) - {
        "ones",
        "one",
        "those",
        "these",
        "them",
        "and",
        "but",
        "wala",
        "wali",
        "stock",
    }
    measured = said.constraints.pack is not None and not folded(_unmeasured(said.words))
    if left and not measured:
        return None
    if not said.constraints.given() and not said.order:
        return None
    words = _unmeasured(state.ask.words) if said.constraints.pack else state.ask.words
    joined = state.ask.constraints.joined(said.constraints)
    return Step("search", Ask(words, joined, said.order or state.ask.order))


def _without(words: str, names: Sequence[str] | dict[str, None]) -> str:
    for name in names:
        words = re.sub(rf"\b{re.escape(name)}\b", " ", words, flags=re.I)
    return " ".join(words.split())


def _unmeasured(words: str) -> str:
    return " ".join(MEASURE.sub(" ", words).split())
