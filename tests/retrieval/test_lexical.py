"""A field scores a few rows exactly as it scores all of them, also rows that came later."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.lexical import Field

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
