"""Learns from all series together what may be asked for, with boosted trees: a set of trees a level.

The quantile loss counts missed pieces, so each case weighs as much as the series' usual week.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import lightgbm as lgb
import numpy as np

from insight.forecasting.features import look_at
from insight.forecasting.spread import LEVELS, Spread, ordered
from insight.forecasting.weekly import Weekly
from insight.learning.history import Floats

ROUNDS = 100
LEAST_SOLD = 3  # weeks with a sale, before a series is learnt from
LEAST_TO_LEARN = 1000  # cases; below, the simple methods are on their own
MOST_TO_LEARN = 150_000  # the latest cases: a bound on time and memory
TREES: dict[str, Any] = {
    "objective": "quantile",
    "learning_rate": 0.05,
    "num_leaves": 31,
    "min_data_in_leaf": 200,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "seed": 8,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,  # two threads that wait for each other on a busy machine take longer than one
    "verbose": -1,
}


@dataclass(frozen=True)
class Trees:
    ahead: int
    by_level: tuple[lgb.Booster, ...]

    def spread(self, known: Weekly) -> Spread:
        look = look_at(known, self.ahead)
        times = np.array([trees.predict(look.rows, num_threads=1) for trees in self.by_level])
        return ordered(times * look.usual * self.ahead)


def learn_trees(known: Weekly, ahead: int, origins: Iterable[int]) -> Trees | None:
    """From what was known as each of these weeks began, and what came; none where that is too little."""
    rows: list[Floats] = []
    came: list[Floats] = []
    weight: list[Floats] = []
    for week in sorted(origins, reverse=True):
        before = known.before(week)
        look, sold = look_at(before, ahead), before.sold_in() >= LEAST_SOLD
        rows.append(look.rows[sold])
        came.append((known.sum_of(week, ahead) / (look.usual * ahead))[sold])
        weight.append(look.usual[sold])
        if sum(map(len, came)) > MOST_TO_LEARN:
            break
    cases = sum(map(len, came))
    if cases < LEAST_TO_LEARN:
        return None
    data = lgb.Dataset(np.vstack(rows), np.concatenate(came), weight=np.concatenate(weight))
    settings = {**TREES, "min_data_in_leaf": _least(cases)}
    return Trees(ahead, tuple(lgb.train({**settings, "alpha": level}, data, ROUNDS) for level in LEVELS))


def _least(cases: int) -> int:
    return min(int(TREES["min_data_in_leaf"]), 5 + cases // 100)
