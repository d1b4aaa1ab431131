"""Tells words apart whatever their case, accents, marks and plural; pure."""

import unicodedata
from functools import lru_cache

from insight.events.goods import folded

LEAST = 4  # letters of a word that may be a plural
NO_PLURALS = ("ss", "us", "is")


@lru_cache(maxsize=65_536)
def words_in(text: str) -> tuple[str, ...]:
    """The words of a text, each in its singular: letters, marks of Indian scripts and digits."""
    plain = folded(text).replace("'", "").replace("\u2019", "")
    return tuple(singular(word) for word in "".join(c if _is_of_a_word(c) else " " for c in plain).split())


def singular(word: str) -> str:
    """An English word without its plural's ending, roughly: the same for all that differ in it."""
    if len(word) < LEAST or not word.isascii() or not word.endswith("s") or word.endswith(NO_PLURALS):
        return word
    if word.endswith("ies") and len(word) > LEAST:
        return word[:-3] + "y"
    if word.endswith(("shes", "ches", "xes", "sses")):
        return word[:-2]
    return word[:-1]


def _is_of_a_word(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")
