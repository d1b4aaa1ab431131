"""Reads what is said about products just shown: "cheaper", "the second one", "what about the Tata one"."""

# ruff: noqa: SIM905  # long lists of words read best as words

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from shop.catalogue.product import Product
from shop.finding.asking import CHEAPEST, Ask, heard, read
from shop.finding.known import Known, folded
from shop.finding.measure import MEASURE, Measure, pack_of
from shop.finding.pointing import POINTING, compared, pointed
from shop.finding.state import SearchState

_ONLY_MORE = re.compile(
    r"(?:(?:please|show|see|me|any|some|few|the|ok|more|next|page|others?|options?|results?|products?|ones?"
    r"|items?|aur|dikhao|batao|bhi|rest|remaining|what|else)\s*)+[.!?]*",
    re.I,
)
_CHEAPER = re.compile(
    r"\b(?:cheaper|less expensive|(?<!sabse )sast[aie]|kam (?:daam|price|rate)|lower price"
    r"|too (?:costly|expensive)|mehnga hai)\b",
    re.I,
)
_DEARER = re.compile(r"\b(?:costlier|more expensive|premium|better quality|pricier)\b", re.I)
_BIGGER = re.compile(
    r"\b(?:bigger|larger|big|large|bad[aie]|bara)\b(?:\s*(?:packs?|packets?|size|one|wal[aie]|bottle|bag))?",
    re.I,
)
_SMALLER = re.compile(
    r"\b(?:smaller|small|ch+ot[aie])\b(?:\s*(?:packs?|packets?|size|one|wal[aie]|bottle|bag))?", re.I
)
_OTHER_BRAND = re.compile(
    r"\b(?:an?other|other|different|some other|koi aur|dusr[aie]|alag)\s+(?:brands?|compan(?:y|ies)|make)\b",
    re.I,
)
_SAME_BRAND = re.compile(
    r"\b(?:only\s+|sirf\s+)?(?:same|this|that|isi|usi|wahi|yahi)\s+(?:brand|company)(?:\s+(?:ka|ki|ke|me|mein|only))?\b",
    re.I,
)
_KIND = re.compile(
    r"(?:\w+\s+){0,3}?(?:the\s+)?ones?\s+(?:with|in|of)\s+((?:[\w'-]++\s?){1,2}?)(?:\s+in\s+(?:it|them))?(?:\W+\w+)?"
    r"|(?:only\s+|the\s+|sirf\s+|koi\s+)*((?:[\w'-]++\s){1,2}?)(?:wal[aie]|ones?|flavou?rs?)(?:\s+(?:dikhao|batao|do|hai|please))?",
    re.I,
)
_SMALL = frozenset(
    "what about how and the one ones wala wali wale ka ki ke in only sirf brand company me mein show of "
    "from do you have any those these them but stock hai h kya hain ho milega there is pack packs "
    "packet size with it dikhao batao koi aur bhi to na ji accha achha acha good best better nice naya "
    "new".split()
)
_ASIDE = 3  # so many words beside it ask for something more
NO_CHEAPER, NO_DEARER, NO_BIGGER, NO_SMALLER, NO_PACKS = (
    "no cheaper", "no dearer", "no bigger", "no smaller", "no packs",
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """What to do next: search again, look at one product, or put some side by side."""

    kind: str  # "search" | "pick" | "compare" | "tell"
    ask: Ask | None = None
    offset: int = 0
    skus: tuple[str, ...] = ()
    problem: str = ""  # why not, for "tell"; for "search" what to tell when no product is so
    sure: bool = False  # whatever else the words may mean
    named: bool = False  # by a brand or a kind: unless there is one, it was another search


def refine(  # noqa: PLR0911  # a case each
    text: str, state: SearchState, known: Known, shown: Sequence[Product], today: date
) -> Step | None:
    """What this means for the products shown; None when it says nothing about them."""
    text = heard(text)
    if not state.ask.words and not state.ask.constraints.given() and not shown:
        return None
    side_by_side = compared(text, known, shown, state.focus)
    if side_by_side:
        return Step("compare", skus=tuple(p.sku for p in side_by_side), sure=True)
    if _ONLY_MORE.fullmatch(text):
        return Step("search", state.ask, state.offset + max(len(state.shown), 1), sure=True)
    same_brand = shown and _SAME_BRAND.search(text)
    if same_brand:
        state, text = _of_one_brand(state, shown), _SAME_BRAND.sub(" ", text)
    picked = pointed(text, shown)
    if picked:
        beside = set(folded(text).split()) - _SMALL - POINTING
        return Step("pick", skus=(picked[0].sku,), sure=all(word.isdigit() for word in beside))
    for change in (_other_brand, _price_moved, _pack_moved):
        step = change(text, state, known, shown, today)
        if step is not None:
            return step
    about = _about_brand(text, state, known, shown)
    found = about or _narrowed(text, state, known, today)
    if found is None and same_brand and len(folded(text).split()) < _ASIDE:
        return Step("search", state.ask)
    return found


def _of_one_brand(state: SearchState, shown: Sequence[Product]) -> SearchState:
    """The search in the brand that was looked at, else in that of the first one shown."""
    brand = next((p.brand for p in shown if p.sku == state.focus), shown[0].brand)
    wanted = replace(state.ask.constraints, brands=(brand,) if brand else ())
    return replace(state, ask=replace(state.ask, constraints=wanted))


def _other_brand(
    text: str, state: SearchState, known: Known, shown: Sequence[Product], today: date
) -> Step | None:
    if not _OTHER_BRAND.search(text):
        return None
    seen = [p for p in shown if p.sku == state.focus] or list(shown)
    brands = dict.fromkeys(p.brand for p in seen)
    wanted = state.ask.constraints.but("brands")
    wanted = replace(wanted, not_brands=tuple(dict.fromkeys((*wanted.not_brands, *brands))))
    words = _without(state.ask.words, [b for b in brands if b])
    if not words and not wanted.categories:  # only the brand was asked for before: another of the same kind
        wanted = replace(wanted, categories=tuple(dict.fromkeys(p.category for p in seen if p.category)))
    return Step("search", replace(state.ask, words=words, constraints=wanted))


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
        return Step("search", replace(state.ask, constraints=wanted, order=CHEAPEST), problem=NO_CHEAPER)
    wanted = replace(
        state.ask.constraints, price_min=max(p.price.minor for p in seen) + 1, price_max=None, per=""
    )
    return Step("search", replace(state.ask, constraints=wanted, order=""), problem=NO_DEARER)


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
    ask = replace(state.ask, words=_unmeasured(state.ask.words), constraints=wanted)
    return Step("search", ask, problem=NO_BIGGER if bigger else NO_SMALLER)


def _about_brand(text: str, state: SearchState, known: Known, shown: Sequence[Product]) -> Step | None:
    """ "what about the Tata one": the one shown, or the same search in that brand."""
    lead = re.search(
        r"\b(?:what about|how about|and|the|only|sirf|in)\b|\b(?:one|wal[aie]|ka|ki|brand)\b", text, re.I
    )
    brands = known.brand_in(text)
    rest = _without(folded(text), [known.brands[b] for b in brands])
    if not brands or set(rest.split()) - _SMALL or not (lead or len(folded(text).split()) <= 3):
        return None
    if re.search(r"\b(?:not|no|without|except|nahi)\b", text, re.I):
        return None
    family = [name for name in known.brands if any(f"{name} ".startswith(f"{b} ") for b in brands)]
    of_brand = [p for p in shown if folded(p.brand) in family]
    if len(of_brand) == 1:
        return Step("pick", skus=(of_brand[0].sku,), sure=True)
    wanted = state.ask.constraints.but("brands", "not_brands")
    old = [*state.ask.constraints.brands]
    chosen = tuple(known.brands[b] for b in family)  # "tata" is also "Tata Tea"
    return Step(
        "search",
        replace(state.ask, words=_without(state.ask.words, old), constraints=replace(wanted, brands=chosen)),
        sure=True,
        named=True,
    )


def _narrowed(text: str, state: SearchState, known: Known, today: date) -> Step | None:
    """Constraints alone narrow what was asked before."""
    said = read(text, known, today)
    if said.problem:
        return Step("tell", said, problem=said.problem)
    left = set(folded(said.words).split()) - _SMALL
    sized = said.constraints.pack is not None
    measured = sized and not set(folded(_unmeasured(said.words)).split()) - _SMALL
    if left and not measured:
        return _of_kind(text, state)
    if not said.constraints.given() and not said.order:
        return None
    words = _unmeasured(state.ask.words) if said.constraints.pack else state.ask.words
    joined = state.ask.constraints.joined(said.constraints)
    return Step("search", Ask(words, joined, said.order or state.ask.order))


def _of_kind(text: str, state: SearchState) -> Step | None:
    """ "The strawberry one", "neem wala", "the one with salt": the same, of that kind."""
    match = _KIND.fullmatch(text.strip(" ?!.,"))
    kind = folded(next((g for g in match.groups() if g), "")) if match else ""
    if not kind or not state.ask.words or set(kind.split()) <= _SMALL:
        return None
    return Step("search", replace(state.ask, words=f"{state.ask.words} {kind}"), sure=True, named=True)


def _without(words: str, names: Sequence[str] | dict[str, None]) -> str:
    for name in names:
        words = re.sub(rf"\b{re.escape(name)}\b", " ", words, flags=re.I)
    return " ".join(words.split())


def _unmeasured(words: str) -> str:
    return " ".join(MEASURE.sub(" ", words).split())
