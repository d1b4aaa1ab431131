"""Says goods in the words of the shop: "chini" is sugar where sugar is sold and no title says chini."""

import re
from collections.abc import Collection
from functools import lru_cache
from itertools import pairwise

from bot.reading.filling import DATA
from bot.reading.talk_words import talk_words
from bot.reading.tokens import spelt, tokens_of
from shop.reading.sounds import sound

_FILE = DATA / "goods_words.txt"
_LONGEST = 3  # words of one name
_BY_THE_WAY = 1  # pattern that says it of nothing else all the same
_LONG = 4  # letters of a word that tells something beside others

_JOINS = frozenset(map(sound, ("cha", "chi", "che", "chya", "no", "nu", "ni", "na", "ka", "ki", "ke")))
_OF = re.compile(r"(?<=\w{3})(?:[ae]|(?<=[iou]))ch(?:a|i|e|ya)$")  # "sakharechi", "gavhacha", "jwariche"

Meanings = dict[tuple[str, ...], tuple[tuple[str, ...], ...]]  # by sound: the English for it, likeliest first


@lru_cache(maxsize=1)
def goods_words() -> Meanings:
    """The glossary of goods, read once."""
    found: Meanings = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        spellings, english = line.split(" = ")
        meanings = tuple(tuple(one.split()) for one in english.split(" / "))
        for spelling in spellings.split(","):
            heard = tuple(map(sound, spelling.split()))
            found.setdefault(heard, meanings)
            if len(heard) > 1:
                found.setdefault(bare(heard), meanings)
    return found


def bare(heard: tuple[str, ...]) -> tuple[str, ...]:
    """A name, by sound, without what joins its words elsewhere: "gavhache pith", "ghau no lot"."""
    inside = (word for i, word in enumerate(heard) if not 0 < i < len(heard) - 1 or word not in _JOINS)
    return tuple(_OF.sub("", word) for word in inside)


def is_only_a_name(word: str) -> bool:
    """Whether the glossary has this word for goods, and nobody says it of anything else."""
    return (sound(word),) in goods_words() and talk_words()[word] <= _BY_THE_WAY


def as_sold(words: str, sold: Collection[str], together: Collection[tuple[str, str]] | None = None) -> str:
    """These words with those that the shop does not have put into its own; `sold` are its words, by sound.

    `together` are the words that its names have one behind the other: "sing tel" is groundnut oil also where
    each of the two words is in some other name.
    """
    text = spelt(words)
    tokens = tokens_of(text)
    said: list[tuple[int, int, str]] = []
    at = 0
    while at < len(tokens):
        for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
            heard = tuple(sound(t.text) for t in tokens[at : at + length])
            if all(word in sold for word in heard) and _is_own(heard, together):
                continue
            meant = _sold_as(heard, sold)
            if meant:
                said.append((tokens[at].start, tokens[at + length - 1].end, meant))
                at += length - 1
                break
        at += 1
    for start, end, meant in reversed(said):
        text = text[:start] + meant + text[end:]
    return text if said else words


def _is_own(heard: tuple[str, ...], together: Collection[tuple[str, str]] | None) -> bool:
    return together is None or all(pair in together for pair in pairwise(heard))


def _sold_as(heard: tuple[str, ...], sold: Collection[str]) -> str:
    known, stem = goods_words(), bare(heard)
    meanings = known.get(heard) or known.get(stem, ())
    if not meanings and stem != heard and all(word in sold for word in stem):  # "besanacha"
        return " ".join(stem)
    return next((" ".join(m) for m in meanings if all(sound(word) in sold for word in m)), "")


def phrases_for(sold: Collection[str]) -> frozenset[str]:
    """What the glossary says in several words, by sound, that is something sold here: "sing tel"."""
    return frozenset(" ".join(heard) for heard in goods_words() if len(heard) > 1 and _sold_as(heard, sold))


def hindi_for(sold: Collection[str]) -> frozenset[str]:
    """The words of the glossary, by sound, that mean something that is sold here, or are part of it."""
    return frozenset(
        word
        for heard in goods_words()
        if _sold_as(heard, sold)
        for word in heard
        if len(heard) == 1 or len(word) >= _LONG
    )
