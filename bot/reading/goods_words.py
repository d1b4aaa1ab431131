"""Says goods in the words of the shop: "chini" is sugar where sugar is sold and no title says chini."""

from collections.abc import Collection
from functools import lru_cache
from itertools import pairwise

from bot.reading.filling import DATA
from bot.reading.tokens import spelt, tokens_of
from shop.reading.sounds import sound

_FILE = DATA / "goods_words.txt"
_LONGEST = 3  # words of one name
_LONG = 4  # letters of a word that tells something beside others

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
            found.setdefault(tuple(map(sound, spelling.split())), meanings)
    return found


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
    meanings = goods_words().get(heard, ())
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
