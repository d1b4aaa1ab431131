"""Describes each series as it stood when a week began, in figures that goods large and small share.

Pieces are told as a multiple of the series' own usual week, so that what is learnt of a thing sold by the
thousand serves one sold by the dozen. Every figure is of weeks before the one that is asked about.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from insight.forecasting.simple import mean_of_weeks, rarely_sold
from insight.forecasting.weekly import Weekly
from insight.learning.history import Floats

LAGS = 6
YEAR = 52
LEAST_USUAL = 0.2  # pieces a week: what is hardly sold has a usual week all the same
OLD = 20  # weeks; how much older a series is says nothing more
SMOOTHING = 0.2


@dataclass(frozen=True)
class Look:
    """What is known of each series, and its usual week in pieces."""

    rows: Floats  # [series, figures]
    usual: Floats


def look_at(known: Weekly, ahead: int) -> Look:
    pieces = known.pieces
    ever = (pieces > 0).any(axis=1)
    age = np.where(ever, known.weeks - (pieces > 0).argmax(axis=1), 0)
    two, four, eight, sixteen, ever_since = (
        _since_first(pieces, age, weeks) for weeks in (2, 4, 8, 16, known.weeks)
    )
    usual = 0.5 * eight + 0.3 * sixteen + 0.2 * ever_since + LEAST_USUAL
    last8, last16 = pieces[:, -8:], pieces[:, -16:]
    sizes = [
        *(_back(pieces, week) for week in range(1, LAGS + 1)),
        two,
        four,
        eight,
        sixteen,
        ever_since,
        _faded(pieces),
        rarely_sold(pieces),
        np.median(last8, axis=1),
        np.median(last16, axis=1),
        last8.max(axis=1),
        last16.max(axis=1),
        last8.std(axis=1),
    ]
    return Look(
        np.column_stack(
            [
                np.log(usual),
                *(size / usual for size in sizes),
                (last8 == 0).mean(axis=1),
                (last16 == 0).mean(axis=1),
                np.where(ever, (pieces[:, ::-1] > 0).argmax(axis=1), known.weeks),
                np.minimum(age, OLD),
                _year_ago(pieces, ahead),
                *_orders(known, age, usual),
                *_prices(known),
            ]
        ),
        usual,
    )


def _since_first(pieces: Floats, age: Floats, weeks: int) -> Floats:
    """The mean of so many weeks, those before the first sale left out."""
    mean: Floats = pieces[:, -weeks:].sum(axis=1) / np.clip(age, 1, min(weeks, pieces.shape[1]))
    return mean


def _back(pieces: Floats, weeks: int) -> Floats:
    series, known = pieces.shape
    return pieces[:, -weeks] if weeks <= known else np.full(series, np.nan)


def _faded(pieces: Floats) -> Floats:
    """A mean in which each week back counts a fifth less."""
    weight = (1 - SMOOTHING) ** np.arange(pieces.shape[1])[::-1]
    faded: Floats = pieces @ (weight / weight.sum())
    return faded


def _year_ago(pieces: Floats, ahead: int) -> Floats:
    """The same weeks a year ago, against the eight before them; unknown in the first year."""
    series, known = pieces.shape
    if known < YEAR + 8:
        return np.full(series, np.nan)
    then = pieces[:, known - YEAR : known - YEAR + ahead].mean(axis=1)
    change: Floats = then / (mean_of_weeks(pieces[:, : known - YEAR]) + LEAST_USUAL)
    return change


def _orders(known: Weekly, age: Floats, usual: Floats) -> list[Floats]:
    """How often it is ordered, and what that comes to at the usual size: one huge order moves neither."""
    if known.lines is None:
        return []
    often = {weeks: _since_first(known.lines, age, weeks) for weeks in (1, 2, 4, 8, 16)}
    size = known.pieces.sum(axis=1) / np.maximum(1, known.lines.sum(axis=1))
    lately = (known.pieces[:, -8:].sum(axis=1) + 2 * size) / (known.lines[:, -8:].sum(axis=1) + 2)
    return [
        often[8],
        *(often[weeks] / (often[8] + LEAST_USUAL) for weeks in (1, 2, 4, 16)),
        np.log1p(size),
        np.log((lately + 0.1) / (size + 0.1)),
        often[4] * size / usual,
    ]


def _prices(known: Weekly) -> list[Floats]:
    """The mean price, and how the last weeks' price stands to it."""
    if known.value is None:
        return []
    sold = known.pieces.sum(axis=1)
    price = known.value.sum(axis=1) / np.maximum(1, sold)
    lately = (known.value[:, -4:].sum(axis=1) + price) / (known.pieces[:, -4:].sum(axis=1) + 1)
    return [np.log(price + 0.01), np.log((lately + 0.01) / (price + 0.01))]
