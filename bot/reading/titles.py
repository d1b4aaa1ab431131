"""Finds the shop's own titles in a message, typed word for word: what is one names goods, whatever it says.

"4 Maggi 2 Minute Noodles 70 g": the 2 is part of a name. A title is found with or without its size at the
end, whatever its case, signs and spaces.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from bot.reading.tokens import Token, spelt, tokens_of
from shop.reading.likeness import marks_in
from shop.reading.quantity import COUNTED
from shop.reading.sounds import sound
from shop.reading.units import MEASURES

SHORTEST = 2  # words; one word alone is the tagger's to read
_A_NAME = 3  # digits; shorter ones count


class Titles:
    """The titles of a shop, by how they begin."""

    def __init__(
        self, names: Collection[str], brands: Iterable[str] = (), called: Iterable[str] = ()
    ) -> None:
        """Of the titles, the brands, and what else goods are called in several words: "sing tel"."""
        self._brands = {tuple(_heard(tokens_of(spelt(brand)))) for brand in brands}
        self._by_first: dict[str, set[tuple[str, ...]]] = {}
        self._called: set[tuple[str, str]] = set()
        self._pairs: set[tuple[str, str]] = set()
        self._adjacent: set[tuple[str, str]] = set()
        self._marks = {mark for name in names for mark in marks_in(spelt(name))}
        self._numbers = {number for name in names for number in _numbers_of(tokens_of(spelt(name)))}
        for name in names:
            heard = tuple(_heard(tokens_of(spelt(name))))
            self._adjacent.update(pairwise(heard))
            self._pairs.update(pairwise(heard))
            self._pairs.update((heard[0], word) for word in heard[2:] if word.isalpha())  # of its brand
            for form in {heard, _without_size(heard), *_numbered(heard)}:
                if len(form) >= SHORTEST and any(len(word) > 2 and word.isalpha() for word in form):
                    self._by_first.setdefault(form[0], set()).add(form)

        for name in called:
            self._called.update(pairwise(_heard(tokens_of(spelt(name)))))

    def together(self, before: str, behind: str) -> bool:
        """Whether a title has these two words one after the other, or begins with the first of them."""
        return (sound(before), sound(behind)) in self._pairs

    def side_by_side(self, before: str, behind: str) -> bool:
        """Whether a title has these two words one right after the other."""
        return (sound(before), sound(behind)) in self._adjacent

    def of_one_name(self, before: str, behind: str) -> bool:
        """The same, also of what else goods are called: "sing tel"."""
        return self.together(before, behind) or (sound(before), sound(behind)) in self._called

    def is_brand(self, words: Sequence[str]) -> bool:
        """Whether these words are a brand, and nothing more."""
        return tuple(map(sound, words)) in self._brands

    def has_number(self, number: str) -> bool:
        """Whether goods are called by this number, which is no size of theirs: "basmati 1121"."""
        return number in self._numbers

    def is_mark(self, word: str) -> bool:
        """Whether this is the mark of a variety: "m-30"."""
        return word.replace("-", "").replace(" ", "") in self._marks

    def marks(self, tokens: Sequence[Token]) -> list[tuple[int, int]]:
        """Where marks of varieties stand, "m-30", "ir 64": from which token to before which."""
        spans: list[tuple[int, int]] = []
        for i, token in enumerate(tokens):
            end = i + 2 + (i + 1 < len(tokens) and tokens[i + 1].text == "-")
            if end <= len(tokens) and token.text + tokens[end - 1].text in self._marks:
                spans.append((i, end))
        return spans

    def found(self, tokens: Sequence[Token]) -> list[tuple[int, int]]:
        """Where titles stand: from which token to before which, the longest at each place."""
        heard, places = [], []
        for i, token in enumerate(tokens):
            if word := _word(token):
                heard.append(word)
                places.append(i)
        spans: list[tuple[int, int]] = []
        at = 0
        while at < len(heard):
            fitting = [
                form
                for form in self._by_first.get(heard[at], ())
                if tuple(heard[at : at + len(form)]) == form
            ]
            if not fitting:
                at += 1
                continue
            longest = max(map(len, fitting))
            spans.append((places[at], places[at + longest - 1] + 1))
            at += longest
        return spans


def _heard(tokens: Sequence[Token]) -> list[str]:
    return [word for token in tokens if (word := _word(token))]


def _word(token: Token) -> str:
    """A word as it sounds, a number as it stands; signs say nothing."""
    if token.text[0].isalpha():
        return sound(token.text)
    return token.text if token.text[0].isdigit() else ""


def _numbers_of(tokens: Sequence[Token]) -> set[str]:
    """The numbers of a title that measure and count nothing."""
    counts = {*MEASURES, *COUNTED, "x", "*"}
    return {
        token.text
        for i, token in enumerate(tokens)
        if token.text.isdecimal()
        and len(token.text) >= _A_NAME
        and (i + 1 == len(tokens) or tokens[i + 1].text not in counts)
        and (not i or tokens[i - 1].text not in counts)
    }


def _without_size(form: tuple[str, ...]) -> tuple[str, ...]:
    """ "70 g" at the end is left out."""
    sized = len(form) > 2 and form[-2][0].isdigit() and form[-1] in MEASURES
    return form[:-2] if sized else form


def _numbered(form: tuple[str, ...]) -> set[tuple[str, ...]]:
    """ "Maggi 2 minute": a number inside a name is no amount, though the name is not said to its end."""
    return {
        form[i - 1 : i + 2]
        for i in range(1, len(form) - 1)
        if form[i][0].isdigit()
        and form[i - 1].isalpha()
        and form[i + 1].isalpha()
        and form[i + 1] not in MEASURES
    }
