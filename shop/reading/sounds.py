"""How a word sounds, so that its spellings are one: chini, cheeni and chinee; masala and masaala."""

import re
from functools import lru_cache

# Spellings of one sound become one: chahiye, chahie and chaiye are the same word.
_SOUNDS = (
    (re.compile(r"ee|ii"), "i"),
    (re.compile(r"oo|uu"), "u"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=[aeiou])h(?=[iey])"), ""),
    (re.compile(r"(?<=i)y?e"), "e"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"[wv]"), "v"),
    (re.compile(r"ck|q|c(?!h)"), "k"),
    (re.compile(r"z"), "j"),
    (re.compile(r"(?<=[a-z]{2})h$"), ""),
    (re.compile(r"ch+(?:ch+)*"), "ch"),
)


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """A word as it sounds, so that its spellings are one."""
    heard = word.replace("\u2019", "'")
    for pattern, by in _SOUNDS:
        heard = pattern.sub(by, heard)
        if heard[-1:] in ("e", "y") and len(heard) > 1:
            heard = heard.rstrip("ey") + "e"
    return heard
