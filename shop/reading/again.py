""" "The surf excel I had last time": a wish that names a product by when it was bought."""

import re

_HAD = r"(?:had|have|got|get|bought|buy|ordered|order|took|take|purchased)"
_TIME = r"(?:time|month|week|order)"
_LIYA = r"(?:liya|li|liye|mangaya|mangwaya|mangayi|mangwayi|kharida|khareeda|bheja)"
_BAAR = r"(?:pichh?l[iae]|last)\s+(?:baar|bar|dafa|mahine|hafte|time|month|week|order)"
_PHRASES = (
    rf"(?:that\s+|which\s+)?(?:i|we)\s+(?:{_HAD}\s+(?:(?:the\s+)?(?:last|previous)\s+{_TIME}|before|earlier)"
    rf"|(?:usually|always|normally)\s+{_HAD})",
    rf"(?:the\s+)?same\s+as\s+(?:last|previous)\s+{_TIME}",
    rf"(?:from|like|as\s+in|of)\s+(?:the\s+)?(?:my\s+)?(?:last|previous)\s+{_TIME}",
    rf"(?:jo\s+)?(?:(?:maine|hamne|humne|mene)\s+)?{_BAAR}\s+(?:{_LIYA}(?:\s+th[aie])?|wal[aie])(?:\s+wahi)?",
    rf"jo\s+(?:(?:maine|hamne|humne)\s+)?(?:pehle|pahle)\s+{_LIYA}(?:\s+th[aie])?",
)
_AGAIN = re.compile(r"\b(?:" + "|".join(_PHRASES) + r")\b", re.I)
_USUAL = re.compile(r"^(?:the\s+|my\s+|the\s+same\s+)?usual\s+(?=\w)", re.I)
_EDGES = re.compile(r"^(?:the|my|that|wo|woh|wahi|same)\s+", re.I)


def as_last_time(name: str) -> str:
    """A wish for this as it was bought before, in words that are read here."""
    return f"the {name} i had last time"


def named_again(wish: str) -> str:
    """What is wished for as it was bought before, without the words that say so; "" if nothing is."""
    rest, found = _AGAIN.subn(" ", wish)
    if not found:
        rest, found = _USUAL.subn("", wish)
    if not found:
        return ""
    rest = _EDGES.sub("", " ".join(rest.split()))
    return rest if any(c.isalpha() for c in rest) else ""
