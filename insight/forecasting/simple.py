"""Forecasts a week's demand from the series alone: a mean, smoothing, and smoothing for rare sales.

Each function reads all weeks that it is given and tells what one week after them is likely to ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from insight.learning.history import Floats

WEEKS = 8
SMOOTHINGS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4)
FIRST = 4  # weeks before the first that a smoothing is tried on
LOOK_BACK = 16  # weeks that it is tried on: the first level is a single week, and takes long to be forgotten


def mean_of_weeks(pieces: Floats, weeks: int = WEEKS) -> Floats:
    mean: Floats = pieces[:, -weeks:].mean(axis=1)
    return mean


def smoothed(pieces: Floats) -> Floats:
    """Simple exponential smoothing, by the smoothing that was best lately."""
    return _levels(pieces, smoothing_of(pieces))[:, -1]


def smoothing_of(pieces: Floats, ahead: int = 2) -> float:
    """The smoothing that missed fewest pieces lately: one for all series, as a single one is too noisy."""
    weeks = pieces.shape[1]
    origins = np.arange(max(FIRST, weeks - LOOK_BACK), weeks - ahead + 1)
    if not len(origins):
        return SMOOTHINGS[len(SMOOTHINGS) // 2]
    sums = np.lib.stride_tricks.sliding_window_view(pieces, ahead, axis=1).sum(axis=2)
    missed = [
        np.abs(ahead * _levels(pieces, smoothing)[:, origins - 1] - sums[:, origins]).sum()
        for smoothing in SMOOTHINGS
    ]
    return SMOOTHINGS[int(np.argmin(missed))]


def _levels(pieces: Floats, smoothing: float) -> Floats:
    """The level after each week."""
    levels = np.empty_like(pieces)
    levels[:, 0] = pieces[:, 0]
    for week in range(1, pieces.shape[1]):
        levels[:, week] = levels[:, week - 1] + smoothing * (pieces[:, week] - levels[:, week - 1])
    return levels


def rarely_sold(pieces: Floats, chance_smoothing: float = 0.1, size_smoothing: float = 0.1) -> Floats:
    """TSB (Teunter, Syntetos and Babai): how likely a sale is, by how large one is.

    Without a sale the chance falls week by week, so what is sold no more fades.
    """
    sold = pieces > 0
    many = np.maximum(1, sold.sum(axis=1))
    chance = sold.mean(axis=1)
    size = pieces.sum(axis=1) / many
    for week in range(pieces.shape[1]):
        now = sold[:, week]
        chance = chance + chance_smoothing * (now - chance)
        size = np.where(now, size + size_smoothing * (pieces[:, week] - size), size)
    expected: Floats = chance * size
    return expected


METHODS: Mapping[str, Callable[[Floats], Floats]] = {
    "mean8": mean_of_weeks,
    "ses": smoothed,
    "tsb": rarely_sold,
}
