"""For a batch of customers: which items are worth a look, and all that is known of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from insight.learning.crowd import Crowd, profiles
from insight.learning.history import Floats, Ints, Lines

LOOK_AT = 80  # candidates a customer
NEIGHBOURS = 200
NEVER = -1.0  # the blend of what must not be shown; whatever may be shown scores 0 or more
LEAST_BUYERS = 2  # what fewer customers bought is no example to others, and gives nobody away

FEATURES = (
    "times", "share", "lately", "just_now", "baskets_ago", "time_ago", "first_ago", "cycle", "due",
    "last_two", "quantity",
    "buyers", "recent", "trend", "again",
    "baskets", "basket_size", "last_size", "variety", "taste",
    "together", "follows", "neighbours", "blend",
    "together_rank", "neighbours_rank", "recent_rank",
)  # fmt: skip


@dataclass(frozen=True)
class Candidates:
    """Pairs of a row and an item, `LOOK_AT` for each row, best blend first."""

    item: Ints  # [rows, n]
    blend: Floats  # [rows, n]
    features: NDArray[np.float32]  # [rows * n, features]

    def column(self, name: str) -> Floats:
        """One feature, as [rows, n]."""
        values: Floats = self.features[:, FEATURES.index(name)].reshape(self.item.shape).astype(np.float64)
        return values


def nothing() -> Candidates:
    """No candidates for nobody."""
    none = np.zeros((0, 0))
    return Candidates(none.astype(np.int64), none, np.zeros((0, len(FEATURES)), np.float32))


def joined(parts: list[Candidates]) -> Candidates:
    """The rows of all parts, one after the other."""
    return Candidates(
        np.concatenate([part.item for part in parts]),
        np.concatenate([part.blend for part in parts]),
        np.concatenate([part.features for part in parts]),
    )


@dataclass(frozen=True)
class Personal:
    """What one customer did with one item; arrays over pairs, sorted by key = row * items + item."""

    key: Ints
    times: Floats
    lately: Floats
    just_now: Floats
    first: Floats
    last: Floats
    last_basket: Ints
    last_two: Floats
    quantity: Floats


def personal(lines: Lines, items: int) -> Personal:
    """Add up each customer's lines by item."""
    by = np.lexsort((lines.basket, lines.item, lines.row))
    key = lines.row[by] * items + lines.item[by]
    start = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if len(key) else np.zeros(0, np.int64)
    end = np.r_[start[1:], len(key)][: len(start)] - 1
    back = (lines.baskets()[lines.row[by]] - 1 - lines.basket[by]).astype(np.float64)

    def total(values: Floats) -> Floats:
        return np.add.reduceat(values, start) if len(start) else np.zeros(0)

    return Personal(
        key=key[start],
        times=(end - start + 1).astype(np.float64),
        lately=total(0.9**back),
        just_now=total(0.6**back),
        first=lines.day[by][start],
        last=lines.day[by][end],
        last_basket=lines.basket[by][end],
        last_two=total((back < 2).astype(np.float64)),
        quantity=total(lines.quantity[by]),
    )


def find(crowd: Crowd, lines: Lines, now: Floats, look_at: int = LOOK_AT) -> Candidates:
    """The candidates of each row of `lines`, asked at day `now` (one a row)."""
    if not crowd.items or not lines.rows:
        return Candidates(
            np.zeros((lines.rows, 0), np.int64),
            np.zeros((lines.rows, 0)),
            np.zeros((0, len(FEATURES)), np.float32),
        )
    look_at = min(look_at, crowd.items)
    own = personal(lines, crowd.items)
    profile = profiles(lines, crowd.items)
    last = profiles(lines.only_last(1), crowd.items)
    together = (profile @ crowd.together).toarray()
    follows = (last @ crowd.following).toarray()
    near = neighbours(crowd, profile)
    when = crowd.calendar.at(now)
    recent = _scaled(crowd.calendar.demand[when])
    blend = 0.5 * _scaled(together) + 0.5 * _scaled(near) + 0.3 * _scaled(follows) + 0.7 * recent
    row, item = own.key // crowd.items, own.key % crowd.items
    blend[:, crowd.buyers < LEAST_BUYERS] = NEVER
    blend[row, item] = np.maximum(0, blend[row, item]) + own.lately
    if look_at < crowd.items:
        picked = np.argpartition(-blend, look_at - 1, axis=1)[:, :look_at]
    else:
        picked = np.tile(np.arange(crowd.items), (lines.rows, 1))
    score = np.take_along_axis(blend, picked, 1)
    by = np.argsort(-score, axis=1, kind="stable")
    picked, score = np.take_along_axis(picked, by, 1), np.take_along_axis(score, by, 1)
    rows = np.repeat(np.arange(lines.rows), look_at)
    flat = picked.ravel()
    legs = {
        "together": together[rows, flat],
        "follows": follows[rows, flat],
        "neighbours": near[rows, flat],
        "blend": score.ravel(),
    }
    for leg in ("together", "neighbours"):
        order = np.argsort(np.argsort(-legs[leg].reshape(picked.shape), axis=1), axis=1)
        legs[f"{leg}_rank"] = order.ravel()
    return Candidates(
        picked, score, _features(crowd, lines, own, now, rows, flat, legs | _season(crowd, when, rows, flat))
    )


def neighbours(crowd: Crowd, profile: sp.csr_matrix) -> NDArray[np.float32]:
    """What customers like each row buy, the more alike the more it counts."""
    alike = (profile @ crowd.leaning).toarray()
    many = alike.shape[1]
    if many > NEIGHBOURS:
        floor = -np.partition(-alike, NEIGHBOURS, axis=1)[:, NEIGHBOURS : NEIGHBOURS + 1]
        alike[alike <= floor] = 0
    found: NDArray[np.float32] = (sp.csr_matrix(alike) @ crowd.likeness).toarray()
    return found


def _season(crowd: Crowd, when: Ints, rows: Ints, items: Ints) -> dict[str, Floats]:
    """How an item does at the time of asking, and whether it comes or goes."""
    periods, of_row = np.unique(when, return_inverse=True)
    demand, slow = crowd.calendar.demand[periods], crowd.calendar.slow[periods]
    total = np.maximum(1e-9, demand.sum(axis=1, keepdims=True))
    share = total / np.maximum(1e-9, slow.sum(axis=1, keepdims=True))
    trend = np.log((demand + 1) / (slow * share + 1))
    rank = np.argsort(np.argsort(-demand, axis=1), axis=1)
    at = of_row[rows], items
    return {"recent": (demand / total)[at], "trend": trend[at], "recent_rank": rank[at]}


def _scaled(score: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each row's best becomes 1."""
    scaled: NDArray[np.float32] = score / np.maximum(score.max(axis=1, keepdims=True), 1e-9)
    return scaled


def _features(
    crowd: Crowd, lines: Lines, own: Personal, now: Floats, rows: Ints, items: Ints, legs: dict[str, Floats]
) -> NDArray[np.float32]:
    key = rows * crowd.items + items
    at = np.minimum(np.searchsorted(own.key, key), max(0, len(own.key) - 1))
    mine = own.key[at] == key if len(own.key) else np.zeros(len(key), bool)
    baskets = lines.baskets()
    asked = now[rows]

    def of(values: NDArray[np.generic], missing: float = 0.0) -> Floats:
        if not len(values):
            return np.full(len(key), missing)
        return np.where(mine, values[at], missing)

    times = of(own.times)
    first, last = of(own.first, np.nan), of(own.last, np.nan)
    ago = np.maximum(0, asked - last) / crowd.pace
    cycle = np.where(times > 1, (last - first) / np.maximum(1, times - 1), np.nan) / crowd.pace
    size = np.bincount(lines.row, minlength=lines.rows)
    last_size = np.bincount(lines.row[lines.basket == baskets[lines.row] - 1], minlength=lines.rows)
    kinds = np.bincount(own.key // crowd.items, minlength=lines.rows)
    log_buyers = np.log1p(crowd.buyers)
    taste = np.bincount(lines.row, log_buyers[lines.item], lines.rows) / np.maximum(1, size)
    columns = {
        "times": times,
        "share": times / np.maximum(1, baskets[rows]),
        "lately": of(own.lately),
        "just_now": of(own.just_now),
        "baskets_ago": baskets[rows] - of(own.last_basket, np.nan),
        "time_ago": ago,
        "first_ago": np.maximum(0, asked - first) / crowd.pace,
        "cycle": cycle,
        "due": ago / np.maximum(cycle, 0.01),
        "last_two": of(own.last_two),
        "quantity": np.log1p(of(own.quantity) / np.maximum(1, times)),
        "buyers": log_buyers[items],
        "again": crowd.again[items],
        "baskets": baskets[rows],
        "basket_size": (size / np.maximum(1, baskets))[rows],
        "last_size": last_size[rows],
        "variety": (kinds / np.maximum(1, size))[rows],
        "taste": taste[rows],
        **legs,
    }
    return np.column_stack([np.asarray(columns[name], np.float32) for name in FEATURES])
