"""Levels of what may be asked for."""

import numpy as np
import pytest

from insight.forecasting.spread import LEVELS, Spread, loss, mixed, ordered, together

TENS = Spread(np.array([[100 * level, 0.0] for level in LEVELS]))


@pytest.mark.parametrize("level", [0.0, 0.025, 0.05, 0.33, 0.5, 0.9, 0.99])
def test_between_the_levels_is_a_straight_line(level: float) -> None:
    assert TENS.at(level) == pytest.approx([100 * level, 0])


def test_beyond_the_levels_is_the_last() -> None:
    assert TENS.at(1.0) == pytest.approx([99, 0])
    assert TENS.at(-1.0) == pytest.approx([0, 0])


def test_a_higher_level_never_has_less() -> None:
    grid = np.zeros((len(LEVELS), 1))
    grid[0], grid[1], grid[2] = -3, 5, 4
    assert ordered(grid).grid[:4, 0].tolist() == [0, 5, 5, 5]


def test_mixed_and_together() -> None:
    nothing = Spread(np.zeros_like(TENS.grid))
    assert mixed(TENS, nothing, 0.25).at(0.5) == pytest.approx([12.5, 0])
    assert together([TENS, nothing]).at(0.5) == pytest.approx([50, 0, 0, 0])


def test_the_loss_is_least_for_the_true_spread() -> None:
    came = np.arange(1.0, 100.0)
    true = Spread(np.tile(100 * np.array(LEVELS)[:, None], 99))
    for times in (0.8, 1.2):
        assert loss(true, came) < loss(Spread(times * true.grid), came)
