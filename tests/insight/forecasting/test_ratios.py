"""How far a simple forecast was off, by kind."""

import numpy as np
import pytest

from insight.forecasting.ratios import LEAST, kinds, learn_ratios
from insight.forecasting.spread import LEVELS
from insight.forecasting.weekly import Weekly


def test_what_never_varies_has_no_spread() -> None:
    known = Weekly(np.full((LEAST, 20), 10.0))
    ratios = learn_ratios(known, 2, "mean8", range(8, 18))
    assert ratios.expected(known) == pytest.approx(20)
    assert ratios.spread(known).grid == pytest.approx(20)


def test_rare_and_regular_are_told_apart() -> None:
    regular, rare = np.full(20, 10.0), np.tile([0.0, 0.0, 0.0, 40.0], 5)
    known = Weekly(np.vstack([regular] * LEAST + [rare] * LEAST))
    assert len(set(kinds(known, np.full(2 * LEAST, 10.0)).tolist())) == 2
    spread = learn_ratios(known, 2, "mean8", range(8, 18)).spread(known)
    assert spread.at(0.9)[0] == pytest.approx(20)
    assert spread.at(0.2)[-1] == 0
    assert spread.at(0.9)[-1] > 30


def test_a_kind_with_few_cases_is_as_all_are() -> None:
    known = Weekly(np.full((1, 20), 10.0))
    ratios = learn_ratios(known, 2, "ses", range(8, 12))
    assert ratios.quotients == pytest.approx(np.full((15, len(LEVELS)), 20 / 21))


def test_without_anything_to_learn_from_what_is_expected_is_told() -> None:
    ratios = learn_ratios(Weekly(np.zeros((2, 20))), 2, "tsb", range(8, 12))
    assert ratios.quotients == pytest.approx(1)
