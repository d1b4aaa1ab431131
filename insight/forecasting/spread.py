"""Holds how much may be asked for of each series: by level, what is not exceeded in that share of cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from insight.learning.history import Floats

LEVELS = (0.05, 0.1, 0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.88, 0.94, 0.97, 0.99)
HAIR = 1e-6  # pieces


@dataclass(frozen=True)
class Spread:
    """By level and series, in pieces."""

    grid: Floats  # [levels, series]

    def at(self, level: float) -> Floats:
        """Between the levels in a straight line; from none at 0; beyond the last, the last."""
        levels = np.array((0.0, *LEVELS))
        level = float(np.clip(level, 0.0, levels[-1]))
        upper = max(1, int(np.searchsorted(levels, level)))
        share = (level - levels[upper - 1]) / (levels[upper] - levels[upper - 1])
        below = self.grid[upper - 2] if upper > 1 else np.zeros_like(self.grid[0])
        found: Floats = below + share * (self.grid[upper - 1] - below)
        return found

    def of(self, rows: NDArray[np.bool_]) -> Spread:
        return Spread(self.grid[:, rows])


def between(low: Floats, came: Floats, high: Floats) -> NDArray[np.bool_]:
    """What lies on a bound is within; a last digit that was rounded takes nothing out."""
    return (low - HAIR <= came) & (came <= high + HAIR)


def ordered(grid: Floats) -> Spread:
    """A higher level never has less, though each was learnt alone; nothing is below none."""
    return Spread(np.maximum.accumulate(np.maximum(0.0, grid), axis=0))


def mixed(one: Spread, other: Spread, share: float) -> Spread:
    """So much of the one, the rest of the other, level by level."""
    return Spread(share * one.grid + (1 - share) * other.grid)


def together(spreads: Sequence[Spread]) -> Spread:
    """Series after series, as one."""
    return Spread(np.concatenate([spread.grid for spread in spreads], axis=1))


def loss(spread: Spread, came: Floats) -> float:
    """How far a spread is from what came, by pieces: the pinball loss, mean of all levels."""
    level = np.array(LEVELS)[:, None]
    off = came - spread.grid
    return float(np.maximum(level * off, (level - 1) * off).mean(axis=0).sum() / max(1.0, came.sum()))
