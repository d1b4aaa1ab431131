"""What is known of a series as a week begins."""

import numpy as np
import pytest

from insight.forecasting.features import look_at
from insight.forecasting.weekly import Weekly
from tests.insight.forecasting.made import busy


def test_a_series_ten_times_as_large_looks_the_same_but_for_its_size() -> None:
    small = np.array([[40.0, 60, 0, 80, 20, 60, 70, 50, 40, 30]])
    look = look_at(Weekly(np.vstack([small, 10 * small])), 2)
    assert look.rows[0, 1:] == pytest.approx(look.rows[1, 1:], rel=0.02, nan_ok=True)
    assert look.usual[1] == pytest.approx(10 * look.usual[0], rel=0.05)


def test_nothing_is_infinite_without_sales() -> None:
    empty = Weekly(np.zeros((3, 20)), np.zeros((3, 20)), np.zeros((3, 20)))
    assert not np.isinf(look_at(empty, 2).rows).any()


@pytest.mark.parametrize("weeks", [3, 8, 16, 30])
def test_the_figures_are_as_many_however_much_is_known(weeks: int) -> None:
    assert look_at(busy().before(weeks), 2).rows.shape[1] == look_at(busy(), 2).rows.shape[1]


def test_a_year_ago_is_known_in_the_second_year() -> None:
    pieces = np.full((1, 70), 10.0)
    pieces[0, 70 - 52 : 70 - 50] = 30.0
    second = look_at(Weekly(pieces), 2).rows[0]
    assert np.isclose(second, 3, atol=0.1).any()
    assert np.isnan(look_at(Weekly(pieces[:, :50]), 2).rows[0]).sum() == 1
