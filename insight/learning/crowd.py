"""What everyone's purchases say: what is popular, what goes together, who buys alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from insight.learning.history import Floats, Ints, Lines

BASKET_DECAY = 0.9  # a basket back counts this much less in a customer's profile
NEAR = 64  # how many other items are kept as going with an item
LONGEST_CALENDAR = 160  # periods
REFERENCE_CUSTOMERS = 6000  # neighbours are looked for among at most so many: a bound on time


@dataclass(frozen=True)
class Calendar:
    """Demand as it stood at the start of each period, newest counting most."""

    first: float  # the day of the first row
    period: float
    demand: NDArray[np.float32]  # [period, item]: halved each pace
    slow: NDArray[np.float32]  # the same, halved each four paces

    def at(self, days: Floats) -> Ints:
        """The row that tells of each day; days outside are answered by the nearest row."""
        row = np.floor((days - self.first) / self.period + 1e-9)
        return np.clip(row, 0, len(self.demand) - 1).astype(np.int64)


@dataclass(frozen=True)
class Crowd:
    """Fitted from lines; asked with profiles. Ages are counted in `pace`, the usual gap of orders."""

    items: int
    pace: float
    newest: float  # the last day that was seen
    buyers: Floats  # customers who ever bought it, by item
    calendar: Calendar
    again: Floats  # how likely who bought it buys it again
    together: sp.csr_matrix  # [item, other]: bought by the same customers
    following: sp.csr_matrix  # [item, other]: other is in the basket after one with item
    likeness: sp.csr_matrix  # [customer, item]: unit profiles of reference customers
    leaning: sp.csc_matrix  # its transpose, kept to save the work


def profiles(lines: Lines, items: int, decay: float = BASKET_DECAY) -> sp.csr_matrix:
    """[row, item]: how much of each item lately, a basket back counting `decay` less."""
    back = lines.baskets()[lines.row] - 1 - lines.basket
    return sp.csr_matrix((decay ** back.astype(np.float32), (lines.row, lines.item)), (lines.rows, items))


def usual_gap(lines: Lines) -> float:
    """The median number of days between a customer's orders."""
    same = (lines.row[1:] == lines.row[:-1]) & (lines.basket[1:] != lines.basket[:-1])
    gaps = (lines.day[1:] - lines.day[:-1])[same]
    gaps = gaps[gaps > 0]
    return max(1.0, float(np.median(gaps))) if len(gaps) else 1.0


def learn(lines: Lines, items: int) -> Crowd:
    """Everything that is known across customers."""
    pace = usual_gap(lines)
    newest = float(lines.day.max()) if len(lines.day) else 0.0
    profile = profiles(lines, items)
    bought = (profile > 0).astype(np.float32)
    buyers = np.asarray(bought.sum(axis=0)).ravel()
    pairs = np.unique(lines.row * items + lines.item, return_counts=True)
    again = np.bincount(pairs[0] % items, pairs[1] > 1, items) if len(pairs[0]) else np.zeros(items)
    everyone = again.sum() / max(1.0, buyers.sum())
    unit = _unit(profile)
    reference = unit[_best_known(lines)]
    return Crowd(
        items=items,
        pace=pace,
        newest=newest,
        buyers=buyers,
        calendar=keep_calendar(lines, items, pace),
        again=(again + 5 * everyone) / (buyers + 5),
        together=_cosine(profile, profile),
        following=_following(lines, items),
        likeness=reference,
        leaning=reference.T.tocsr(),
    )


def keep_calendar(lines: Lines, items: int, pace: float) -> Calendar:
    """Add up demand period by period, each row knowing only what was before it."""
    if not len(lines.day):
        return Calendar(0.0, 1.0, np.zeros((1, items), np.float32), np.zeros((1, items), np.float32))
    period = pace if pace <= 1 else pace / 4
    newest = float(lines.day.max())
    many = int(min(LONGEST_CALENDAR, (newest - lines.day.min()) // period + 1))
    first = newest - (many - 1) * period  # so that a row starts right at the newest day
    when = np.maximum(np.floor((lines.day - first) / period + 1e-9).astype(np.int64) + 1, 0)
    counts = sp.csr_matrix((np.ones(len(when), np.float32), (when, lines.item)), (many + 1, items))
    rows = np.asarray(counts.todense(), np.float32)
    demand, slow = rows.copy(), rows.copy()
    for now in range(1, len(rows)):
        demand[now] += 0.5 ** (period / pace) * demand[now - 1]
        slow[now] += 0.5 ** (period / pace / 4) * slow[now - 1]
    return Calendar(first, period, demand, slow)


def _unit(matrix: sp.csr_matrix) -> sp.csr_matrix:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sp.diags(1 / np.maximum(length, 1e-9)).astype(np.float32) @ matrix


def _best_known(lines: Lines) -> Ints:
    """The customers with most baskets: the best to be compared with."""
    baskets = lines.baskets()
    known = np.flatnonzero(baskets)
    return np.sort(known[np.argsort(-baskets[known], kind="stable")][:REFERENCE_CUSTOMERS])


def _cosine(left: sp.csr_matrix, right: sp.csr_matrix, shrink: float = 10.0) -> sp.csr_matrix:
    """Columns of left against columns of right; rare pairs are believed less."""
    product = (left.T @ right).tocsr()
    a = np.sqrt(np.asarray(left.multiply(left).sum(axis=0)).ravel())
    b = np.sqrt(np.asarray(right.multiply(right).sum(axis=0)).ravel())
    row = np.repeat(np.arange(product.shape[0]), np.diff(product.indptr))
    # The divisor leans on the asker's side, so that often bought items keep some of their weight.
    product.data = product.data / (a[row] ** 1.2 * b[product.indices] ** 0.8 + shrink)
    product.data[row == product.indices] = 0
    return _nearest(product, NEAR)


def _following(lines: Lines, items: int) -> sp.csr_matrix:
    """What is in the basket that follows one with an item, beyond the item itself."""
    baskets = lines.baskets()
    number = np.r_[0, np.cumsum(baskets)]
    at = number[lines.row] + lines.basket
    matrix = sp.csr_matrix(
        (np.ones(len(at), np.float32), (at, lines.item)), (int(number[-1]), items), dtype=np.float32
    )
    has_next = np.setdiff1d(np.arange(number[-1]), number[1:] - 1)
    return _cosine(matrix[has_next], matrix[has_next + 1])


def _nearest(matrix: sp.csr_matrix, keep: int) -> sp.csr_matrix:
    """The `keep` largest of each row that are above 0."""
    kept = np.zeros(matrix.nnz, np.bool_)
    for start, end in zip(matrix.indptr, matrix.indptr[1:], strict=False):
        values = matrix.data[start:end]
        if end - start > keep:
            kept[start + np.argpartition(-values, keep)[:keep]] = True
        else:
            kept[start:end] = True
    kept &= matrix.data > 0
    matrix.data = np.where(kept, matrix.data, 0)
    matrix.eliminate_zeros()
    return matrix
