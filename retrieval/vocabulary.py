"""Corrects spelling against the shop's own words, splits and joins words as the shop writes them."""

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from retrieval import words

_SAME_BEGIN, _SAME_END, _SEEN_TOGETHER = 0.3, 0.15, 0.4  # in edits: what speaks for a candidate
_PER_LOG_COUNT = 0.12
_RARE = 5  # a word this rare in the shop may itself be somebody's slip
_MUCH_MORE = 30  # ... if a neighbour is so many times as frequent


@dataclass(frozen=True)
class Understood:
    """A query's words as the shop would write them."""

    words: tuple[str, ...]
    changed: bool = False
    besides: tuple[tuple[str, float], ...] = ()  # other readings, with what they weigh
    unknown: tuple[str, ...] = ()  # words that neither the shop nor the language model knows
    typed: tuple[str, ...] = field(default=(), compare=False)


def as_it_stands(query: str) -> Understood:
    """Take a query's words with nothing put right."""
    typed = tuple(words.raw_words(query))
    return Understood(typed, typed=typed)


class Vocabulary:
    """Words and neighbours of all names. `english` says whether a word is one outside the shop too."""

    def __init__(
        self, texts: Sequence[Sequence[str]], english: Callable[[str], bool], also: Iterable[str] = ()
    ) -> None:
        self._english = english
        self._also = frozenset(also)  # words of descriptions: right, but nothing to correct others to
        self._count: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._stems: set[str] = set()
        # Those that others may be misspellings of, by length and by sound.
        self._long: dict[int, list[str]] = {}
        self._sounds: dict[str, list[str]] = {}
        self._learn(texts)

    def extended(self, texts: Sequence[Sequence[str]], also: Iterable[str] = ()) -> "Vocabulary":
        """Take these texts in; what others read in the meantime stays as it is."""
        longer = copy(self)
        longer._also = self._also | frozenset(also)
        longer._count, longer._pairs = self._count.copy(), self._pairs.copy()
        longer._stems = set(self._stems)
        longer._long, longer._sounds = dict(self._long), dict(self._sounds)
        longer._learn(texts)
        return longer

    def _learn(self, texts: Sequence[Sequence[str]]) -> None:
        new = list(dict.fromkeys(w for text in texts for w in text if w not in self._count))
        for text in texts:
            self._count.update(set(text))
            self._pairs.update(set(itertools.pairwise(text)))
        self._stems.update(words.stem(w) for w in new)
        long: dict[int, list[str]] = defaultdict(list)
        sounds: dict[str, list[str]] = defaultdict(list)
        for word in new:
            if word.isalpha() and len(word) >= 3:
                long[len(word)].append(word)
                sounds[words.sound(word)].append(word)
        self._long |= {length: [*self._long.get(length, ()), *found] for length, found in long.items()}
        self._sounds |= {sound: [*self._sounds.get(sound, ()), *found] for sound, found in sounds.items()}

    def __contains__(self, word: str) -> bool:
        return word in self._count

    def understand(self, query: str) -> Understood:
        """Correct what is surely wrong, and say what else may have been meant."""
        typed = words.raw_words(query)
        meant: list[str] = []
        besides: dict[str, float] = {}
        unknown: list[str] = []
        for before, word, after in zip(["", *typed], typed, [*typed[1:], ""], strict=False):
            kept, others, strange = self._read(word, (before, after))
            meant.extend(kept)
            besides |= others
            unknown += [word] if strange else []
        besides |= self._composed(meant)
        extra = tuple((w, weight) for w, weight in besides.items() if w not in meant)
        return Understood(tuple(meant), meant != typed, extra, tuple(unknown), tuple(typed))

    def _read(self, word: str, beside: tuple[str, str]) -> tuple[Sequence[str], dict[str, float], bool]:
        """Read what one word stands for, what else it may, and whether nobody knows it."""
        if self._right(word):
            return [word], dict.fromkeys(self._commoner(word), 0.5), False
        halves = self._halves(word)
        if halves:
            return halves, {}, False
        found = self._alike(word, beside)
        if found and not self._english(word):
            return found[:1], dict.fromkeys(found[1:2], 0.3), False
        return [word], dict.fromkeys(found[:1], 0.5), not found

    def _composed(self, meant: Sequence[str]) -> dict[str, float]:
        """Write words together or apart as the shop does where the query does not."""
        found: dict[str, float] = {}
        for pair in itertools.pairwise(meant):
            joined = pair[0] + pair[1]
            if joined.isalpha() and joined in self._count:
                found[joined] = 1.0
        for word in meant:
            if len(word) >= 6 and word in self._count:
                found |= {half: 0.5 for half in self._halves(word) if half not in found}
        return found

    def _right(self, word: str) -> bool:
        """Tell whether it is known here in this or another form, or is no word that could be misspelt."""
        known = word in self._count or word in self._also or words.stem(word) in self._stems
        return known or not word.isalpha() or len(word) < 3 or word in words.STOP

    def _halves(self, word: str) -> tuple[str, ...]:
        """Split it into two words that the shop writes one after the other, if it is both of them."""
        if not word.isalpha():
            return ()
        ways = ((word[:cut], word[cut:]) for cut in range(2, len(word) - 1))
        seen = [(self._pairs[way], way) for way in ways if way in self._pairs]
        return max(seen)[1] if seen else ()

    def _commoner(self, word: str) -> list[str]:
        """Find for a word that is rare here a much more frequent one that differs by a slip."""
        count = self._count[word]
        if count == 0 or count > _RARE or not word.isalpha() or len(word) < 5:
            return []
        near = [w for w, edits in self._near(word, 1) if self._count[w] >= count * _MUCH_MORE]
        return near[:1]

    def _alike(self, word: str, beside: tuple[str, str]) -> list[str]:
        """Find the shop's words that this may be a misspelling of, likeliest first."""
        most = 0 if len(word) < 3 else 1 if len(word) < 6 else 2

        def cost(found: tuple[str, float]) -> float:
            other, edits = found
            together = (beside[0], other) in self._pairs or (other, beside[1]) in self._pairs
            return (
                edits
                - _PER_LOG_COUNT * math.log(self._count[other])
                - _SAME_BEGIN * (other[0] == word[0])
                - _SAME_END * (other[-1] == word[-1])
                - _SEEN_TOGETHER * together
            )

        alike = {other: 0.5 for other in self._sounds.get(words.sound(word), ()) if other != word}
        near = {other: float(edits) for other, edits in self._near(word, most)} | alike
        return [w for w, _ in sorted(near.items(), key=cost)]

    def _near(self, word: str, most: int) -> list[tuple[str, int]]:
        """Find all words that differ by one slip, or by up to `most` but not in their first letter."""
        found: list[tuple[str, int]] = []
        for length in range(len(word) - most, len(word) + most + 1):
            others = self._long.get(length, ())
            alike = process.extract(word, others, scorer=OSA.distance, score_cutoff=most, limit=None)
            found += [(o, int(n)) for o, n, _ in alike if n == 1 or (n and o[0] == word[0])]
        return found
