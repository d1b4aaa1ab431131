"""Reads numbers as they are typed and spoken here: "1,250", "1.5k", "1/2", "ten", "dhai sau", "pachas"."""

# ruff: noqa: SIM905  # long lists of words read best as words

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction

from shop.reading.units import MEASURES

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
# Hindi has a name of its own for each number below a hundred.
_HINDI = {
    1: "ek", 2: "do", 3: "teen tin", 4: "char chaar", 5: "panch paanch", 6: "che chhe chah chhah chhai",
    7: "saat", 8: "aath", 9: "nau", 10: "das dus", 11: "gyarah gyara gyaarah", 12: "barah bara baarah",
    13: "terah", 14: "chaudah", 15: "pandrah pandra pandhra", 16: "solah sola", 17: "satrah satra",
    18: "atharah athara atthara", 19: "unnis", 20: "bees bis", 21: "ikkis", 22: "bais baais", 23: "teis",
    24: "chaubis chaubees", 25: "pachees pachis pacchis pachchis pachhis pacchees", 26: "chhabbis",
    27: "sattais", 28: "atthais", 29: "untis", 30: "tees", 31: "ikattis", 32: "battis", 33: "taintis",
    34: "chauntis", 35: "paintis", 36: "chhattis", 37: "saintis", 38: "adtis", 39: "untalis",
    40: "chalis chaalis", 41: "iktalis", 42: "bayalis", 43: "taintalis", 44: "chauwalis", 45: "paintalis",
    46: "chhiyalis", 47: "saintalis", 48: "adtalis", 49: "unchas", 50: "pachas pachaas", 51: "ikyavan",
    52: "bavan", 55: "pachpan", 56: "chhappan", 60: "saath", 65: "painsath", 70: "sattar", 72: "bahattar",
    75: "pachattar", 80: "assi", 85: "pachasi", 90: "nabbe", 95: "pachanve", 96: "chhiyanve",
    99: "ninyanve",
}  # fmt: skip
WORDS: dict[str, Fraction] = {
    **{word: Fraction(value) for value, word in enumerate(_ONES)},
    **{word: Fraction(10 * value) for value, word in enumerate(_TENS, start=2)},
    **{word: Fraction(value) for value, words in _HINDI.items() for word in words.split()},
    **dict.fromkeys(("half", "aadha", "adha", "aadhi", "adhi"), Fraction(1, 2)),
    **dict.fromkeys(("quarter", "pav", "paav", "pao"), Fraction(1, 4)),
    **dict.fromkeys(("dedh", "derh"), Fraction(3, 2)),
    **dict.fromkeys(("dhai", "adhai", "dhaai"), Fraction(5, 2)),
    **dict.fromkeys(("pauna", "paun"), Fraction(3, 4)),
    **dict.fromkeys(("couple", "pair", "jodi", "joda"), Fraction(2)),
}
_TIMES = {
    **dict.fromkeys(("hundred", "sau", "so"), 100),
    **dict.fromkeys(("thousand", "hazar", "hazaar", "k"), 1000),
    **dict.fromkeys(("lakh", "lac", "lakhs", "lacs"), 100_000),
    **dict.fromkeys(("crore", "cr", "karod"), 10_000_000),
}
# "sava do" is two and a quarter, "sadhe teen" three and a half, "paune do" one and three quarters.
_BESIDE = {
    **dict.fromkeys(("sava", "sawa", "savaa", "sawaa", "sawwa"), Fraction(1, 4)),
    **dict.fromkeys(("sadhe", "saadhe", "sarhe", "saadhey", "saade"), Fraction(1, 2)),
    **dict.fromkeys(("paune", "pone"), Fraction(-1, 4)),
}
_DIGITS = re.compile(r"-?\d+(?:,\d{2,3})*(?:\.\d+)?")
_PART = re.compile(r"(\d+)/(\d+)")
LONGEST = 15  # digits; what is longer is a phone or an order number


def plain(text: str) -> str:
    """Lower case, one kind of digit, of space, of dash, of multiplication sign."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("\u2044", "/")
    folded = re.sub("[\u2010-\u2015\u2212]", "-", folded)
    folded = folded.replace("\u00d7", "x")
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in folded)


def digits(token: str) -> Fraction | None:
    """A number written in digits: "12", "-3", "1,250", "1.5", "1/2"."""
    part = _PART.fullmatch(token)
    if part:
        below = int(part[2]) if len(part[2]) <= LONGEST else 0
        return Fraction(int(part[1]), below) if below and len(part[1]) <= LONGEST else None
    if _DIGITS.fullmatch(token) and sum(c.isdigit() for c in token) <= LONGEST:
        return Fraction(token.replace(",", ""))
    return None


def number_at(tokens: Sequence[str], start: int) -> tuple[Fraction, int] | None:
    """The longest number that begins at this token, and the place behind it."""
    at, beside = start, Fraction(0)
    if at < len(tokens) and tokens[at] in _BESIDE:
        beside, at = _BESIDE[tokens[at]], at + 1
    if at < len(tokens) and tokens[at] in ("a", "an") and _begins_amount(tokens, at + 1):
        at += 1
    first = _one(tokens, at)
    if first is None and beside and at == start + 1 and at < len(tokens) and tokens[at] in MEASURES:
        return 1 + beside, at  # "sava kilo"
    if first is None:
        return None
    total, current, at = Fraction(0), first + beside, at + 1
    if first == Fraction(1, 2) and tokens[at : at + 1] == ["a"] and tokens[at + 1 : at + 2] != ["and"]:
        return current, at + 1  # "half a dozen"
    while at < len(tokens):
        word = tokens[at]
        following = _one(tokens, at)
        if word in _TIMES and (word != "so" or current < 10):
            total, current, at = *_scaled(total, current, _TIMES[word]), at + 1
        elif following is not None and _fits_behind(
            current, following, word, closed=total > 0 and current == 0
        ):
            current, at = current + following, at + 1
        elif word == "and" and tokens[at + 1 : at + 3] == ["a", "half"]:
            current, at = current + Fraction(1, 2), at + 3
        else:
            break
    return total + current, at


def parse_number(text: str) -> Fraction | None:
    """The number that this text is, if it is nothing else."""
    tokens = re.findall(r"-?\d+/\d+|-?\d+(?:,\d{2,3})*(?:\.\d+)?|[^\W\d_]+", plain(text))
    found = number_at(tokens, 0)
    return found[0] if found and found[1] == len(tokens) else None


def _one(tokens: Sequence[str], at: int) -> Fraction | None:
    if at >= len(tokens):
        return None
    value = digits(tokens[at])
    return WORDS.get(tokens[at]) if value is None else value


def _begins_amount(tokens: Sequence[str], at: int) -> bool:
    """ "a couple", "a half", but not "a ten"."""
    return at < len(tokens) and tokens[at] in ("couple", "half", "quarter", "pair")


def _scaled(total: Fraction, current: Fraction, times: int) -> tuple[Fraction, Fraction]:
    """ "two thousand" closes a group that "five hundred" may follow."""
    if times == 100:
        return total, current * 100
    return total + current * times, Fraction(0)


def _fits_behind(current: Fraction, following: Fraction, word: str, closed: bool) -> bool:
    """Whether two numbers side by side are one: "twenty five", "do sau pachas", "1 1/2"."""
    if closed:  # "2 lakh 50 thousand"
        return 0 < following < 1000 and following.denominator == 1
    if word[0].isdigit():
        return current.denominator == 1 and 0 < following < 1 and "/" in word
    if current >= 100 and current % 100 == 0:
        return 0 < following < 100 and following.denominator == 1
    return current % 100 in range(20, 100, 10) and 0 < following < 10 and word in _ONES
