"""Finds the names of the shop in a question: categories, brands, goods, sellers, cities, channels; pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from insight.figures.cut import Good
from insight.figures.folding import words_in

Filters = dict[str, tuple[str, ...]]
Words = tuple[str, ...]

LEAST = 3  # goods of a shelf whose titles tell what it is
ALL, SOME = 0.9, 0.3  # shares of the goods of a shelf that a word is said of
LONGEST = 7
FIELDS = ("category", "subcategory", "brand", "city", "seller", "channel", "segment", "customer")
SHORT, LONG = 5, 8  # letters from which one slip is put right, and two


@dataclass(frozen=True)
class Found:
    """What words name, as filters that hold together."""

    filters: Filters
    words: int


class ShopNames:
    """The names of one shop, by their words."""

    def __init__(self, goods: Sequence[Good], names: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[Words, Filters] = {}
        self._titles = [
            (set(words_in(good.title)), set(words_in(", ".join((good.title, *good.aliases)))), good)
            for good in goods
        ]
        self._also_words = {word for _, said, _ in self._titles for word in said}
        self._shelves: dict[str, list[tuple[set[str], Good]]] = defaultdict(list)
        # The finer shelves, where a shop has them.
        self._shelf = "subcategory" if any(good.subcategory for good in goods) else "category"
        for _, said, good in self._titles:
            if shelf := getattr(good, self._shelf):
                self._shelves[shelf].append((said, good))
        for field in reversed(FIELDS):  # what comes first in FIELDS has the last word
            for name in names.get(field, ()):
                if words := words_in(name):
                    self._exact[words] = {field: (name,)}
        self._kinds = self._found_kinds(names.get("category", ()))
        known = {word for words in self._exact for word in words} | set(self._kinds)
        self._vocabulary = tuple(sorted(word for word in known if len(word) >= SHORT - 1))

    def at(self, words: Sequence[str], taken: frozenset[str]) -> Found | None:
        """The longest name that these words begin with. Words that mean something else end a title."""
        for length in range(min(LONGEST, len(words)), 0, -1):
            some = tuple(words[:length])
            if found := self._exact.get(some):
                return Found(found, length)
            if length == 1 and (kind := self._kinds.get(some[0])):
                return Found(kind, 1)
            if not taken.isdisjoint(some) or self._are_names(some):
                continue
            if found := self._of_titles(some):
                return Found(found, length)
        return None

    def is_name(self, word: str) -> bool:
        """Whether it is a whole name, or a kind of goods."""
        return (word,) in self._exact or word in self._kinds

    def _are_names(self, some: Words) -> bool:
        """Whether each word is a name of its own, and there are goods of all of them together."""
        if len(some) < 2 or not all(self.is_name(word) for word in some):
            return False
        held = [self._exact.get((word,)) or self._kinds[word] for word in some]
        return any(all(_holds(good, one) for one in held) for _, _, good in self._titles)

    def _of_titles(self, some: Words) -> Filters | None:
        """Words of a title: goods that have all of them, of the shelves on which that is no rare thing."""
        wanted = set(some)
        if all(word.isdigit() for word in some):
            return None
        if not wanted <= self._also_words:
            return None
        known = any(wanted <= said for said, _, _ in self._titles)
        if not known and not any(wanted <= said for _, said, _ in self._titles):
            return None
        filters: Filters = {"product": (" ".join(some),)}
        if len(some) == 1 and known:
            usual = [shelf for shelf, goods in self._shelves.items() if _share(some[0], goods) >= SOME]
            if usual:
                filters[self._shelf] = tuple(sorted(usual))
        return filters

    def _found_kinds(self, categories: Iterable[str]) -> dict[str, Filters]:
        """Words that are said of whole shelves ("biscuit", "tel"), or stand in a category's name."""
        found: dict[str, Filters] = {}
        shelves: dict[str, list[str]] = defaultdict(list)
        for shelf, goods in self._shelves.items():
            name = set(words_in(shelf))
            simple = "&" not in shelf and "," not in shelf
            for word in {word for said, _ in goods for word in said} | name:
                share = _share(word, goods)
                if (share >= ALL and len(goods) >= LEAST) or (word in name and (simple or share >= SOME)):
                    shelves[word].append(shelf)
        for category in categories:
            parts = [words_in(part) for part in category.replace("&", ",").split(",")]
            for part in parts:
                if len(part) == 1 and len(parts) > 1 and not _names_a_shelf(part[0], shelves):
                    found[part[0]] = {"category": (category,)}
        for word, some in shelves.items():
            if word not in found and len(word) > 2 and not word.isdigit():
                found[word] = {self._shelf: tuple(sorted(some))}
                if any(_share(word, self._shelves[shelf]) < ALL for shelf in some) and any(
                    _share(word, self._shelves[shelf]) >= SOME for shelf in some
                ):
                    found[word]["product"] = (word,)
        return found

    def put_right(self, word: str) -> str:
        """The name that a word is a slip of; "" where it is like none."""
        return nearest(word, self._vocabulary)


def nearest(word: str, vocabulary: Iterable[str], short: int = SHORT) -> str:
    """The word of a vocabulary that differs by a slip: one letter, in long words two; the first holds."""
    if len(word) < short or not word.isalpha():
        return ""
    most = 2 if len(word) >= LONG else 1
    near = [
        (OSA.distance(word, other, score_cutoff=most), other)
        for other in vocabulary
        if other[0] == word[0] and abs(len(other) - len(word)) <= most
    ]
    best = min((one for one in near if one[0] <= most), default=None)
    return best[1] if best else ""


def _share(word: str, goods: Sequence[tuple[set[str], Good]]) -> float:
    return sum(word in said for said, _ in goods) / len(goods)


def _names_a_shelf(word: str, shelves: Mapping[str, Sequence[str]]) -> bool:
    return any(word in words_in(shelf) for shelf in shelves.get(word, ()))


def _holds(good: Good, filters: Filters) -> bool:
    stands = {"category": good.category, "subcategory": good.subcategory, "brand": good.brand}
    return all(stands[field] in values for field, values in filters.items() if field in stands)
