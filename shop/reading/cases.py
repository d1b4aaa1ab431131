"""Reads what a case holds: "carton of 24", "24 wali peti", "12 bottle carton", "24 per case".

These numbers say which pack is meant, not how many of it.
"""

import re

_CASE = r"(?:cartons?|ctns?|cartoons?|cases?|cs|peti(?:yan)?|box(?:es)?|bx)"
_PIECE = (
    r"(?:pcs?|pieces?|pkts?|packets?|packs?|pouch(?:es)?|nos?|units?|bottles?|btls?|botal|jars?|tins?|bars?"
    r"|sachets?|strips?)"
)
_WALA = r"(?:wal[aie]|val[aie]|k[aie])"
_HOLDS = tuple(
    re.compile(rf"(?<![\w.]){words}(?!\w)")
    for words in (
        rf"(?:\(\s*+)?(\d{{1,3}})\s*+(?:{_PIECE}\s*+)?(?:per|in an?|in each)\s+{_CASE}\s*\)?",
        rf"{_CASE}\s*(?:of|x)\s*(\d{{1,3}})(?:\s*{_PIECE})?",
        rf"(\d{{1,3}})\s*+(?:{_PIECE}\s*+(?:{_WALA})?|{_WALA})\s*+{_CASE}",
        rf"{_CASE}\s*+(?:\(\s*+)?(\d{{1,3}})\s*+(?:{_PIECE}|{_WALA})\s*+\)?",
    )
)
# "5 kg x 5 carton 1": a number more tells that the five are not cartons.
_TIMES = re.compile(rf"(?<=[gl])\s*x\s*(\d{{1,3}})\s*{_CASE}\b(?=\D+\d+\D*$)")
_IN_BRACKETS = re.compile(rf"\(\s*(\d{{1,3}})\s*(?:{_PIECE}|{_WALA})\s*\)")
_BEHIND_CASE = re.compile(rf"(?<=\d)\s*{_CASE}\s*(\(\s*(\d{{1,3}})\s*\))")
_ANY_CASE = re.compile(rf"(?<![^\W\d_]){_CASE}\b")
_COUNT = re.compile(r"\s\(\s*(\d{1,6})\s*\)\s*$")
_PRICE = re.compile(r"\((?:[^()]*(?:\b(?:rate|mrp|price|rs)\b|[@₹])[^()]*|[^()]*\d\s*/-\s*)\)")


def without_case(folded: str) -> tuple[str, int]:
    """The text without what it says of a case, and how many pieces that holds: 0 where nothing is said."""
    said = _COUNT.sub(r" - \1", _PRICE.sub(" ", folded))  # "ajinomoto 100g (6)"
    for pattern in (*_HOLDS, _TIMES):
        if found := pattern.search(said):
            rest = re.sub(r"^-\s*", "- ", said[found.end() :])  # "carton-1"
            return f"{said[: found.start()]} {rest}", int(found[1])
    if found := _BEHIND_CASE.search(folded):  # "1 ctn (48)"
        return folded[: found.start(1)] + folded[found.end(1) :], int(found[2])
    if _ANY_CASE.search(said) and (found := _IN_BRACKETS.search(said)):
        return f"{said[: found.start()]} {said[found.end() :]}", int(found[1])
    return said, 0
