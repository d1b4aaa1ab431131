"""Tells whether a message says no to something: "skip poha", "haldi mat daalo", "take out the salt"."""

import re
from collections.abc import Callable

_OUT = re.compile(
    r"\b(?:no|not|don'?t|dont|without|skip|leave|forget|remove|delete|out|drop|cancel|nahi|nahin|nhi|nai|mat"
    r"|hata\w*|nika\w*|chh?od\w*|rehne|rahne|venda\w*|nako|nathi|vaddu|kaadu|teese\w*)\b",
    re.IGNORECASE,
)
_WANTS = re.compile(
    r"\b(?:show|find|search|dikha\w*|instead|give|dedo|then|to|(?<!nahi )(?<!nahin )(?<!nhi )chahiye)\b",
    re.IGNORECASE,
)


def says_out(words: str) -> bool:
    """Whether a word in it takes something out, or refuses it."""
    return _OUT.search(words) is not None


def only_says_no(words: str) -> bool:
    """The same, where nothing is wanted in its place: "nahi to cinthol dikha do" wants something."""
    return says_out(words) and not (_WANTS.search(words) or _asks(words) or lets_be(words))


def _asks(words: str) -> bool:
    """ "Iski peti nahi aati kya?" asks whether there is one, and refuses nothing."""
    said = re.findall(r"\w+|\?", words.lower())
    return said[-1:] == ["kya"] or said[-2:] == ["kya", "?"]


_FINE = re.compile(r"\b(?:fine|ok|okay|good|right|correct|theek|thik|thk|sahi|badhiya)\b", re.IGNORECASE)
_AS_IT_IS = re.compile(
    r"\b(?:leave|let|keep)\b.{0,12}\b(?:be|it|that|them|in|there|as)\b"
    r"|\b(?:rehne|rahne)\s(?:do|de|dena|dijiye)\b|\bas (?:it )?is\b",
    re.IGNORECASE,
)


def lets_be(words: str) -> bool:
    """ "The tea is fine, leave it", "chai theek hai, rehne do": it stays as it is, and nothing goes."""
    return _FINE.search(words) is not None and _AS_IT_IS.search(words) is not None


_BEHIND = frozenset(["nahi", "nahin", "nhi", "nai", "nako", "venda", "nathi"])  # "agni nahi"
_BEFORE = frozenset(["not", "without"])
_BETWEEN = frozenset(["the", "that", "wala", "wali", "wale", "one", "ones", "want", "chahiye"])
_CLAUSES = re.compile(r"[,;.!?\n]|\b(?:but|aur|and)\b")


def words_refused(words: str) -> list[str]:
    """The single words that a "no" stands beside: "gold wala nahi, agni", "not the gold"."""
    found: list[str] = []
    for clause in _CLAUSES.split(words.lower()):
        said = [word for word in re.findall(r"[^\W_]+", clause) if word not in _BETWEEN]
        for i, word in enumerate(said):
            if word in _BEHIND:
                found += said[i - 1 : i] if i else []
            elif word in _BEFORE:
                found += said[i + 1 : i + 2]
    return found


_ALL = frozenset(
    ["all", "everything", "rest", "other", "others", "sab", "sabhi", "saara", "saare", "baaki", "baki"]
)
_BUT = frozenset(["except", "but", "besides", "excluding", "siwa", "siwaye", "alawa", "chhod", "chod"])
_ONLY = frozenset(["only", "just", "sirf", "bas", "kewal"])
_STAYS = frozenset(
    ["stay", "stays", "keep", "remain", "remains", "rehne", "rehna", "rakhna", "rakho", "rakh"]
)


def leaves_only(words: str) -> bool:
    """Whether all goes but what is named: "everything except the salt", "sirf namak rehne do"."""
    said = set(re.findall(r"\w+", words.lower()))
    keeps = bool(said & _ONLY) and bool(said & _STAYS)
    if said & _ALL and (said & _BUT or keeps):
        return True
    return keeps and not any(c.isdigit() for c in words)  # "bas 3 hi rakho" is a count


_NEVER = frozenset(["dont", "not", "never", "nahi", "nahin", "nhi", "nai", "mat", "nako", "without"])
_NEEDS = frozenset(["need", "needed", "zaroorat", "jarurat", "zarurat", "chahiye", "want"])


def refuses_to(words: str, names_it: Callable[[str], bool]) -> bool:
    """Whether one clause has both a no and what is not to be done: "don't cancel it", "cancel mat karna"."""
    for clause in _CLAUSES.split(words.lower().replace("'", "").replace("\u2019", "")):
        said = re.findall(r"[^\W_]+", clause)
        if _NEVER & set(said) and any(names_it(word) for word in said):
            return True
    return False


def lets_stay(words: str) -> bool:
    """Whether all is to stay as it is: "keep the order as it is", "waisa hi rakho", "rehne dijiye"."""
    said = set(re.findall(r"[^\W_]+", words.lower()))
    return not says_a_need(words) and bool(said & _STAYS or _AS_IT_IS.search(words))


def says_a_need(words: str) -> bool:
    """Whether it says what is wanted or needed, or no longer is."""
    return bool(_NEEDS & set(re.findall(r"[^\W_]+", words.lower())))
