"""Puts one word of a known address right: "shop 89 not 98", "Model Colony nahi, Model Town"."""

import re
from collections.abc import Mapping, Sequence

_NOT = frozenset(("not", "nahi", "nahin", "nhi", "instead"))
_SAYS_WRONG = frozenset(("wrong", "galat", "wrote", "likha", "mistake", "typo", "sahi", "correct"))
_WORDED = ("line", "address1", "address2", "city")  # where words stand that may be put right


def mended(said: str, there: Mapping[str, str]) -> dict[str, str]:
    """The address with the word put right that these words name; empty where they name none."""
    words = _words(said)
    own = {word for key in _WORDED for word in _words(str(there.get(key, "")))}
    at = next((i for i, word in enumerate(words) if word in _NOT and 0 < i < len(words) - 1), None)
    if at is not None:
        before, behind = words[:at], words[at + 1 :]
        pair = _pair(behind, before[::-1], own) or _pair(before[::-1], behind, own)
    else:
        pair = _pair(words, words, own) if _SAYS_WRONG & set(words) else None
        pair = pair if pair and all(any(c.isdigit() for c in one) for one in pair) else None
    return _with(there, *pair) if pair else {}


def _words(text: str) -> list[str]:
    """Words and numbers of houses: "12/3-b" is one."""
    return [word for found in re.findall(r"[\w/-]+", text.lower()) if (word := found.strip("/-"))]


def _pair(wrong: Sequence[str], right: Sequence[str], own: set[str]) -> tuple[str, str] | None:
    """The word that stands in the address, and the one of its kind that shall stand there."""
    named = [word for word in wrong if word in own and (wrong is right or word not in right)]
    if wrong is not right and len(named) > 1:  # "not the bus stop": more than a word of it
        return None
    old = next((word for word in named if wrong is not right or any(c.isdigit() for c in word)), "")
    new = next((word for word in right if word not in own and _alike(word, old)), "")
    return (old, new) if old and new else None


def _alike(new: str, old: str) -> bool:
    """A number stands for a number, a name for a name: "is" and "its" are neither."""
    numbers = [any(c.isdigit() for c in word) for word in (new, old)]
    return numbers[0] == numbers[1] and (numbers[0] or len(new) > len("its"))


def _with(there: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    found = dict(there)
    one = re.compile(rf"\b{re.escape(old)}\b", re.IGNORECASE)
    for key in _WORDED:
        if found.get(key) and one.search(found[key]):
            written = new if any(c.isdigit() for c in new) else new.title()
            found[key] = one.sub(written, found[key], count=1)
            return found
    return found
