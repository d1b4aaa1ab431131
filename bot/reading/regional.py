"""Puts what Marathi and Gujarati say around goods into the Hindi that everything behind this reads.

Names of goods stay as they are: bot/reading/goods_words.py knows them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.reading.filling import DATA

_FILE = DATA / "regional.txt"
# What has digits between its letters is one word: the letters of an order's number say nothing.
_WORD = re.compile(r"\d*[^\W\d_]+(?:\d+[^\W\d_]+)*|\d[\d.,/]*|[^\w\s]|\n")
_LONGEST = 3  # words of one entry


@dataclass(frozen=True)
class _Language:
    said: Mapping[tuple[str, ...], str]  # with what Hindi says for it
    tells: frozenset[tuple[str, ...]]  # what no other language here says


def is_regional(text: str) -> bool:
    """Whether a message in Latin letters is Marathi or Gujarati."""
    return _language_of(_WORD.findall(text.lower())) is not None


def as_hindi(text: str) -> str:
    """The message with what is said around goods in Hindi; as it is where it is in neither language."""
    found = list(_WORD.finditer(text.lower()))
    words = [match[0] for match in found]
    language = _language_of(words)
    if language is None:
        return text
    said, at, since = "", 0, 0
    while at < len(words):
        most = min(_LONGEST, len(words) - at)
        length = next((n for n in range(most, 0, -1) if tuple(words[at : at + n]) in language.said), 0)
        if length:
            said += text[since : found[at].start()] + language.said[tuple(words[at : at + length])]
            since = found[at + length - 1].end()
        at += length or 1
    return said + text[since:]


def _language_of(words: list[str]) -> _Language | None:
    """The language of which most words tell."""
    told = {tuple(words[at : at + n]) for at in range(len(words)) for n in range(1, _LONGEST + 1)}
    best = max(_languages(), key=lambda language: len(told & language.tells))
    return best if told & best.tells else None


@lru_cache(maxsize=1)
def _languages() -> tuple[_Language, ...]:
    found: list[tuple[dict[tuple[str, ...], str], set[tuple[str, ...]]]] = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            found.append(({}, set()))
        elif "=" in line and not line.startswith("#"):
            entries, hindi = line.split("=")
            for entry in entries.split(","):
                words = tuple(entry.strip().lstrip("*").split())
                found[-1][0][words] = hindi.strip()
                found[-1][1].update({words} if entry.strip().startswith("*") else ())
    return tuple(_Language(said, frozenset(tells)) for said, tells in found)
