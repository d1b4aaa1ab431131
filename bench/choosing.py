"""Judged queries as the choices of buyers, to measure what search learns from them on queries held out."""

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence

from insight.searching.searched import Searched
from retrieval.choices import Lesson, lessons
from retrieval.engine import Search
from retrieval.learned import Candidates
from retrieval.learning import Fitted, fit

SHOWN = 5  # on a page, as a chat shows them
GOOD = 0.999  # the gain from which a product is taken; others better than nothing are looked at
FOLDS = 5

Judged = Mapping[str, Mapping[str, float]]  # query -> sku -> gain


def choices(query: str, found: Sequence[str], gains: Mapping[str, float]) -> Iterator[Searched]:
    """A buyer who turns all pages, looks at what could do and takes what is good."""
    for start in range(0, len(found), SHOWN):
        page = found[start : start + SHOWN]
        yield Searched(f"{start}", "a buyer", "web", query, page, start)
        for sku in page:
            if gains.get(sku, 0) > 0:
                how = "taken" if gains[sku] >= GOOD else "looked"
                yield Searched(f"{start}-{sku}", "a buyer", "web", query, page, start, sku, {"how": how})


def folds(queries: Sequence[str]) -> list[list[str]]:
    """Parts of the queries; the same in every run."""
    return [[q for q in queries if zlib.crc32(q.lower().encode()) % FOLDS == fold] for fold in range(FOLDS)]


def learning(search: Search, judged: Judged) -> Iterator[tuple[list[str], Fitted]]:
    """For each part of the queries: search as it is when it has learned from the others."""
    candidates_of = _remembered(search.candidates())
    parts = folds(list(judged))
    for held in parts:
        others: list[Lesson] = []
        for part in parts:
            if part is not held:
                for query in part:
                    others += lessons(choices(query, candidates_of(query).skus, judged[query]))
        found = fit(candidates_of, others, search.encoder)
        search.learned = found.learned
        yield held, found
    search.learned = None


def _remembered(candidates_of: Callable[[str], Candidates]) -> Callable[[str], Candidates]:
    known: dict[str, Candidates] = {}

    def of(words: str) -> Candidates:
        if words not in known:
            known[words] = candidates_of(words)
        return known[words]

    return of
