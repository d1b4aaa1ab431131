"""Reads dishes, an occasion or a kind of shop, for how many people and days, for how much."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from shop.plans.counted import MONEY, UNITS, counted
from shop.plans.filled import Wish
from shop.plans.left_out import LeftOut, left_out
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
_OTHERS = frozenset(["different", "alag", "another", "varied", "vary", "variety", "rotate", "badal", "naya"])
_EACH_DAY = frozenset(["day", "daily", "din", "roz", "rozana", "days", "everyday"])
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
    tokens = _TOKEN.findall(plain(said))
    words = [one for one in tokens if one == _RUPEE or one.lstrip("-")[:1].isalnum()]
    numbers = counted(words, _first_words())
    budget = numbers.budget
    if budget and numbers.people and _EACH.search(f" {' '.join(words)} "):
        budget = budget * numbers.people
    out = left_out(_TOKEN.findall(plain(in_recipes(said))))
    out = LeftOut(out.goods, (*out.dishes, *left_out(tokens).dishes))
    text = f" {' '.join(tokens)} "
    stock, rest = _named([(s, s.names) for s in stocks()], text, talk)
    occasion, left = _named([(o, o.names) for o in occasions()], text, talk)
    found, _ = _named([(d, d.names) for d in dishes()], rest, talk)  # the tea of a tea stall is no dish
    _, marked = _named([(d, d.names) for d in dishes()], left, talk)
    meant = [dish for dish in found if not set(dish.names) & set(out.dishes)]
    wish = Wish(
        tuple(meant), next(iter(occasion), None), next(iter(stock), None), numbers.people, numbers.days,
        budget, out.goods, tuple(name for name in out.dishes if by_its_name(name) in found),
        rotates=bool(_OTHERS & set(words) and _EACH_DAY & set(words)),
    )  # fmt: skip
    if wish.dishes and wish.packed and budget and numbers.people is None and not wish.stock:
        # "2,000 ka namkeen biscuit": goods for money
        goods = tuple((dish.parts[0].good, Fraction(1)) for dish in wish.dishes)
        return Wish(stock=Stock((", ".join(dish.names[0] for dish in wish.dishes),), goods), budget=budget)
    if not talk or not wish.dishes:
        return wish
    no_food = {*talk, *(word for good in out.goods for word in good.split())}
    items = [item for item in not_known(marked.split(), no_food) if in_recipes(item) not in out.goods]
    return _with_the_rest(wish, items)


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


def counts_people(said: str) -> bool:
    """Whether it says for how many in so many words: "200 log", "for 60"; "60 samosa" does not."""
    words = re.findall(r"\d[\d,]*|[^\W\d_]+", plain(said))
    numbers = [i for i, word in enumerate(words) if word[0].isdigit()]
    behind = {i: words[i + 1] if i + 1 < len(words) else "" for i in numbers}
    if set(behind.values()) & UNITS:
        return False
    for_so_many = any(i and words[i - 1] == "for" and behind[i] not in MONEY for i in numbers)
    return (for_so_many and counted(words).days is None) or names_people(said)


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
        for said in (name.lstrip(_WEAK), f"{name.lstrip(_WEAK)}s"):
            if (at := left.find(f" {said} ")) >= 0:
                found.append((name.startswith(_WEAK), whole.find(f" {said} "), one))
                left = f"{left[: at + 1]}{DISH}{left[at + 1 + len(said) :]}"
                break
    return [one for _, _, one in sorted(found, key=lambda one: one[:2])], left
