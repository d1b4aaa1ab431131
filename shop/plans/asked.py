"""Reads dishes, an occasion or a kind of shop, for how many people and days, for how much."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from shop.plans.counted import MONEY, UNITS, counted
from shop.plans.filled import Wish
from shop.plans.left_out import PUTS_IN_PLACE, left_out, spoken
from shop.plans.menu import DISH, nearest_dish, not_known
from shop.plans.recipes import Dish, Stock, dishes, occasions, stocks
from shop.reading.likeness import nearest
from shop.reading.numbers import plain
from shop.reading.quantity import POLITE

T = TypeVar("T")
Translate = Callable[[str], str]

_EACH = re.compile(r" (?:per|har) (?:head|person|plate|guest|ek|aadmi|staff|employee) | (?:each|ek ka) ")
_OPENS = frozenset(
    ["open", "opening", "start", "starting", "kholni", "kholna", "khol", "kholne", "shuru", "begin", "setup",
     "nayi", "naya", "new"]
)  # fmt: skip
# A place where things are sold, and what is done there. With one of these nobody is counted who eats.
_A_SHOP = frozenset(["shop", "store", "dukan", "dukaan", "kirana", "shelf", "shelves"])
_SELLS = frozenset(["sell", "selling", "resell", "resale", "bechne", "bechna", "bechunga", "bechu", "bikri"])
_OTHERS = frozenset(["different", "alag", "another", "varied", "vary", "variety", "rotate", "badal", "naya"])
_EACH_DAY = frozenset(["day", "daily", "din", "roz", "rozana", "days", "everyday"])
_ADDS = frozenset(
    ["also", "too", "bhi", "missed", "missing", "forgot", "left", "bhool", "bhul", "chhoot", "chhut", "choot",
     "chut", "plus", "sath", "saath", "add", "adding", "jodo", "jod", "extra"]
)  # fmt: skip
_ONLY = frozenset(["only", "just", "sirf", "bas", "kewal"])
_AND = frozenset(["and", "aur", "plus"])
_ANEW = re.compile(
    r"\b(?:start(?:ing)? (?:fresh|over|again|anew)|afresh|from scratch|(?:new|naya|another|different) plan"
    r"|(?:naye|nayi) sire se|(?:phir|fir|dobara) se (?:shuru|start|bana\w*)|shuru se)\b"
)
_SNACKS = frozenset(["snack", "snacks", "nashta", "munching", "munchies", "refreshments"])
_A_SNACK = ("namkeen", "chips", "biscuits")  # counted where only "some snacks" are listed among other things
_LONG, _SLIP = 5, 0.9
_TOKEN = re.compile(r"-?\d[\d,]*(?:\.\d+)?|[^\W\d_]+|₹|[.,;:!?&+/\n]|(?<=\s)-(?=\s)")
_RUPEE = "₹"
_WEAK = "~"  # before a name that counts where nothing else is named: a place, not a meal
_BOTH = "+"  # between words of a name that need not stand side by side


def asked(said: str, talk: Collection[str] = (), in_recipes: Translate = str) -> Wish:
    """Read it off a message in Latin letters.

    `talk` are words that name no food: with them what a menu names and is not known is found as well;
    `in_recipes` says goods in the words of recipes: onion for pyaz.
    """
    said = plain(said).replace("n't", "nt").replace("n\u2019t", "nt")
    tokens = _TOKEN.findall(said)
    words = [one for one in tokens if one == _RUPEE or one.lstrip("-")[:1].isalnum()]
    numbers = counted(words, _first_words())
    budget = numbers.budget
    if budget and numbers.people and _EACH.search(f" {' '.join(words)} "):
        budget = budget * numbers.people
    out, as_typed = left_out(_TOKEN.findall(plain(in_recipes(said)))), left_out(tokens)
    out = replace(
        out,
        dishes=(*out.dishes, *as_typed.dishes),
        wanted=tuple({*out.wanted, *as_typed.wanted} - {*out.dishes}),
    )
    text = f" {' '.join(tokens)} "
    stock, rest = _named([(s, s.names) for s in stocks()], text, talk)
    occasion, left = _named([(o, o.names) for o in occasions()], text, talk)
    found, _ = _named([(d, d.names) for d in dishes()], rest, talk)  # the tea of a tea stall is no dish
    _, marked = _named([(d, d.names) for d in dishes()], left, talk)
    meant = [dish for dish in found if not set(dish.names) & set(out.dishes)]
    wish = Wish(
        tuple(meant), next(iter(occasion), None), next(iter(stock), None), numbers.people, numbers.days,
        budget, without=out.goods, dropped=tuple(name for name in out.dishes if by_its_name(name) in found),
        never=out.never, wanted=out.wanted, adds=_adds(words) or out.lacks or bool(out.dishes and meant),
        rotates=bool(_OTHERS & set(words) and _EACH_DAY & set(words)),
        sells=numbers.people is None and sells(said),
    )  # fmt: skip
    own = set(occasion[0].portions) if occasion else set()
    if wish.dishes and occasion and all(_as_bought(by_its_name(name)) for name, _ in own):
        wish = replace(wish, dishes=(), more=tuple(dish for dish in meant if dish.names[0] not in dict(own)))
    for_goods = wish.stock is None or not opens_a_shop(said)  # "chips and juice for 8,000 for the canteen"
    if wish.dishes and wish.packed and budget and numbers.people is None and for_goods and not wish.sells:
        # "2,000 ka namkeen biscuit": goods for money
        goods = tuple((dish.parts[0].good, Fraction(1)) for dish in wish.dishes)
        names = ", ".join(dish.names[0] for dish in wish.dishes)
        return Wish(stock=Stock((names,), goods, of_goods=True), budget=budget)
    if not talk or not wish.dishes:
        return wish
    wish = _with_some_snacks(wish, text, talk)
    no_food = {*talk, *(word for good in out.goods for word in good.split())}
    items = [item for item in not_known(marked.split(), no_food) if in_recipes(item) not in out.goods]
    return _with_the_rest(wish, items)


def _as_bought(dish: Dish | None) -> bool:
    """Whether it is eaten as it comes: biscuits, juice."""
    return dish is not None and len(dish.parts) == 1


def by_its_name(name: str) -> Dish | None:
    """The dish of this name."""
    return next((dish for dish in dishes() if name in dish.names), None)


def _with_the_rest(wish: Wish, items: Sequence[str]) -> Wish:
    """The wish with what a menu names beside the known: as the nearest known dish, else as not known."""
    for item in items:
        near = nearest_dish(item)
        if near is None or wish.packed:
            wish = replace(wish, unknown=(*wish.unknown, item))
        elif near not in wish.dishes:
            wish = replace(
                wish, dishes=(*wish.dishes, near), taken_for=(*wish.taken_for, (item, near.names[0]))
            )
    return wish


def _adds(words: Sequence[str]) -> bool:
    """ "And gulab jamun too", "tea is missing", "kheer instead of halwa": these come to what was planned."""
    return not (_ADDS | PUTS_IN_PLACE).isdisjoint(words) or words[0] in _AND if words else False


def _with_some_snacks(wish: Wish, text: str, talk: Collection[str]) -> Wish:
    """The wish with a snack where "some snacks" are listed beside other things."""
    snacks = tuple(dish for name in _A_SNACK if (dish := by_its_name(name)) and dish not in wish.dishes)
    if len(snacks) < len(_A_SNACK) or _SNACKS.isdisjoint(text.split()):
        return wish
    _, marked = _named([(d, d.names) for d in dishes()], text, talk)
    if _SNACKS.isdisjoint(not_known(marked.split(), set(talk) - _SNACKS)):
        return wish
    taken = (*wish.taken_for, ("snacks", ", ".join(_A_SNACK)))
    return replace(wish, dishes=(*wish.dishes, *snacks), taken_for=taken)


def says_only(said: str) -> bool:
    """Whether what is named is all that is wanted: "just tea and biscuits"."""
    return not _ONLY.isdisjoint(re.findall(r"[^\W\d_]+", plain(said)))


def begins_anew(said: str) -> bool:
    """Whether what was planned before is to count no more: "start fresh", "naya plan"."""
    return _ANEW.search(plain(said)) is not None


def counts_people(said: str) -> bool:
    """Whether it says for how many in so many words: "200 log", "for 60"; "60 samosa" does not."""
    words = re.findall(r"\d[\d,]*|[^\W\d_]+", plain(said))
    numbers = [i for i, word in enumerate(words) if word[0].isdigit()]
    behind = {i: words[i + 1] if i + 1 < len(words) else "" for i in numbers}
    if set(behind.values()) & UNITS:
        return False
    for_so_many = any(i and words[i - 1] == "for" and behind[i] not in MONEY for i in numbers)
    return (for_so_many and counted(words).days is None) or names_people(said)


def sells(said: str) -> bool:
    """Whether what is spoken of is sold in a shop: "dukan ke liye", "for resale"."""
    return not (_A_SHOP | _SELLS).isdisjoint(re.findall(r"[^\W\d_]+", plain(said)))


def names_people(said: str) -> bool:
    """Whether people are counted by a word for people: "250 guests"."""
    words = re.findall(r"\d[\d,]*|[^\W\d_]+", plain(said))
    return counted(words).by_name


def opens_a_shop(said: str) -> bool:
    """Whether somebody begins a business: "chai ki tapri kholni hai"."""
    return not _OPENS.isdisjoint(re.findall(r"[^\W\d_]+", plain(said)))


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    names = [*(d.names for d in dishes()), *(o.names for o in occasions())]
    return frozenset(name.split()[0] for all_of in names for name in all_of)


@lru_cache(maxsize=8)
def _words_of(names: frozenset[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in name.split())


def _spelt_right(text: str, names: set[str], talk: Collection[str]) -> str:
    """The text with a slip in a long word mended: "engagment", "brekfast"; not "poora", said rightly."""
    long_names = [name for name in names if len(name) >= _LONG and name.isalpha()]
    said_so = _words_of(frozenset(names)) | POLITE
    words = []
    for word in text.split(" "):
        slips = len(word) >= _LONG and word not in said_so and word not in talk
        best, likeness = nearest(word, long_names) if slips else ("", 0.0)
        words.append(best if likeness >= _SLIP and best[0] == word[0] else word)
    return " ".join(words)


def _named(
    known: Sequence[tuple[T, tuple[str, ...]]], text: str, talk: Collection[str]
) -> tuple[list[T], str]:
    """Those that the text names in their order, the longest names first, and what they leave of the text."""
    names = sorted(((name, one) for one, all_of in known for name in all_of), key=lambda n: -len(n[0]))
    found: list[tuple[bool, int, T]] = []  # whether weakly, where in the text, what
    left = _spelt_right(text, {name.lstrip(_WEAK) for name, _ in names}, talk)
    whole, there = left, set(left.split(" "))
    for name, one in names:
        if any(one is other for _, _, other in found):
            continue
        if _BOTH in name:
            if there >= set(name.split(_BOTH)):
                found.append((False, -1, one))
            continue
        for said in reversed(spoken(name.lstrip(_WEAK))):
            if (at := left.find(f" {said} ")) >= 0:
                found.append((name.startswith(_WEAK), whole.find(f" {said} "), one))
                left = f"{left[: at + 1]}{DISH}{left[at + 1 + len(said) :]}"
                break
    return [one for _, _, one in sorted(found, key=lambda one: one[:2])], left
