"""The forecast of the next weeks together."""

from dataclasses import replace

import numpy as np
import pytest

from insight.forecasting import forecast as module
from insight.forecasting import trees
from insight.forecasting.forecast import Forecast, learn
from insight.forecasting.weekly import Weekly
from tests.insight.forecasting.made import busy


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enough for what is made here."""
    monkeypatch.setattr(trees, "ROUNDS", 30)


def forecast(known: Weekly, ahead: int = 2) -> Forecast:
    return learn(known, ahead).forecast(known)


def test_what_comes_later_changes_no_forecast() -> None:
    known = busy(series=80)
    other = replace(known, pieces=known.pieces.copy())
    other.pieces[:, 20:] = 999.0
    one, two = forecast(known.before(20)), forecast(other.before(20))
    assert np.array_equal(one.spread.grid, two.spread.grid)
    assert np.array_equal(one.expected, two.expected)


def test_what_is_learnt_looks_at_no_week_that_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sum that is learnt from ends within what is known, and those held out are not learnt from."""
    known, asked = busy(series=20, weeks=24), []
    real = Weekly.sum_of
    monkeypatch.setattr(
        Weekly, "sum_of", lambda self, week, ahead: asked.append(week + ahead) or real(self, week, ahead)
    )
    learnt: list[range] = []
    simple = module.learn_ratios
    monkeypatch.setattr(module, "learn_ratios", lambda *given: learnt.append(given[-1]) or simple(*given))
    learn(known, 2)
    assert max(asked) == 24
    held_out = 24 - 2 + 1 - (learnt[0].stop + 1)
    assert held_out >= 4
    assert learnt[-1].stop == 23  # then all of them


def test_a_constant_series_is_forecast_constant() -> None:
    found = forecast(Weekly(np.full((60, 30), 12.0)))
    for pieces in (found.expected, found.low, found.high):
        assert pieces == pytest.approx(24, rel=0.02)


def test_rare_sales_are_between_bounds_that_begin_at_none() -> None:
    chance = np.random.default_rng(5)
    pieces = (chance.random((200, 40)) < 0.15) * chance.integers(1, 20, (200, 40)).astype(np.float64)
    found = forecast(Weekly(pieces))
    assert np.median(found.low) == 0
    assert 0 < found.expected.mean() < found.high.mean()
    assert found.expected.sum() == pytest.approx(2 * pieces.mean(axis=1).sum(), rel=0.3)


def test_sold_once_never_and_in_no_week_of_a_month() -> None:
    known = busy(series=60)
    known.pieces[0] = 0.0
    known.pieces[1] = 0.0
    known.pieces[1, 5] = 500.0
    known.pieces[:, 14:18] = 0.0
    found = forecast(known)
    assert np.isfinite(found.spread.grid).all()
    assert found.expected[0] < 5
    assert found.expected[1] < 250


def test_four_of_five_come_between_the_bounds() -> None:
    known = busy(series=200, weeks=42)
    learnt = learn(known.before(32), 2)
    between = []
    for week in range(32, 40, 2):
        found, came = learnt.forecast(known.before(week)), known.sum_of(week, 2)
        between.append(((found.low <= came) & (came <= found.high)).mean())
    assert np.mean(between) == pytest.approx(0.8, abs=0.06)


def test_it_misses_fewer_pieces_than_the_mean_of_eight_weeks() -> None:
    known = busy(series=300, weeks=34)
    found, came = forecast(known.before(32)), known.sum_of(32, 2)
    mean = 2 * known.pieces[:, 24:32].mean(axis=1)
    assert np.abs(found.expected - came).sum() < np.abs(mean - came).sum()


@pytest.mark.parametrize("weeks", [12, 13, 16])
def test_a_short_history_is_enough(weeks: int) -> None:
    assert np.isfinite(forecast(busy(series=20, weeks=weeks)).expected).all()


def test_a_shorter_one_is_refused() -> None:
    with pytest.raises(ValueError, match="11 weeks are too few"):
        learn(busy(series=20, weeks=11), 2)
