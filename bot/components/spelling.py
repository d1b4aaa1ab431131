"""Puts slips of the thumb right before a message is read: "shwo my cratt" is "show my cart".

Only words that are nobody's are touched: neither in our examples or glossary, nor an English
word that the encoder has whole. They become the most used of our words that one slip makes them.
"""

import re
from collections import Counter, defaultdict
from typing import Collection, Dict, Iterable, List, Set, Text

SHORTEST = 3
LONGEST = 20  # nobody misses one letter of more
COMMON = 10  # so often a word stands in the examples that what is like it, and stands there once, is a slip

_DOUBLED = re.compile(r"(\w)\1")


class Spelling:
    """Knows the words of the examples, and what one slip makes of each."""

    def __init__(
        self, sentences: Iterable[List[Text]], ours: Collection[Text], english: Collection[Text]
    ) -> None:
        counts = Counter(word for words in sentences for word in words)
        self.used: Dict[Text, int] = {word: n for word, n in counts.items() if n > 1 and word.isalpha()}
        self.used.update({word: max(2, self.used.get(word, 0)) for word in ours if word.isalpha()})
        self.known: Set[Text] = {*self.used, *english}
        self.once: Set[Text] = {*counts} - self.known  # may be a slip itself
        self.shortened: Dict[Text, List[Text]] = defaultdict(list)
        for word in self.used:
            if SHORTEST <= len(word) <= LONGEST:
                for less in _shortened(word):
                    self.shortened[less].append(word)

    def right(self, word: Text) -> Text:
        """The word, or the one that was meant."""
        if word in self.known or not word.isalpha() or not SHORTEST <= len(word) <= LONGEST:
            return word
        undoubled = _DOUBLED.sub(r"\1", word)
        if undoubled != word and undoubled in self.known and len(undoubled) > SHORTEST:
            return undoubled
        enough = COMMON if word in self.once else 0
        for typed in dict.fromkeys((word, undoubled)):
            likely = {meant for less in _shortened(typed) for meant in self.shortened.get(less, ())}
            near = [m for m in likely if self.used[m] >= enough and _one_slip(typed, m)]
            if near:
                return max(near, key=lambda m: (_likeness(typed, m), self.used[m], m))
        return word


def _likeness(typed: Text, meant: Text) -> int:
    """Letters swapped, left out or doubled are likelier than wrong ones, and the first is seldom wrong."""
    return 2 * (typed[0] == meant[0]) + (set(typed) == set(meant) or len(typed) < len(meant))


def _shortened(word: Text) -> Set[Text]:
    """The word itself, and with each of its letters left out."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _one_slip(typed: Text, meant: Text) -> bool:
    """One letter left out, put in, changed, or swapped with the next; in a short word, no change."""
    if len(typed) != len(meant):
        short, long = sorted((typed, meant), key=len)
        return len(long) - len(short) == 1 and short in _shortened(long)
    wrong = [i for i in range(len(typed)) if typed[i] != meant[i]]
    if len(wrong) == 1:
        return len(typed) > SHORTEST + 1
    return len(wrong) == 2 and wrong[1] - wrong[0] == 1 and sorted(typed) == sorted(meant)
