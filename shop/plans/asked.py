"""Reads dishes, an occasion or a kind of shop, for how many people and days, for how much."""

# ruff: noqa: SIM905  # long lists of words read best as words

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar

from shop.money import Money
from shop.plans.filled import Wish
from shop.plans.recipes import Stock, dishes, occasions, stocks
from shop.reading.likeness import nearest
from shop.reading.numbers import number_at, plain
from shop.reading.quantity import POLITE

T = TypeVar("T")

_PEOPLE = frozenset(
    (
        "people person persons ppl pax log logo logon guest guests mehman mehmaan kids kid children child "
        "bachche bacche bache students student workers worker members member plates plate thali thaliyan "
        "ladies employees staff aadmi admi ladke boys girls delegates labourers sangat heads servings "
        "portions adults adult"
    ).split()
)
_EACH = re.compile(r" (?:per|har) (?:head|person|plate|guest|ek|aadmi|staff|employee) | (?:each|ek ka) ")
_TIMES = frozenset("baje am pm oclock".split())  # "8 baje" is no number of people
_UNITS = frozenset(
    "kg kilo g gm gram litre liter ltr l ml pc pcs piece pieces packet packets dozen box".split()
)
_MONEY = frozenset("rs rupees rupaye rupay rupee inr budget".split())
_DAYS = {
    "day": 1, "days": 1, "din": 1, "week": 7, "weeks": 7, "hafta": 7, "hafte": 7, "month": 30, "months": 30,
    "mahina": 30, "mahine": 30,
}  # fmt: skip
_OPENS = frozenset(
    "open opening start starting kholni kholna khol kholne shuru begin setup nayi naya new".split()
)
_A_MONTH = frozenset(("monthly", "mahine", "mahina"))  # without a number: one
_THOUSANDS = {"k": 1000, "hazar": 1000, "hazaar": 1000, "thousand": 1000, "lakh": 100_000, "lac": 100_000}
_ONE = frozenset(("a", "one", "ek", "whole", "poore", "pura", "next", "this", "per"))
_LONG, _SLIP = 5, 0.9
_FEW = 500  # what is more and counts nothing is taken for money


def asked(said: str) -> Wish:
    """Read it off a message in Latin letters."""
    words = re.findall(r"-?\d[\d,]*(?:\.\d+)?|[^\W\d_]+|₹", plain(said))
    people: int | None = None
    budget: Money | None = None
    days: int | None = None
    counted = False
    at = 0
    while at < len(words):
        found = number_at([word.replace(",", "") for word in words], at)
        if found is None:
            days = _DAYS.get(words[at], days) if at and words[at - 1] in _ONE else days
            days = 30 if words[at] in _A_MONTH else days
            at += 1
            continue
        value, past = found
        if words[past : past + 1] == ["dozen"]:
            value, past = value * 12, past + 1
        if past < len(words) and words[past] in _THOUSANDS:
            value, past = value * _THOUSANDS[words[past]], past + 1
        behind, before = words[past] if past < len(words) else "", words[at - 1] if at else ""
        digits = words[at].lstrip("-")[0].isdigit()
        if behind in _PEOPLE:  # "2 adults 2 kids"
            people = int(value) + (people or 0 if counted else 0)
            counted = True
        elif behind in _DAYS:
            days, past = int(value) * _DAYS[behind], past + 1
        elif before in _MONEY or before == "₹" or behind in _MONEY:
            budget = Money(int(value * 100))
        elif not digits or behind in _TIMES or behind in _UNITS:
            pass  # "bata do", "8 baje", "100 pcs": nobody is counted
        elif people is None and value < _FEW:
            people = int(value)
        elif budget is None:
            budget = Money(int(value * 100))
        at = past
    text = f" {' '.join(words)} "
    if budget and people and _EACH.search(text):
        budget = budget * people
    stock, rest = _named([(s, s.names) for s in stocks()], text)
    occasion, _ = _named([(o, o.names) for o in occasions()], text)
    found_dishes, _ = _named([(d, d.names) for d in dishes()], rest)  # the tea of a tea stall is no dish
    wish = Wish(
        tuple(found_dishes), next(iter(occasion), None), next(iter(stock), None), people, days, budget
    )
    packed = bool(wish.dishes) and all(len(dish.parts) == 1 for dish in wish.dishes)
    if packed and budget and people is None and not wish.stock:  # "2,000 ka namkeen biscuit": goods for money
        goods = tuple((dish.parts[0].good, Fraction(1)) for dish in wish.dishes)
        return Wish(stock=Stock((", ".join(dish.names[0] for dish in wish.dishes),), goods), budget=budget)
    return wish


def counts_people(said: str) -> bool:
    """Whether it says for how many in so many words: "200 log", "for 60"; "60 samosa" does not."""
    words = re.findall(r"\d[\d,]*|[^\W\d_]+", plain(said))
    numbers = [i for i, word in enumerate(words) if word[0].isdigit()]
    behind = {i: words[i + 1] if i + 1 < len(words) else "" for i in numbers}
    if set(behind.values()) & _UNITS:
        return False
    for_so_many = any(i and words[i - 1] == "for" and behind[i] not in _MONEY for i in numbers)
    return for_so_many or (asked(said).people is not None and not _PEOPLE.isdisjoint(words))


def opens_a_shop(said: str) -> bool:
    """Whether somebody begins a business: "chai ki tapri kholni hai"."""
    return not _OPENS.isdisjoint(re.findall(r"[^\W\d_]+", plain(said)))


def _spelt_right(text: str, names: set[str]) -> str:
    """The text with a slip in a long word mended: "engagment", "brekfast"; not "bhaiya", said rightly."""
    long_names = [name for name in names if len(name) >= _LONG]
    said_so = names | POLITE
    words = []
    for word in text.split():
        slips = len(word) >= _LONG and word not in said_so
        best, likeness = nearest(word, long_names) if slips else ("", 0.0)
        words.append(best if likeness >= _SLIP and best[0] == word[0] else word)
    return f" {' '.join(words)} "


def _named(known: Sequence[tuple[T, tuple[str, ...]]], text: str) -> tuple[list[T], str]:
    """Those that the text names in their order, the longest names first, and what they leave of the text."""
    names = sorted(((name, one) for one, all_of in known for name in all_of), key=lambda n: -len(n[0]))
    found: list[tuple[T, str]] = []
    left = _spelt_right(text, {name for name, _ in names if " " not in name})
    for name, one in names:
        for said in (name, f"{name}s"):
            if f" {said} " in left and all(one is not there for there, _ in found):
                found.append((one, said))
                left = left.replace(f" {said} ", " | ", 1)
                break
    return [one for one, _ in sorted(found, key=lambda pair: text.find(pair[1]))], left
