"""Reads which products just shown are pointed at: "the second one", "number 3", "compare the first two"."""

# ruff: noqa: SIM905  # a list of words reads best as words

import re
from collections.abc import Sequence

from shop.catalogue.product import Product
from shop.finding.known import Known, folded

ORDINALS = {
    **dict.fromkeys(
        (
            "first",
            "1st",
            "pehla",
            "pehle",
            "pehli",
            "pahla",
            "pahle",
            "pahli",
            "pehlu",
            "pahelu",
            "modati",
            "modatidi",
            "mudhal",
            "prothom",
            "prothomta",
        ),
        1,
    ),
    **dict.fromkeys(
        (
            "second",
            "2nd",
            "dusra",
            "dusre",
            "dusri",
            "doosra",
            "doosre",
            "doosri",
            "biju",
            "rendava",
            "rendavadi",
            "rendavathu",
            "dwitiyo",
            "dwitiyota",
        ),
        2,
    ),
    **dict.fromkeys(("third", "3rd", "teesra", "teesre", "teesri", "tisra", "tisre", "tisri"), 3),
    **dict.fromkeys(("fourth", "4th", "chautha", "chauthe", "chauthi"), 4),
    **dict.fromkeys(("fifth", "5th", "paanchva", "panchva", "paanchvi"), 5),
    **dict.fromkeys(("last", "aakhri", "akhri"), -1),
}
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
# Words that only point, for "tell me more about number 2".
POINTING = frozenset(
    "number no option item product tell more details detail see open ok i want like please ji bhai kar me to "
    "is it".split()
).union(ORDINALS, _NUMBERS)
_COUNTED = {
    **{"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5, "both": 2},
    **{"do": 2, "dono": 2, "teen": 3, "teeno": 3, "char": 4, "chaar": 4, "paanch": 5},
}
_COMPARE = re.compile(
    r"\b(?:compare|comparison|difference|which (?:one )?is better|vs|versus|farak|fark)\b", re.I
)
_CHEAPEST = re.compile(r"\b(?:cheapest|(?:sabse )?sast[aie])\b", re.I)
_IT = re.compile(r"\b(?:it|this|ise|isko|isk[aie]|is)\b", re.I)


def pointed(text: str, shown: Sequence[Product]) -> list[Product]:
    """The product that "the second one", "number 3", "last" or a bare "2" points at."""
    which = "|".join(ORDINALS)
    places = ORDINALS | _NUMBERS
    one = r"(?:one|wal[aie]|product|item|option)"
    for pattern in (
        r"^\W*(?:no\.?|number|option|item|#)?\s*(\d{1,2})\W*$",
        r"^\W*(\d)\s*(?:wal[aei]|number|no\.?)(?:\s+wal[aei])?\W*$",
        rf"\b(?:number|no\.?|option)\s*({'|'.join(places)}|\d{{1,2}})\b",
        rf"\bthe\s+({which})\b|\b({which})\s+{one}\b",
        rf"^\W*({'|'.join(places)})\W*$",
    ):
        match = re.search(pattern, text, re.I)
        if match:
            word = next(g for g in match.groups() if g).lower()
            place = int(word) if word.isdigit() else places[word]
            break
    else:
        return []
    if place < 0:
        return list(shown[-1:])
    return list(shown[place - 1 : place]) if place else []


def compared(text: str, known: Known, shown: Sequence[Product], focus: str = "") -> list[Product]:
    """Those that "the first two", "it with the cheapest" name; none when nothing is to be compared."""
    if not shown or not _COMPARE.search(text):
        return []
    chosen: list[Product] = []
    first = re.search(r"\b(?:first|top|pehle|pahle)\s+(\w+)|\b(both|dono|teeno)\b", text, re.I)
    if first and (first[1] or first[2]).lower() in _COUNTED:
        chosen = list(shown[: _COUNTED[(first[1] or first[2]).lower()]])
    else:
        places = [
            int(w) if w.isdigit() else (ORDINALS | _NUMBERS)[w]
            for w in folded(text).split()
            if w in ORDINALS or w in _NUMBERS or w.isdigit()
        ]
        chosen = [shown[p if p < 0 else p - 1] for p in dict.fromkeys(places) if p and p <= len(shown)]
        if _CHEAPEST.search(text):
            chosen.append(min(shown, key=lambda p: p.price.minor))
        if len(chosen) < 2 and _IT.search(text):
            chosen = [*(p for p in shown if p.sku == focus and p not in chosen), *chosen]
        named = set(known.brand_in(text))
        if len(chosen) < 2 and named:
            chosen = [p for p in shown if folded(p.brand) in named]
    if len(chosen) < 2:
        chosen = list(shown[:3])
    return chosen[:4] if len(chosen) > 1 else []
