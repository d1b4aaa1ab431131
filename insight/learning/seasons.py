"""What sells at this time of the year: last year's same weeks, against the whole year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from insight.learning.history import Floats, Ints, Lines

WEEKS = 53
LOOK_AHEAD = 4  # weeks: what is ordered now is sold then
LEAST_LINES = 12  # of one item in these weeks, before a season is believed
YEAR = 365.0


@dataclass(frozen=True)
class Seasons:
    """Lines of each item by week of the year; empty while less than a year is known."""

    lines: Floats  # [week, item]

    def now(self, day: float) -> Floats:
        """By item: how many times its usual share it has of all that is sold in the weeks from `day`."""
        items = self.lines.shape[1]
        total = self.lines.sum()
        if not total:
            return np.ones(items)
        weeks = (week_of(np.array([day]))[0] + np.arange(LOOK_AHEAD)) % WEEKS
        then = self.lines[weeks].sum(axis=0)
        usual = self.lines.sum(axis=0) / total
        share = then / max(1.0, then.sum())
        return np.where(then >= LEAST_LINES, share / np.maximum(usual, 1e-12), 1.0)


def week_of(days: Floats) -> Ints:
    """The week of the year of each day since 1970, from 0."""
    found = [datetime.fromtimestamp(day * 86400, UTC).timetuple().tm_yday for day in days.tolist()]
    return np.minimum((np.array(found, np.int64) - 1) // 7, WEEKS - 1)


def learn_seasons(lines: Lines, items: int, dated: bool) -> Seasons:
    """Count the last whole year, so that every week of it counts alike."""
    if not dated or not len(lines.day) or lines.day.max() - lines.day.min() < YEAR:
        return Seasons(np.zeros((WEEKS, items)))
    recent = lines.where(lines.day > lines.day.max() - YEAR)
    days, of_line = np.unique(np.floor(recent.day), return_inverse=True)
    counted = np.bincount(week_of(days)[of_line] * items + recent.item, minlength=WEEKS * items)
    return Seasons(counted.reshape(WEEKS, items).astype(np.float64))
