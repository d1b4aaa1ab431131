"""Cuts text into the tokens that are compared: one spelling for each unit, number and word form."""

import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import Stemmer

_STEMMER = Stemmer.Stemmer("english")

STOP = frozenset(
    """a an the and or of for in on at to with by from is are was be it its as that this these those
    i me my we you your need want looking show find get some any please do does have has can could
    would ka ki ke ko wala wali wale mein chahiye""".split()  # noqa: SIM905 - easier to read
)

# Every way people write a unit, and the one that is kept.
_UNIT_WORDS = {
    "in": "in inch inches inchs",
    "ft": "ft foot feet fts",
    "yd": "yd yds yard yards",
    "mm": "mm millimeter millimeters millimetre millimetres",
    "cm": "cm cms centimeter centimeters centimetre centimetres",
    "m": "m mtr mtrs meter meters metre metres",
    "kg": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes kgm",
    "g": "g gm gms gr gram grams gramme grammes",
    "mg": "mg mgs milligram milligrams",
    "l": "l lt ltr ltrs lit litr liter liters litre litres",
    "ml": "ml mls millilitre millilitres milliliter milliliters",
    "gal": "gal gals gallon gallons",
    "qt": "qt qts quart quarts",
    "oz": "oz ozs ounce ounces",
    "lb": "lb lbs pound pounds",
    "w": "w watt watts",
    "v": "v volt volts",
    "amp": "amp amps ampere amperes",
    "hp": "hp horsepower",
    "btu": "btu btus",
    "deg": "deg degree degrees",
    "pc": "pc pcs piece pieces pce pces nos",
    "pk": "pk pack packs packet packets pkt pkts pck",
    "ct": "ct count",
    "dz": "dz doz dozen dozens",
    "ga": "ga gauge",
}
UNITS = {spelling: unit for unit, spellings in _UNIT_WORDS.items() for spelling in spellings.split()}
# Units that are words of their own too, so they are units only after a number.
_ONLY_AFTER_NUMBER = frozenset({"in", "m", "l", "g", "v", "w", "lit", "gr", "nos", "foot", "yard", "count"})
# To the smallest unit of its kind: "1 L" and "1000 ml" are one token.
_BASE = {"kg": ("g", 1000), "l": ("ml", 1000), "cm": ("mm", 10), "dz": ("pc", 12)}

_NUMBER = r"\d+(?:[.,]\d+)*(?:[-\s]\d+/\d+|/\d+)?"
_TOKEN = re.compile(
    rf"(?P<number>(?<![a-z0-9]){_NUMBER}|(?<![a-z0-9])\.\d+)(?P<glued>[a-z]+(?![a-z0-9]))?"
    r"|[^\W_]+(?:'[a-z]+)?"
)
_HALVES = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4"}


def fold(text: str) -> str:
    """Write in lower case without accents, ligatures or typographic variants."""
    for sign, plain in _HALVES.items():
        text = text.replace(sign, plain)
    text = unicodedata.normalize("NFKD", text.lower())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"(?<=\d)\s*(?:\"|''|\u201d|\u2033)", " in ", text)
    text = re.sub(r"(?<=\d)\s*(?:'|\u2019|\u2032)(?![a-z])", " ft ", text)
    text = re.sub(r"(?<=\d)\s*(?:°|\u00ba)", " deg ", text)
    text = text.replace("\u2019", "'").replace("&", " and ").replace("+", " ")
    text = re.sub(r"\b(?:half|a?adha)\s*(?=(?:kg|kilo|l|lt|ltr|litre|liter)\b)", "0.5 ", text)
    # 4x8, 4 x 8, 4*8: a size is its numbers
    return re.sub(r"(?<=\d)\s*[x*\u00d7]\s*(?=\d|\.\d)", " x ", text)


_SOUNDS = [
    (re.compile(pattern), kept)
    for pattern, kept in (
        ("ph", "f"), ("ck|q|c(?!h)", "k"), ("w", "v"), ("z", "j"), ("ee|ea|ie", "i"), ("oo|ou", "u"),
        ("ai|ay|ey", "e"), ("y", "i"), (r"(?<=[kgcjtdpbs])h", ""),
        (r"(.)\1+", r"\1"), ("(?<=..)[aeiou]$", ""),
    )
]  # fmt: skip


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """Write it as it sounds: romanised words are written as they are heard, "moongfali" or "mungphali"."""
    for pattern, kept in _SOUNDS:
        word = pattern.sub(kept, word)
    return word


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


def raw_words(text: str) -> list[str]:
    """Cut into the words as they were written, folded, units and numbers in their one spelling."""
    found: list[str] = []
    for match in _TOKEN.finditer(fold(text)):
        number, glued = match.group("number"), match.group("glued")
        if number is None:
            word = match.group().replace("'s", "").replace("'", "")
            after_number = bool(found) and found[-1][:1].isdigit()
            if word in UNITS and (after_number or word not in _ONLY_AFTER_NUMBER):
                found.append(UNITS[word])
            else:
                found.append(word)
            continue
        found.append(_plain_number(number))
        if glued and glued != "x":
            found.append(UNITS.get(glued, glued))
    return [w for w in found if w]


@lru_cache(maxsize=16_384)  # all texts of a shop of some thousands: one change does not cut the others again
def cut(text: str) -> tuple[str, ...]:
    """Do the same, and remember it."""
    return tuple(sys.intern(w) for w in raw_words(text))


def tokens(text: str) -> list[str]:
    """Cut into what is indexed and searched: stems, numbers, a measure also as one token in its base unit."""
    return list(tokens_of(raw_words(text)))


def tokens_of(words: Sequence[str]) -> Iterable[str]:
    for place, word in enumerate(words):
        if word[0].isdigit():
            yield word
            following = words[place + 1] if place + 1 < len(words) else ""
            if following in _UNIT_WORDS:
                yield measure(word, following)
        elif word in STOP and not (word == "in" and place and words[place - 1][0].isdigit()):
            continue
        elif word != "x":
            yield stem(word)


def measure(number: str, unit: str) -> str:
    """Make one token of an amount: measure("1", "l") == measure("1000", "ml")."""
    base, times = _BASE.get(unit, (unit, 1))
    if times == 1 or "/" in number:
        return f"{number}{unit}"
    return f"{float(number) * times:g}{base}"


def _plain_number(text: str) -> str:
    """ "1,000" and "1000" are one number, "1.50" and "1.5" too; "1-1/4" stays as it is."""
    text = re.sub(r"(?<![-\s])[-\s]++(?=\d+/)", "-", text)
    if "/" in text:
        return text
    text = text.replace(",", "")
    if text.count(".") == 1:
        text = text.rstrip("0").rstrip(".") if not text.startswith(".") else "0" + text.rstrip("0")
    text = text.lstrip("0") or "0"
    return f"0{text}" if text.startswith(".") else text


def is_unit(token: str) -> bool:
    return token in _UNIT_WORDS
