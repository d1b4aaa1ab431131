"""What words say of goods that did not come as bought: what is wrong, of how many; pure.

Words are compared as they sound, so "toote", "tute" and "toota" need no list of spellings.
"""

import re

from shop.claims.claim import Kind
from shop.reading.sounds import sound

_WORD = re.compile(r"[^\W\d_]+|\d+")
# What is wrong, by the words that say it; the first that is found counts.
_EXPIRED = (
    "expired", "expire", "expiry", "outdated", "baasi", "basi", "stale",
)  # fmt: skip
_DAMAGED = (
    "damaged", "damage", "broken", "broke", "leak", "leaked", "leaking", "leaks", "leakage", "torn",
    "crushed",
    "burst", "dented", "soaked", "wet", "spoiled", "spoilt", "rotten", "melted", "cracked",
    "toota", "toote", "tooti", "toot", "phata", "phate", "phati", "phat", "fata", "fate", "fati",
    "phoota", "phoote", "phooti", "futa", "fute", "futi", "pichka", "pichke", "pichki", "geela", "geele",
    "geeli", "bheega", "bheege", "bheegi", "sada", "sade", "keede", "keeda", "insects", "defective",
)  # fmt: skip
_BAD = ("kharab", "kharaab", "bekar", "bad")  # of goods, or of anything
_WRONG = ("wrong", "galat", "different", "nakli", "duplicate", "fake")
_MISSING = ("missing", "gayab")
_LESS = ("kam", "less", "short", "fewer", "shortage", "only", "sirf")
_CAME = (
    "came", "come", "received", "got", "get", "delivered", "sent", "aaya", "aaye", "aayi", "aya", "aye",
    "ayi",
    "mila", "mile", "mili", "nikla", "nikle", "nikli", "bheja", "bheje", "bheji", "diya", "diye", "pahucha",
    "pahunche", "hai", "had", "tha", "the", "thi", "were", "was",
)  # fmt: skip
_ARRIVED = _CAME[: _CAME.index("hai")]
_NOT = ("nahi", "nahin", "not", "never", "didn't", "didnt")
_INSTEAD = re.compile(r"\b(?:ki jagah|ke badle|instead of|in place of|something else|kuch aur|not what i)\b")
_EXPIRY = re.compile(r"\bdate\b.{0,20}\b(?:nikal|khatam|over|passed|gone)")
# What shall be fetched or taken back is a return, whatever is wrong with it. "Return", "exchange" and
# "wapas" alone are as often the money or the new pieces, which a claim asks about.
_BACK = re.compile(
    r"\b(?:le ja\w*|le lo|utha\w*|uthwa\w*|pick ?up|collect\w*|"
    r"(?:take|send|taking|sending) (?:\w+ ){0,4}back)\b"
)
_RETURN = re.compile(r"\b(?:return\w*|retrun|lauta\w*)\b")
# "10 me se 2", "2 out of 10": of how many, and how many of them.
_OF_SO_MANY = re.compile(r"\b(\d{1,5})\s*(?:\w+\s)?(?:me|mein|mai|main)\s?(?:se|sey)\s*(\d{1,5})\b")
_OUT_OF = re.compile(r"\b(\d{1,5})\s(?:\w+\s)?(?:out\s)?of\s(?:the\s)?(\d{1,5})\b")
_NUMBER = re.compile(r"\bCL-?\s?([2-9A-HJKMNP-Z]{6})\b", re.IGNORECASE)
_CLAIM = ("claim", "claims", "klaim", "klem")
_TAKES_BACK = (
    "withdraw",
    "cancel",
    "remove",
    "delete",
    "drop",
    "close",
    "hatao",
    "hata",
    "radd",
    "vapas",
    "wapas",
)
_CLAUSES = re.compile(r"[.?!;\n]+(?:\s|$)")
_LONGEST = 12  # words of what is only asked of a claim

Heard = frozenset[str]


def _sounds(words: tuple[str, ...]) -> Heard:
    return frozenset(map(sound, words))


_BY_KIND: tuple[tuple[Kind, Heard], ...] = (
    ("expired", _sounds(_EXPIRED)),
    ("damaged", _sounds(_DAMAGED)),
    ("wrong", _sounds(_WRONG)),
    ("missing", _sounds(_MISSING)),
)
_HEARD_BAD, _HEARD_LESS, _HEARD_CAME = _sounds(_BAD), _sounds(_LESS), _sounds(_CAME)
_HEARD_NOT, _HEARD_ARRIVED = _sounds(_NOT), _sounds(_ARRIVED)
_HEARD_OF_IT = _HEARD_ARRIVED | _sounds(("order", "orders", "delivery", "parcel", "carton", "peti", "box"))
_HEARD_BOX = _sounds(("delivery", "parcel", "carton", "peti", "box"))  # "peti me nahi tha"
_HEARD_IN = _sounds(("in", "inside", "me", "mein", "andar"))
_HEARD_CLAIM, _HEARD_BACK = _sounds(_CLAIM), _sounds(_TAKES_BACK)


def kind_said(text: str) -> Kind | None:
    """What is wrong with goods, where these words say it."""
    low = text.lower()
    heard = _heard(low)
    if _EXPIRY.search(low):
        return "expired"
    for kind, words in _BY_KIND:
        if heard & words:
            return kind
    if _INSTEAD.search(low) and heard & _HEARD_CAME:
        return "wrong"
    if never_came(text):
        return "missing"
    if heard & _HEARD_LESS and heard & _HEARD_CAME:
        return "short"
    return "damaged" if heard & _HEARD_BAD and heard & _HEARD_CAME else None


def never_came(text: str) -> bool:
    """ "Chai nahi aayi", "I did not get the salt"."""
    clauses = [_heard(clause) for clause in _CLAUSES.split(text.lower())]
    within = any(heard & _HEARD_NOT and heard & _HEARD_BOX and heard & _HEARD_IN for heard in clauses)
    return within or any(heard & _HEARD_NOT and heard & _HEARD_ARRIVED for heard in clauses)


def of_what_came(text: str) -> bool:
    """Whether it is said of goods that came, or of an order."""
    return bool(_heard(text.lower()) & _HEARD_OF_IT)


def is_plain(text: str) -> bool:
    """Whether what is wrong is named itself, and not only that something is bad."""
    return not _heard(text.lower()) & _HEARD_BAD


def goes_back(text: str) -> bool:
    """Whether they say that the goods are to be taken back."""
    return bool(_BACK.search(text.lower()))


def says_return(text: str) -> bool:
    """Whether they call it a return, which is still open where a claim comes too late."""
    return bool(_RETURN.search(text.lower()))


def count_said(text: str) -> int | None:
    """Of how many it is said, where two numbers tell a part of a whole."""
    low = text.lower()
    if found := _OF_SO_MANY.search(low):
        return int(found[2])
    if found := _OUT_OF.search(low):
        return int(found[1])
    return None


def numbers_said(text: str) -> list[int]:
    """The counts that stand in the words; a long number is an order's."""
    return [int(word) for word in _WORD.findall(text.lower()) if word.isdecimal() and len(word) <= 5]


def claim_number(text: str) -> str:
    """The number of a claim; "" where there is none."""
    found = _NUMBER.search(text)
    return f"CL-{found[1].upper()}" if found else ""


def asks_of_claims(text: str) -> bool:
    """ "My claims", "claim ka kya hua": of claims that are there, in few words."""
    words = _WORD.findall(text.lower())
    named = bool(_heard(text.lower()) & _HEARD_CLAIM) or bool(claim_number(text))
    return named and len(words) <= _LONGEST and kind_said(text) is None


def takes_back(text: str) -> bool:
    """ "Withdraw my claim", "claim cancel karo"."""
    return asks_of_claims(text) and bool(_heard(text.lower()) & _HEARD_BACK)


def _heard(low: str) -> Heard:
    return frozenset(sound(word) for word in _WORD.findall(low))
