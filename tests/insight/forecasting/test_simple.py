"""Forecasts from one series alone."""

import numpy as np
import pytest

from insight.forecasting.simple import mean_of_weeks, rarely_sold, smoothed, smoothing_of


def test_a_constant_series_stays_as_it_is() -> None:
    pieces = np.full((2, 20), 7.0)
    for method in (mean_of_weeks, smoothed, rarely_sold):
        assert method(pieces) == pytest.approx([7, 7])


def test_the_mean_is_of_the_last_eight_weeks() -> None:
    assert mean_of_weeks(np.array([[100.0, 100, *[4] * 4, *[6] * 4]])) == pytest.approx([5])


def test_what_jumps_for_good_is_smoothed_little() -> None:
    jumped = np.array([[1.0] * 10 + [9.0] * 10])
    assert smoothing_of(jumped) == 0.4
    swings = np.array([[1.0, 9.0, 1.0, 1.0, 9.0, 9.0] * 4])
    assert smoothing_of(swings) <= 0.2


def test_a_rare_sale_counts_by_its_chance() -> None:
    each_fourth = np.array([[0.0, 0.0, 0.0, 8.0] * 6])
    assert rarely_sold(each_fourth)[0] == pytest.approx(2, abs=0.5)


def test_what_is_sold_no_more_fades() -> None:
    ended = np.array([[5.0] * 10 + [0.0] * 30])
    assert rarely_sold(ended)[0] < 0.2


def test_what_was_never_sold_is_not_expected() -> None:
    never = np.zeros((1, 12))
    assert [float(method(never)[0]) for method in (mean_of_weeks, smoothed, rarely_sold)] == [0, 0, 0]


def test_a_single_week_is_enough() -> None:
    assert smoothed(np.array([[3.0]])) == pytest.approx([3])
