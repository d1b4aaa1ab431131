"""What is learnt from all series together."""

import numpy as np
import pytest

from insight.forecasting import trees
from insight.forecasting.trees import learn_trees
from insight.forecasting.weekly import Weekly
from tests.insight.forecasting.made import busy


def test_levels_hold_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "ROUNDS", 50)
    known = busy(weeks=34)
    learnt = learn_trees(known.before(31), 2, range(8, 30))
    assert learnt is not None
    came = known.sum_of(32, 2)
    spread = learnt.spread(known.before(32))
    assert (came <= spread.at(0.5)).mean() == pytest.approx(0.5, abs=0.15)
    assert (came <= spread.at(0.94)).mean() == pytest.approx(0.94, abs=0.07)
    assert (np.diff(spread.grid, axis=0) >= 0).all()


def test_few_cases_teach_nothing() -> None:
    assert learn_trees(Weekly(np.ones((5, 20))), 2, range(8, 18)) is None
