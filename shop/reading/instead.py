"""One thing in the place of another: "instead of that give me 3 bournvita", "horlicks ki jagah bournvita"."""

import re

from shop.reading.numbers import parse_number
from shop.reading.quantity import parse_wanted

_THAT = r"(?:that|it|this|those|them|the last one)"
_GIVE = (
    r"(?:please |pls )?"
    r"(?:give me|give|send|put|add|take|i want|i need|let it be|make it|make that|daal do|do|dedo)"
)
_WAYS = tuple(
    re.compile(words, re.IGNORECASE | re.DOTALL)
    for words in (
        rf"\b(?:instead|in place) of (?P<out>{_THAT}|.{{3,60}}?)"
        rf"(?:[\s,]++{_GIVE}[\s,]++|[\s,]{{2,}}+)(?P<into>.{{3,}})$",
        r"\b(?:replace|swap|change) (?:the |my )?(?P<out>.{2,60}?) (?:with|for|to|by) (?P<into>.{3,})$",
        r"^(?P<into>.{3,80}?),? (?:instead|in place) of (?:the |my )?(?P<out>.{2,60})$",
        r"^(?:nahi[\s,]++)?(?P<out>[ui]s(?= ?k)|.{3,60}?\s)\s*+k[ie] (?:jagah|badle|bajaye?)"
        r"(?: (?:me|par|pe))?[\s,]++(?P<into>.{3,})$",
    )
)
_POINTS = re.compile(rf"^(?:{_THAT}|us|is|wo|woh|yeh?)$", re.IGNORECASE)
_GIVES = re.compile(
    r"^(?:please |pls |just )*(?:give me|give|send|put|add|i want|make it|let it be)\b"
    r"|\b(?:please|pls|ka?r ?d(?:o|ijiye|ena)|de ?do|daal ?do|rakh ?do)\b",
    re.IGNORECASE,
)


def parted_instead(said: str) -> tuple[str, str] | None:
    """What goes ("" is what was spoken of last) and what comes; None where nothing takes another's place."""
    for way in _WAYS:
        if found := way.search(" ".join(said.split())):
            out, into = found["out"].strip(" ,."), _GIVES.sub(" ", found["into"]).strip(" ,.")
            if _ends_in_number(out) or not parse_wanted(into).words:
                return None  # "20 instead of 12" is of one thing
            return ("" if _POINTS.match(out) else out), into
    return None


def _ends_in_number(words: str) -> bool:
    return not words or parse_number(words.rsplit(maxsplit=1)[-1]) is not None
