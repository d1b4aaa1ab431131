"""The learned ranking of candidates, and the check on customers that it did not learn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import lightgbm as lgb
import numpy as np
from numpy.typing import NDArray

from insight.learning import candidates
from insight.learning.crowd import learn
from insight.learning.history import Floats, History, Ints

BATCH = 256
LEAST_TO_LEARN = 200  # customers with a basket to predict; below, the fixed blend ranks
HELD_OUT = 10  # one customer in so many is kept aside for the check
TOP = 10
MOST_TASKS = 12000  # baskets to learn from: a bound on time and memory
FEW_TASKS = 8000  # up to here, those held out for the check are then learned from, too
FURTHEST_BACK = 6  # baskets of one customer to learn from
TREES: dict[str, Any] = {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 15,  # a little below the ten that are looked at
    "learning_rate": 0.06,
    "num_leaves": 31,
    "min_data_in_leaf": 100,
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
class Check:
    """nDCG at ten on held-out customers, each way of ranking; 0 where there were none to ask."""

    customers: int = 0
    learned: float = 0.0
    blend: float = 0.0
    popular: float = 0.0

    @property
    def best(self) -> float:
        return max(self.learned, self.blend)


@dataclass(frozen=True)
class Tasks:
    """Baskets to predict: candidates as they stood before, and which of them were bought."""

    look: candidates.Candidates
    bought: NDArray[np.bool_]  # [rows, n]
    wanted: Ints  # how many items each basket has


ROUNDS = 150


def learn_ranker(
    history: History, trees: Mapping[str, Any] | None = None
) -> tuple[lgb.Booster | None, Check]:
    """Learn from each customer's last basket; no ranker where it does not beat the blend."""
    tasks, rows_asked = tasks_of(history)
    held = rows_asked % HELD_OUT == 0  # by customer: nobody is learned from and asked
    check = Check(
        customers=int(held.sum()),
        blend=_ndcg(tasks, -tasks.look.blend, held),
        popular=_ndcg(tasks, -tasks.look.column("recent"), held),
    )
    if len(tasks.wanted) < LEAST_TO_LEARN:
        return None, check
    settings = {**TREES, "rounds": ROUNDS, **(trees or {})}
    ranker = _trees(tasks, ~held, settings)
    check = Check(
        check.customers, _ndcg(tasks, -score_with(ranker, tasks.look), held), check.blend, check.popular
    )
    if check.learned <= check.blend:
        return None, check
    if len(tasks.wanted) <= FEW_TASKS:
        # Few baskets: nothing of them is spared, and they are learned from in smaller steps.
        smaller = {
            "learning_rate": settings["learning_rate"] / 2,
            "rounds": settings["rounds"] * 5 // 3,
        }
        ranker = _trees(tasks, np.ones_like(held), {**settings, **smaller})
    return ranker, check


def _trees(tasks: Tasks, among: NDArray[np.bool_], settings: Mapping[str, Any]) -> lgb.Booster:
    shape = (*tasks.bought.shape, len(candidates.FEATURES))
    rows = tasks.look.features.reshape(shape)[among].reshape(-1, shape[2])
    # Recall counts every customer alike, however much they buy: so a line of a large basket weighs less.
    weight = np.repeat(np.maximum(1, tasks.wanted[among]) ** -0.5, shape[1])
    data = lgb.Dataset(
        rows,
        tasks.bought[among].ravel(),
        weight=weight,
        group=np.full(int(among.sum()), shape[1]),
        feature_name=list(candidates.FEATURES),
    )
    least = min(settings["min_data_in_leaf"], 5 + len(rows) // 2000)
    trees = {name: value for name, value in settings.items() if name != "rounds"}
    return lgb.train({**trees, "min_data_in_leaf": least}, data, settings["rounds"])


def tasks_of(history: History) -> tuple[Tasks, Ints]:
    """Last baskets, then those before them while there are too few, and the rows they belong to."""
    found: list[Tasks] = []
    rows: list[Ints] = []
    for back in range(1, FURTHEST_BACK + 1):
        asked = np.flatnonzero(history.lines.baskets() > back)
        room = MOST_TASKS - sum(map(len, rows))
        if room < MOST_TASKS // 10 or not len(asked):
            break
        if len(asked) > room:
            asked = asked[np.linspace(0, len(asked) - 1, room).astype(np.int64)]
        found.append(_tasks_of(history, asked, back))
        rows.append(asked)
    if not found:
        return Tasks(candidates.nothing(), np.zeros((0, 0), np.bool_), np.zeros(0, np.int64)), rows_of(rows)
    return Tasks(
        candidates.joined([one.look for one in found]),
        np.concatenate([one.bought for one in found]),
        np.concatenate([one.wanted for one in found]),
    ), rows_of(rows)


def rows_of(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _tasks_of(history: History, rows: Ints, back: int) -> Tasks:
    """The basket `back` from the end, to be told from those before it and from everyone else's."""
    items = len(history.items)
    before, target = history.lines.until_last(back), history.lines.only_last(back)
    crowd = learn(before, items)
    bought = np.unique(target.row * items + target.item)
    day = np.zeros(history.lines.rows)
    day[target.row] = target.day
    found = [
        candidates.find(crowd, before.of_rows(batch), day[batch])
        for batch in np.split(rows, range(BATCH, len(rows), BATCH))
        if len(batch)
    ]
    look = candidates.joined(found)
    wanted = np.bincount(target.row, minlength=history.lines.rows)[rows]
    return Tasks(look, np.isin(rows[:, None] * items + look.item, bought), wanted)


def score_with(ranker: lgb.Booster, look: candidates.Candidates) -> Floats:
    """How much each candidate is wanted, between 0 and 1; only the order within a row has a meaning."""
    if not look.item.size:
        return np.zeros(look.item.shape)
    score = ranker.predict(look.features, num_threads=1)
    return 1 / (1 + np.exp(-np.asarray(score, np.float64).reshape(look.item.shape)))


def importance(ranker: lgb.Booster) -> dict[str, int]:
    """How much each feature did, in percent."""
    gain = ranker.feature_importance("gain")
    share = (100 * gain / max(1e-9, gain.sum())).round().astype(int)
    return dict(sorted(zip(ranker.feature_name(), share.tolist(), strict=True), key=lambda x: -x[1]))


def _ndcg(tasks: Tasks, worst_first: Floats, among: NDArray[np.bool_]) -> float:
    """Hits among the first ten, an earlier one counting more, as a share of the best possible."""
    if not among.any() or not tasks.look.item.shape[1]:
        return 0.0
    first = np.argsort(worst_first[among], axis=1, kind="stable")[:, :TOP]
    worth = 1 / np.log2(np.arange(TOP) + 2)
    gained = (np.take_along_axis(tasks.bought[among], first, 1) * worth[: first.shape[1]]).sum(axis=1)
    best = np.cumsum(worth)[np.minimum(tasks.wanted[among], TOP) - 1]
    return round(float((gained / best).mean()), 4)
