"""A field scores a few rows exactly as it scores all of them, also rows that came later."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval import ranking
from retrieval.engine import Search
from retrieval.lexical import Field
from tests.retrieval.test_engine import search  # noqa: F401  # the fixture

WORDS = ["red", "chilli", "powder", "rice", "bran", "oil", "salt"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=5), min_size=1, max_size=12)


@given(
    first=TEXTS, later=TEXTS, weights=st.dictionaries(st.sampled_from([*WORDS, "new"]), st.floats(0.1, 2.0))
)
def test_some_rows_are_scored_like_all(
    first: list[list[str]], later: list[list[str]], weights: dict[str, float]
) -> None:
    field = Field(first, k1=0.8, b=0.6).extended(later)
    every = field.scores(weights)
    rows = np.arange(0, len(every), 2)
    assert field.scores_of(weights, rows) == pytest.approx(every[rows])
    for term in weights:
        assert list(np.flatnonzero(field.has(term, np.arange(len(every))))) == list(field.having(term))


def test_rare_terms_come_first_and_none_is_lost() -> None:
    field = Field([["oil", "rice"], ["oil", "salt"], ["oil"]], k1=0.8, b=0.6)
    terms = {"oil": 1.0, "salt": 2.0, "new": 3.0}
    assert field.parted(terms, 1) == ({"new": 3.0, "salt": 2.0}, {"oil": 1.0})
    assert field.parted(terms, 100) == (dict(sorted(terms.items(), key=lambda t: field.frequency(t[0]))), {})
    assert field.parted({"oil": 1.0}, 0) == ({"oil": 1.0}, {})


def test_frequent_pieces_still_tell_candidates_apart(search: Search, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    queries = ["magi noodels", "sunflower oil 5 ltr", "chawal 5kg", "washing powder"]
    whole = [search.search(q) for q in queries]
    monkeypatch.setattr(ranking, "SCANNED", 2)
    for query, before in zip(queries, whole, strict=True):
        after = search.search(query)
        assert after.skus[:3] == before.skus[:3]
        assert after.hits[0].score == pytest.approx(before.hits[0].score, abs=0.01)
