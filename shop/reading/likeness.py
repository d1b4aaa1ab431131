"""Measures how alike words are: the tokens of a name, and how likely a typed word is one of them."""

import re
from collections.abc import Collection
from fractions import Fraction
from functools import lru_cache

from shop.reading.numbers import plain
from shop.reading.quantity import COUNTED
from shop.reading.sounds import sound
from shop.reading.units import MEASURES

SIZE = re.compile(r"(?<!\d)(\d+(?:\.\d+)?)\s*(kg|gm|gms|g|ml|l|ltr|litre|litres|lt)\b")
_TO_BASE = {
    "kg": (1000, "g"),
    "ml": (1, "ml"),
    **dict.fromkeys(("l", "ltr", "litre", "litres", "lt"), (1000, "ml")),
}
_SOUNDS_ALIKE = 0.95
# A letter and a digit part: "ir64" is "ir 64", "3in1" is "3 in 1".
_PARTED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
# "M-30", "IR 64" glued: the mark of a variety, which its letters and its number alone are not.
_MARK = re.compile(r"(?<![^\W_])([a-z]{1,3})-?(\d{2,4})(?![^\W_])(?!\.\d)")
_NO_MARKS = frozenset(("rs", "inr", "mrp", "x", "no", "nos", "qty", "pin", *COUNTED, *MEASURES))


@lru_cache(maxsize=100_000)
def tokens_of(text: str) -> tuple[str, ...]:
    """Words and sizes of a text in one form: "500 gm" and "1/2 kg" are both "500g"."""
    folded = SIZE.sub(lambda m: f" {_base(m[1], m[2])} ", plain(text))
    words = [w.replace("'", "").replace("\u2019", "") for w in _WORD.findall(folded)]
    parted = [_stem(p) for w in words for p in ([w] if is_size(w) else _PARTED.split(w))]
    return (*parted, *marks_in(folded))


def marks_in(text: str) -> list[str]:
    """The marks of varieties in a text of small letters, each as one word: "m30"."""
    return [f"{letters}{digits}" for letters, digits in _MARK.findall(text) if letters not in _NO_MARKS]


def _base(amount: str, unit: str) -> str:
    times, base = _TO_BASE.get(unit, (1, "g"))
    value = Fraction(amount) * times
    return f"{value.numerator}{base}" if value.denominator == 1 else f"{float(value):g}{base}"


def is_size(token: str) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)?(?:g|ml)", token) is not None


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def nearest(token: str, words: Collection[str]) -> tuple[str, float]:
    """The word that this token most likely is, and how likely."""
    if token in words:
        return token, 1.0
    best, likeness = "", 0.0
    for word in words:
        found = _likeness(token, word)
        if found > likeness:
            best, likeness = word, found
    return best, likeness


@lru_cache(maxsize=200_000)
def _likeness(token: str, word: str) -> float:
    """0 to 1: a typo, a word cut short, one word written as two."""
    if token.isdigit() or word.isdigit() or min(len(token), len(word)) < 3:
        return 0.0
    if sound(token) == sound(word):  # "alu" is "aloo"
        return _SOUNDS_ALIKE
    if word.startswith(token) or token.startswith(word):
        return 0.8 if min(len(token), len(word)) >= 4 else 0.6
    allowed = 1 if len(token) < 7 else 2
    if len(token) < 4 or abs(len(token) - len(word)) > allowed:
        return 0.0
    distance = _distance(token, word, allowed)
    return 0.0 if distance > allowed else 0.9 - 0.15 * (distance - 1)


def _distance(a: str, b: str, most: int) -> int:
    """How many letters were added, left out, changed or swapped."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
