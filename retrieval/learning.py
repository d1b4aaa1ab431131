"""Learns from choices how the best candidates are to be ordered, and takes it only if it helps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm as lgb
import numpy as np
import numpy.typing as npt

from retrieval.choices import TAKEN, Lesson
from retrieval.learned import PLAIN, Candidates, Learned, Memory, Table

ENOUGH = 300  # searches with a choice; below, the plain ranking stays
MOST = 8000  # the newest so many are learned from: a bound on time and memory
HELD_OUT = 5  # the newest of so many are kept aside for the check
PARTS = 4  # what is remembered for a search must not hold its own choice: parts are looked up in the others
TOP = 10
ROUNDS = 150
TREES: dict[str, Any] = {
    "objective": "lambdarank",
    "label_gain": [0, 1, 3],
    "lambdarank_truncation_level": 15,
    "learning_rate": 0.05,
    "num_leaves": 7,
    "min_data_in_leaf": 500,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "seed": 8,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,  # searches go on meanwhile
    "verbose": -1,
}


@dataclass(frozen=True)
class Fitted:
    """What came of it: a ranking, or why the plain one stays; and nDCG at ten on searches held out."""

    learned: Learned | None
    why: str = ""
    searches: int = 0
    plain: float = 0.0
    better: float = 0.0


@dataclass(frozen=True)
class _Task:
    """A lesson beside the candidates of its words: only what was seen is learned from."""

    candidates: Candidates
    seen: npt.NDArray[np.intp]
    grades: npt.NDArray[np.int32]  # of what was seen
    places: npt.NDArray[np.int32]


def fit(candidates_of: Callable[[str], Candidates], lessons: Sequence[Lesson], encoder: str) -> Fitted:
    """Learn from the older searches, ask about the newest; what passes is learned again from all."""
    tasks = list(_tasks(candidates_of, lessons[-MOST:])) if len(lessons) >= ENOUGH else []
    if len(tasks) < ENOUGH:
        return Fitted(None, f"too few choices: {len(lessons)} searches have one, {ENOUGH} are needed")
    cut = len(tasks) - len(tasks) // HELD_OUT
    tried = _learn(tasks[:cut], encoder)
    plain = _ndcg(tasks[cut:], lambda task: np.arange(len(task.candidates.skus)))
    better = _ndcg(tasks[cut:], lambda task: tried.order(task.candidates))
    gain = better - plain
    told = (len(tasks), round(float(plain.mean()), 4), round(float(better.mean()), 4))
    if gain.mean() <= gain.std() / np.sqrt(len(gain)):  # less than chance may bring
        return Fitted(None, "it orders the newest searches no better", *told)
    return Fitted(_learn(tasks, encoder), "", *told)


def _tasks(candidates_of: Callable[[str], Candidates], lessons: Sequence[Lesson]) -> Iterator[_Task]:
    seen_before: dict[str, Candidates] = {}
    for lesson in lessons:
        if lesson.words not in seen_before:
            seen_before[lesson.words] = candidates_of(lesson.words)
        seen = seen_before[lesson.words]
        rows = [row for row, sku in enumerate(seen.skus) if sku in lesson.places]
        skus = [seen.skus[row] for row in rows]
        grades = np.array([lesson.grades.get(sku, 0) for sku in skus], dtype=np.int32)
        if not grades.any():  # it is not for sale any more, or the words lead elsewhere now
            continue
        places = np.array([lesson.places[sku] for sku in skus], dtype=np.int32)
        yield _Task(seen, np.array(rows, dtype=np.intp), grades, places)


def _learn(tasks: Sequence[_Task], encoder: str) -> Learned:
    """Grow trees over traits, in which what is remembered comes from other searches than the one at hand."""
    # Searches of the same words stay together: they would give each other's choices away.
    part = np.array([hash_of(task.candidates.vector) % PARTS for task in tasks])
    tables: list[Table] = [task.candidates.table for task in tasks]
    for one in range(PARTS):
        memory = _remember([task for task, its in zip(tasks, part, strict=True) if its != one])
        for row in np.flatnonzero(part == one).tolist():
            candidates = tasks[row].candidates
            tables[row] = np.concatenate((candidates.table, memory.table(candidates)), axis=1)
    rows = np.concatenate([table[task.seen] for table, task in zip(tables, tasks, strict=True)])
    data = lgb.Dataset(
        rows,
        np.concatenate([task.grades for task in tasks]),
        init_score=PLAIN * rows[:, 0],
        group=[len(task.seen) for task in tasks],
        # A card that stands first is chosen more often, whatever it is: LightGBM takes that apart.
        position=np.concatenate([task.places for task in tasks]),
    )
    least = min(TREES["min_data_in_leaf"], 5 + len(rows) // 200)
    return Learned(lgb.train({**TREES, "min_data_in_leaf": least}, data, ROUNDS), _remember(tasks), encoder)


def hash_of(vector: npt.NDArray[np.float32]) -> int:
    """Hash so that the same words have the same in every process."""
    return int(np.frombuffer(vector[:2].tobytes(), dtype=np.uint32).sum() >> 3)


def _remember(tasks: Sequence[_Task]) -> Memory:
    chosen: dict[str, float] = defaultdict(float)
    asked, liked = [], []
    for task in tasks:
        grades = task.grades.astype(np.float32)
        asked.append(task.candidates.vector)
        liked.append(grades @ task.candidates.vectors[task.seen] / grades.sum())
        for row, grade in zip(task.seen, task.grades, strict=True):
            if grade:
                chosen[task.candidates.skus[row]] += int(grade) / TAKEN
    return Memory(np.array(asked, np.float32), np.array(liked, np.float32), dict(chosen))


def _ndcg(tasks: Sequence[_Task], order: Callable[[_Task], npt.NDArray[np.intp]]) -> npt.NDArray[np.float64]:
    """Measure for each search: of what was seen, that which was chosen ought to stand first."""
    worth = 1 / np.log2(np.arange(TOP) + 2)
    found = []
    for task in tasks:
        gains = np.zeros(len(task.candidates.skus))
        gains[task.seen] = np.array(TREES["label_gain"])[task.grades]
        placed = order(task)
        got = gains[placed[np.isin(placed, task.seen)]][:TOP]
        best = np.sort(gains)[::-1][:TOP]
        found.append(float(got @ worth[: len(got)]) / float(best @ worth[: len(best)]))
    return np.array(found)
