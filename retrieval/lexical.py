"""Scores by BM25 over words, pairs and pieces of words, and what a product is about: the lexical leg."""

import itertools
import logging
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import Any

import bm25s
import numpy as np
import numpy.typing as npt

from retrieval import words
from retrieval.document import Document
from retrieval.vocabulary import Understood, Vocabulary

logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets itself to DEBUG

Scores = npt.NDArray[np.float32]

_PIECE = 4


class Field:
    """BM25 scores of one field, computed by bm25s when indexed; a query adds up what its terms weigh.

    Rows that come later are scored with the frequencies of the first ones, until all is indexed anew.
    """

    def __init__(self, texts: Sequence[list[str]], k1: float, b: float) -> None:
        self._count = self._indexed = len(texts)
        self._k1, self._b = k1, b
        self._length = sum(map(len, texts)) / max(1, len(texts))
        self._places: Mapping[str, int] = {}
        self._later: dict[str, tuple[npt.NDArray[np.int32], Scores]] = {}
        if any(texts):
            model: Any = bm25s.BM25(k1=k1, b=b)
            model.index([list(t) for t in texts], show_progress=False)
            self._places = model.vocab_dict
            self._scores, self._rows = model.scores["data"], model.scores["indices"]
            self._starts = model.scores["indptr"]

    def extended(self, texts: Sequence[list[str]]) -> "Field":
        """Put these rows behind its own, which both share."""
        longer = copy(self)
        longer._count = self._count + len(texts)
        longer._length = self._length or sum(map(len, texts)) / max(1, len(texts))
        found: dict[str, tuple[list[int], list[float]]] = {}
        for row, text in enumerate(texts, self._count):
            damping = self._k1 * (1 - self._b + self._b * len(text) / max(longer._length, 1e-9))
            for term, times in Counter(text).items():
                rows, scores = found.setdefault(term, ([], []))
                rows.append(row)
                scores.append(times / (times + damping))
        longer._later = dict(self._later)
        for term, (rows, scores) in found.items():
            frequency = self.frequency(term) or len(rows)
            others = max(self._indexed - frequency, 0)
            rarity = math.log(1 + (others + 0.5) / (frequency + 0.5))
            here = np.array(rows, dtype=np.int32), np.array(scores, dtype=np.float32) * np.float32(rarity)
            before = self._later.get(term)
            if before:
                here = np.concatenate((before[0], here[0])), np.concatenate((before[1], here[1]))
            longer._later[term] = here
        return longer

    def scores(self, terms: Mapping[str, float]) -> Scores:
        """Score every row."""
        found = np.zeros(self._count, dtype=np.float32)
        for term, weight in terms.items():
            place = self._places.get(term)
            if place is not None:
                start, end = self._starts[place], self._starts[place + 1]
                found[self._rows[start:end]] += weight * self._scores[start:end]
            if term in self._later:
                rows, scores = self._later[term]
                found[rows] += weight * scores
        return found

    def scores_of(self, terms: Mapping[str, float], rows: npt.NDArray[np.intp]) -> Scores:
        """Score these rows: for a few of many it is quicker."""
        found = np.zeros(len(rows), dtype=np.float32)
        for term, weight in terms.items():
            place = self._places.get(term)
            if place is not None:
                start, end = self._starts[place], self._starts[place + 1]
                _add(found, rows, self._rows[start:end], weight * self._scores[start:end])
            if term in self._later:
                having, scores = self._later[term]
                _add(found, rows, having, weight * scores)
        return found

    def __bool__(self) -> bool:
        return bool(self._places) or bool(self._later)

    def having(self, term: str) -> npt.NDArray[Any]:
        """Find the rows in which it stands."""
        place, later = self._places.get(term), self._later.get(term)
        rows = np.empty(0, dtype=np.int32)
        if place is not None:
            rows = self._rows[self._starts[place] : self._starts[place + 1]]
        return np.concatenate((rows, later[0])) if later else rows

    def has(self, term: str, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
        """Tell in which of these rows it stands."""
        having = self.having(term)
        if not len(having):
            return np.zeros(len(rows), dtype=bool)
        found: npt.NDArray[np.bool_] = having[np.searchsorted(having[:-1], rows)] == rows
        return found

    def frequency(self, term: str) -> int:
        """Count in how many of the rows that were indexed together it stands."""
        place = self._places.get(term)
        return 0 if place is None else int(self._starts[place + 1] - self._starts[place])


def _add(found: Scores, rows: npt.NDArray[np.intp], having: npt.NDArray[np.int32], scores: Scores) -> None:
    """Add to each of these rows what it has in a list of rows and scores."""
    at = np.searchsorted(having[:-1], rows)
    here = having[at] == rows
    found[here] += scores[at[here]]


def pieces(text_words: Sequence[str]) -> list[str]:
    """Cut words into overlapping pieces, so that a misspelt word still meets most of the right one."""
    found: list[str] = []
    for word in text_words:
        if word in words.STOP or word == "x":
            continue
        if word[0].isdigit() or len(word) < 3:
            found.append(word)
            continue
        marked = f"^{word}$"
        found += [marked[i : i + _PIECE] for i in range(max(1, len(marked) - _PIECE + 1))]
    return found


def pairs(text_words: Sequence[str]) -> list[str]:
    """Join words that stand together, as one token for each two."""
    stems = [words.stem(w) for w in text_words if w not in words.STOP and w != "x"]
    return [f"{a} {b}" for a, b in itertools.pairwise(stems)]


class Lexical:
    """All fields of all documents, rows in the order of the documents."""

    def __init__(self, documents: Sequence[Document], english: Callable[[str], bool]) -> None:
        texts = _Texts(documents)
        self.count = len(documents)
        self.lengths = texts.lengths
        self.name = Field(texts.name, k1=0.3, b=0.5)
        self.pairs = Field(texts.pairs, k1=0.3, b=0.2)
        self.pieces = Field(texts.pieces, k1=0.8, b=0.6)
        self.kind = Field(texts.kind, k1=0.1, b=0.0)
        self.about = Field(texts.about, k1=0.8, b=0.6)
        self.vocabulary = Vocabulary(texts.written, english, texts.described)

    def extended(self, documents: Sequence[Document]) -> "Lexical":
        """Put these behind the others; what is there already is shared, so this takes no time."""
        texts, longer = _Texts(documents), copy(self)
        longer.count = self.count + len(documents)
        longer.lengths = np.concatenate((self.lengths, texts.lengths))
        for field in ("name", "pairs", "pieces", "kind", "about"):
            setattr(longer, field, getattr(self, field).extended(getattr(texts, field)))
        longer.vocabulary = self.vocabulary.extended(texts.written, texts.described)
        return longer

    def cover(self, meant: Understood, rows: npt.NDArray[np.intp]) -> Scores:
        """Measure how much of the words each of these rows has, rare words counting for more."""
        covered, whole = np.zeros(len(rows), dtype=np.float32), 0.0
        besides = {words.stem(w) for w, _ in meant.besides}
        terms = dict.fromkeys(words.tokens_of(meant.words))
        told = [t for t in terms if not words.is_unit(t) and not t.isdigit()]  # "5kg" says what "5", "kg" say
        for term in told or terms:
            frequency = max(len(self.name.having(term)), len(self.kind.having(term)))
            weight = math.log(1 + self.count / (frequency + 1)) * (0.3 if term[0].isdigit() else 1.0)
            whole += weight
            covered[self.name.has(term, rows) | self.kind.has(term, rows)] += weight
        for term in besides:  # another reading of a word: as good as half of the words
            here = self.name.has(term, rows)
            covered[here] = np.maximum(covered[here], 0.5 * whole)
        return covered / np.float32(whole) if whole else covered


class _Texts:
    """What each field of these documents is made of."""

    def __init__(self, documents: Sequence[Document]) -> None:
        names = [f"{d.name} {d.other_names}" if d.other_names else d.name for d in documents]
        self.written = [words.cut(n) for n in names]
        self.name = [list(words.tokens_of(w)) for w in self.written]
        self.lengths = np.array([len(t) for t in self.name], dtype=np.float32)
        self.pairs = [pairs(w) for w in self.written]
        self.pieces = [pieces(w) for w in self.written]
        self.kind = [words.tokens(d.kind) for d in documents]
        about = [words.cut(d.about) for d in documents]
        self.about = [list(words.tokens_of(w)) for w in about]
        self.described = {w for text in about for w in text}
