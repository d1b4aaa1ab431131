"""Knows the words that are said around goods: whatever the patterns say outside of their slots."""

import re
from collections import Counter
from functools import lru_cache

from bot.reading.filling import DATA
from bot.reading.talks import talks

_NO_TALK = frozenset(("out_of_scope", "hostile"))
_SLOT = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]")
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def talk_words() -> Counter[str]:
    """Count in how many patterns each word stands; what names a thing only stands in few or none."""
    found: Counter[str] = Counter()
    for file in sorted((DATA / "ways").rglob("*.txt")):
        if file.stem not in _NO_TALK:
            for line in file.read_text(encoding="utf-8").splitlines():
                found.update(set(_WORD.findall(_SLOT.sub(" ", line.lower()))))
    for talk in talks():
        for way in talk.ways:
            if way.act not in _NO_TALK:
                found.update(set(_WORD.findall(_SLOT.sub(" ", way.line.lower()))))
    return found
