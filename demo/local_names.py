"""The names that people use for a thing: Hindi, Hinglish, misspelt, beside what stands on the pack."""

import re
from difflib import get_close_matches
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "local_names.txt"


@cache
def groups() -> tuple[tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]], ...]:
    """For each thing: what its titles say, every word for it, and the names that it adds."""
    found = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        left, _, right = line.partition(" = ")
        said = tuple(part.strip() for part in left.split(","))
        names = tuple(part.strip() for part in right.split(","))
        found.append((_any_of(said), _any_of((*said, *names)), names))
    return tuple(found)


def names_for(
    title: str, others: tuple[str, ...], of_family: tuple[str, ...], of_shelf: tuple[str, ...]
) -> tuple[str, ...]:
    """Other names of what has this title: its family's, its shelf's, and those its words ask for.

    A family's list holds names of all its variants; one that belongs to another variant ("badam"
    on cashews) is left out.
    """
    words = _plain(title)
    own = [names for said, _, names in groups() if said.search(words)]
    foreign = [every for said, every, _ in groups() if not said.search(words)]
    beside = {token for other in others for token in _tokens(other)} - _tokens(title)
    kept = [
        name
        for name in of_family
        if not any(every.search(name) for every in foreign)
        and not _sounds_like(name, frozenset(beside), title)
    ]
    found = dict.fromkeys([*kept, *(name for names in own for name in names), *of_shelf])
    return tuple(name for name in found if not re.search(rf"\b{re.escape(name)}\b", words))


def _sounds_like(name: str, beside: frozenset[str], title: str) -> bool:
    """Does a word of this name stand for a word that only other variants have?"""
    for token in _tokens(name):
        if get_close_matches(token, beside, 1, 0.75) and not get_close_matches(
            token, _tokens(title), 1, 0.75
        ):
            return True
    return False


def _tokens(text: str) -> frozenset[str]:
    return frozenset(token for token in _plain(text).split() if len(token) > 3)


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b")


def _plain(title: str) -> str:
    return title.lower().replace("'", "").replace("-", " ")
