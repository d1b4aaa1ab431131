"""Who bought what and when, as columns: what every part of insight learns from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
BoughtRow = tuple[str, str, str, float, datetime]  # customer, order, sku, quantity, at
Cohort = tuple[str, str]  # what customers have in common: ("city", "Pune"), ("group", "silver")


@dataclass(frozen=True)
class Purchase:
    """One line of one order. Without a time, the order of arrival stands for it."""

    customer: str
    order: str
    sku: str
    quantity: float = 1.0
    at: datetime | None = None


@dataclass(frozen=True)
class Lines:
    """Lines of baskets, sorted by row (a customer) and basket; at most one line an item and basket.

    A day is a number: days since 1970, or without dates minus the baskets left until the next one,
    so that a customer's next basket is always on day 0 and time is counted in baskets.
    """

    rows: int
    row: Ints
    basket: Ints  # 0 is the customer's first
    item: Ints
    quantity: Floats
    day: Floats

    def baskets(self) -> Ints:
        """How many baskets each row has."""
        count = np.zeros(self.rows, np.int64)
        np.maximum.at(count, self.row, self.basket + 1)
        return count

    def where(self, keep: NDArray[np.bool_]) -> Lines:
        """The lines that are kept; rows stay numbered as they are."""
        return Lines(
            self.rows, self.row[keep], self.basket[keep], self.item[keep], self.quantity[keep], self.day[keep]
        )

    def until_last(self, drop: int) -> Lines:
        """All but each row's last `drop` baskets."""
        return self.where(self.basket < self.baskets()[self.row] - drop)

    def only_last(self, back: int) -> Lines:
        """Each row's last basket (back=1), the one before it (back=2), and so on."""
        return self.where(self.basket == self.baskets()[self.row] - back)

    def newest(self, most: int) -> Lines:
        """Each row's last `most` baskets, numbered from 0 again."""
        skip = np.maximum(0, self.baskets() - most)
        if not skip.any():
            return self
        kept = self.where(self.basket >= skip[self.row])
        return Lines(kept.rows, kept.row, kept.basket - skip[kept.row], kept.item, kept.quantity, kept.day)

    def of_rows(self, chosen: Ints) -> Lines:
        """The lines of these rows, which become rows 0, 1, 2 ... in the order given."""
        start = np.searchsorted(self.row, chosen, "left")
        length = np.searchsorted(self.row, chosen, "right") - start
        new_row = np.repeat(np.arange(len(chosen)), length)
        within = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
        at = np.repeat(start, length) + within
        return Lines(len(chosen), new_row, self.basket[at], self.item[at], self.quantity[at], self.day[at])


@dataclass(frozen=True)
class History:
    """Lines with the names of their rows and items."""

    customers: tuple[str, ...]
    items: tuple[str, ...]
    lines: Lines
    dated: bool

    @property
    def row_of(self) -> Mapping[str, int]:
        return {name: row for row, name in enumerate(self.customers)}


def from_baskets(baskets: Mapping[str, Sequence[Iterable[str]]]) -> History:
    """Baskets in order, without dates, by customer."""
    return from_purchases(
        Purchase(customer, f"{customer}/{place}", sku)
        for customer, sequence in baskets.items()
        for place, basket in enumerate(sequence)
        for sku in basket
    )


def from_purchases(purchases: Iterable[Purchase]) -> History:
    """Columns from lines of orders in any order. Lines of no quantity are left out."""
    rows: dict[str, int] = {}
    items: dict[str, int] = {}
    orders: dict[tuple[int, str], int] = {}
    row, order, item, quantity, day = [], [], [], [], []
    dated = True
    for bought in purchases:
        if not bought.quantity > 0:
            continue
        row.append(rows.setdefault(bought.customer, len(rows)))
        order.append(orders.setdefault((row[-1], bought.order), len(orders)))
        item.append(items.setdefault(bought.sku, len(items)))
        quantity.append(float(bought.quantity))
        dated = dated and bought.at is not None
        day.append(day_of(bought.at) if bought.at else 0.0)
    lines = _sorted(
        len(rows),
        np.array(row, np.int64),
        np.array(order, np.int64),
        np.array(item, np.int64),
        np.array(quantity, np.float64),
        np.array(day, np.float64),
    )
    if not dated:
        lines = _counted(lines)
    return History(tuple(rows), tuple(items), lines, dated)


def lines_of_one(purchases: Sequence[Purchase], item_of: Mapping[str, int]) -> Lines:
    """One customer's purchases of known items as lines of row 0."""
    known = [bought for bought in purchases if bought.sku in item_of and bought.quantity > 0]
    orders: dict[str, int] = {}
    return _sorted(
        1,
        np.zeros(len(known), np.int64),
        np.array([orders.setdefault(bought.order, len(orders)) for bought in known], np.int64),
        np.array([item_of[bought.sku] for bought in known], np.int64),
        np.array([bought.quantity for bought in known], np.float64),
        np.array([day_of(bought.at) if bought.at else 0.0 for bought in known], np.float64),
    )


def added(known: Lines, fresh: Lines, dated: bool) -> Lines:
    """One customer's lines with newer ones after them."""
    baskets = int(known.baskets()[0])
    lines = Lines(
        1,
        np.r_[known.row, fresh.row],
        np.r_[known.basket, fresh.basket + baskets],
        np.r_[known.item, fresh.item],
        np.r_[known.quantity, fresh.quantity],
        np.r_[known.day, fresh.day],
    )
    return lines if dated else _counted(lines)


def _counted(lines: Lines) -> Lines:
    """Days counted back in baskets, for a history without dates."""
    day = (lines.basket - lines.baskets()[lines.row]).astype(np.float64)
    return Lines(lines.rows, lines.row, lines.basket, lines.item, lines.quantity, day)


def day_of(at: datetime) -> float:
    """Days since 1970; a time without a zone is taken as UTC."""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() / 86400


def moment_of(day: float) -> datetime:
    """The time of a day, a millisecond late: more than rounding lost, less than lies between orders."""
    return datetime.fromtimestamp(day * 86400, UTC) + timedelta(milliseconds=1)


def _sorted(rows: int, row: Ints, order: Ints, item: Ints, quantity: Floats, day: Floats) -> Lines:
    """Number each customer's orders by time and add up an item's lines within one order."""
    if not len(row):
        return Lines(rows, row, order, item, quantity, day)
    # An order is as old as its first line: lines of one order stay together whatever they say.
    first = np.full(order.max() + 1, np.inf)
    np.minimum.at(first, order, day)
    day = first[order]
    by = np.lexsort((item, order, day, row))
    row, order, item, quantity, day = row[by], order[by], item[by], quantity[by], day[by]
    new_order = np.r_[True, (order[1:] != order[:-1]) | (row[1:] != row[:-1])]
    number = np.cumsum(new_order) - 1
    first_of_row = np.zeros(rows, np.int64)
    starts = np.r_[True, row[1:] != row[:-1]]
    first_of_row[row[starts]] = number[starts]
    basket = number - first_of_row[row]
    new_line = np.r_[True, (item[1:] != item[:-1]) | new_order[1:]]
    start = np.flatnonzero(new_line)
    return Lines(rows, row[start], basket[start], item[start], np.add.reduceat(quantity, start), day[start])
