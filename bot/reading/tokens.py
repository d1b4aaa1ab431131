"""Takes a message apart into words, numbers and signs, and says of each what kind of thing it is."""

# ruff: noqa: SIM905  # long lists of words read best as words

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from bot.components.devanagari import latin
from shop.reading.numbers import WORDS, number_at, plain
from shop.reading.quantity import COUNTED
from shop.reading.units import MEASURES

LONGEST = 2_000  # characters that are read; who writes more sends a list, which is read line by line
_TOKEN = re.compile(
    r"\n|\d+(?:[.,/]\d+)*|[^\W\d_]+(?:['\u2019][^\W\d_]+)?|[^\w\s]",
)
# What is counted, as people write it.
UNITS = (
    "kg kilo kgs packet pkt pkts packets pack packs peti petis carton cartons ctn case cases box boxes "
    "dozen dozens darjan dz bottle bottles pcs pc pieces piece bag bags bori sack litre ltr litres l "
    "dabba dabbe jar jars tin tins can cans pouch pouches strip strips ladi lad bundle bundles roll rolls "
    "set sets pair pairs unit units nos no gm g ml tray trays crate crates dibba dibbe dibbi doz dzn ream "
    "reams coil coils sheet sheets cup cups bora bore katta thaili rim sachet sachets tube tubes bar bars "
    "loaf block patta patte tokri gatthi kattey drum barrel stick plate plates kit hank meter metre mtr "
    "feet quintal "
).split()
_COUNTED = frozenset((*UNITS, *COUNTED)) - MEASURES.keys()
# "Kar do", "de do": there `do` gives.
_GIVES = frozenset("de kar bhej daal dal laga hata rakh likh add karwa nikal bana bata dikha ka kr".split())


@dataclass(frozen=True)
class Token:
    """A word, a number or a sign, and where in the text it stands."""

    text: str  # as it is read: lower case, Latin letters
    start: int
    end: int
    glued: bool = False  # nothing stands between it and the one before


def spelt(text: str) -> str:
    """The text as it is read: one script, one kind of digit, lower case, one sign for the end of a line."""
    lines = (in_digits(line.strip()) for line in plain(latin(text[:LONGEST])).split("\n"))
    return "\n".join(line for line in lines if line)


def in_digits(line: str) -> str:
    """Numbers that are spoken before what they count, in digits: "paanch sau gram" is "500 gram".

    A number that counts nothing stays as it is said: "do" also gives, "one" also points.
    """
    found = list(_TOKEN.finditer(line))
    words = [match[0] for match in found]
    said, at, since = "", 0, 0
    while at < len(words):
        twice = words[at : at + 1] in (words[at - 1 : at], words[at + 1 : at + 2])  # "ek ek peti": of each
        spoken = words[at][0].isalpha() and words[at - 1 : at] != ["-"] and not twice
        number = (number_at(words, at) or _hundred(words, at)) if spoken else None
        if number is None:
            at += 1
            continue
        value, behind = number
        value, behind = _in_two(value, words, behind)
        if _counts(words, at, behind) and value.limit_denominator(100) == value:
            said += line[since : found[at].start()] + f"{float(value):g}"
            since = found[behind - 1].end()
        at = behind
    return said + line[since:]


def _hundred(words: Sequence[str], at: int) -> tuple[Fraction, int] | None:
    """ "Sau gram", "hundred gram": a hundred of them, without a number before it."""
    measured = words[at + 1 : at + 2] and words[at + 1] in MEASURES
    return (Fraction(100), at + 1) if words[at] in ("sau", "hundred") and measured else None


def _in_two(value: Fraction, words: Sequence[str], behind: int) -> tuple[Fraction, int]:
    """ "Seven fifty gram" is 750."""
    second = number_at(words, behind) if 0 < value < 10 and behind < len(words) else None
    if second and value.denominator == 1 and second[0] in (25, 50, 75) and words[behind][0].isalpha():
        return value * 100 + second[0], second[1]
    return value, behind


def _counts(words: Sequence[str], at: int, behind: int) -> bool:
    """Whether these words are a number: of a unit, or made of several."""
    before = words[at - 1] if at else ""
    unit = words[behind] if behind < len(words) else ""
    if before in _GIVES and words[at] == "do":
        return False
    if unit in MEASURES:
        return True
    if any(word in ("pav", "paav", "pao") for word in words[at:behind]):
        return False  # bread
    counted = unit in _COUNTED and unit not in ("no", "nos")  # "other one no" refuses it
    return behind - at > 1 or counted or unit in ("rupay", "rupaye", "rupees", "rs")


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text that was spelt."""
    found: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(text):
        found.append(Token(match[0], match.start(), match.end(), match.start() == end))
        end = match.end()
    return found


@lru_cache(maxsize=50_000)
def kind(word: str) -> str:
    """What kind of thing a token is, whatever it says."""
    if word[0].isdigit():
        digits = sum(c.isdigit() for c in word)
        return "pin" if digits == 6 and word.isdigit() else f"number{min(digits, 7)}"
    if word == "\n" or not word[0].isalpha():
        return f"sign{word}" if word in ",.\n?-+/&()₹:*#" else "sign"
    if word in MEASURES:
        return "measure"
    if word in _COUNTED:
        return "unit"
    if word in WORDS:
        return "numeral"
    return "word"


def as_written(said: str, spelt_so: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a stretch of what was spelt stands in the words as they were written; None where they differ."""
    if len(said) == len(spelt_so):
        return start, end
    words, others = (list(re.finditer(r"\S+", text)) for text in (said, spelt_so))
    inside = [i for i, word in enumerate(others) if word.start() < end and start < word.end()]
    if len(words) != len(others) or not inside:
        return None
    return words[inside[0]].start(), words[inside[-1]].end()
