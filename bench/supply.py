"""Forecast a shop's weekly demand and replenish its stock by that, over weeks that were not known.

python -m bench.supply --history H.parquet --future F.parquet [--weeks-ahead 2]

Both files have invoice lines (InvoiceNo, StockCode, Quantity, InvoiceDate, UnitPrice), as Parquet or CSV
(.csv, .csv.gz). Lines count whose invoice number does not begin with C, with quantity and unit price above 0
and a stock code of five digits and optional letters. Weeks begin on Mondays. A week of the future is whole if
the history ends before it and the future reaches its Sunday. Asked about are the codes that sold in at least
8 weeks of the history.

As each whole week begins, all weeks before it are known and the sum of the weeks ahead is forecast. What is
learnt is learnt anew every few weeks. Stock: before a week's demand an order may be placed, which can be sold
from the week after next on; what finds no stock is lost; the first stock is what the policy wants. The wanted
service is swept, and the share of pieces served is read off at 1.5 and 3 weeks of stock.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray
from pyarrow import csv

from insight.forecasting.forecast import LEAST_WEEKS, Forecast, learn
from insight.forecasting.ratios import learn_ratios
from insight.forecasting.replenish import order_up_to, to_order, weeks_to_last
from insight.forecasting.spread import between
from insight.forecasting.weekly import Weekly
from insight.learning.history import Floats, Ints

GOODS = re.compile(r"\d{5}[A-Za-z]*")
COLUMNS = ("InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice")
LEAST_SOLD = 8  # weeks of the history with a sale
LEARN_EVERY = 4  # weeks
FIRST = 4  # weeks before the first that a baseline's bounds are learnt from
LEAD = 2  # weeks: ordered before this week's demand, sold from the week after next on
STOCKS = {"fill_at_1.5_weeks": 1.5, "fill_at_3_weeks": 3.0}
SERVICES = (*np.linspace(0.02, 0.9, 45).tolist(), *np.linspace(0.905, 0.99, 18).tolist())
BASELINES = ("mean8", "ses")
MONDAY = 3  # days from the Monday before 1970 to its first day, a Thursday
Mask = NDArray[np.bool_]
Foresee = Callable[[Weekly], Forecast]


class Unusable(ValueError):
    """A file that nothing can be measured with; says why."""


@dataclass(frozen=True)
class Lines:
    code: NDArray[np.str_]
    week: Ints  # since 1970
    pieces: Floats
    price: Floats
    first_day: int
    last_day: int


@dataclass(frozen=True)
class Task:
    """All weeks of both files, and which of them and of the series are asked about."""

    weekly: Weekly
    rows: Mask
    weeks: range  # the whole weeks of the future


def read(path: Path) -> Lines:
    """The lines that count; the days are those of all lines."""
    try:
        table = _table(path)
    except (OSError, pa.ArrowException, ValueError) as error:
        raise Unusable(f"{path}: cannot be read: {str(error).splitlines()[0]}") from None
    missing = [name for name in COLUMNS if name not in table.column_names]
    if missing:
        raise Unusable(f"{path}: no column {', '.join(missing)}")
    try:
        invoice, code = (_texts(table[name]) for name in ("InvoiceNo", "StockCode"))
        pieces, price = (_numbers(table[name]) for name in ("Quantity", "UnitPrice"))
        days = pc.cast(table["InvoiceDate"], pa.timestamp("us"), safe=False)
        days = days.to_numpy().astype("datetime64[D]")
    except (pa.ArrowException, ValueError) as error:
        raise Unusable(f"{path}: {str(error).splitlines()[0]}") from None
    dated = ~np.isnat(days)
    if not dated.any():
        raise Unusable(f"{path}: no line with a date")
    day = np.where(dated, days.astype(np.int64), 0)
    count = np.array(
        [
            not number.startswith("C") and GOODS.fullmatch(good) is not None
            for number, good in zip(invoice, code, strict=True)
        ]
    )
    count &= dated & (pieces > 0) & (price > 0)
    known = day[dated]
    return Lines(
        np.array(code, dtype=np.str_)[count],
        week_of(day[count]),
        pieces[count],
        price[count],
        int(known.min()),
        int(known.max()),
    )


def _table(path: Path) -> pa.Table:
    if path.name.endswith((".csv", ".csv.gz")):
        texts = csv.ConvertOptions(column_types={"InvoiceNo": pa.string(), "StockCode": pa.string()})
        return csv.read_csv(path, convert_options=texts)
    return pq.read_table(path)


def _texts(column: pa.ChunkedArray) -> list[str]:
    return [text or "" for text in pc.cast(column, pa.string()).to_pylist()]


def _numbers(column: pa.ChunkedArray) -> Floats:
    numbers = pc.fill_null(pc.cast(column, pa.float64()), 0.0)
    return np.asarray(numbers.to_numpy(), np.float64)


def week_of(days: Ints) -> Ints:
    """The number of the week of each day since 1970; weeks begin on Mondays."""
    return (days + MONDAY) // 7


def task_of(history: Lines, future: Lines, ahead: int) -> Task:
    if future.first_day < history.last_day:
        raise Unusable("The future begins before the history ends.")
    start = int(week_of(np.array(history.first_day)))
    first = int(week_of(np.array(history.last_day))) + 1 - start
    end = int(week_of(np.array(future.last_day + 1))) - start  # the week of the Monday that is not reached
    if first < LEAST_WEEKS:
        raise Unusable(f"The history has {first} weeks; it takes {LEAST_WEEKS} at least.")
    if end - first < ahead:
        raise Unusable(f"The future has {max(0, end - first)} whole weeks; it takes {ahead} at least.")
    codes, row = np.unique(np.concatenate([history.code, future.code]), return_inverse=True)
    week = np.concatenate([history.week, future.week]) - start
    pieces = np.concatenate([history.pieces, future.pieces])
    value = pieces * np.concatenate([history.price, future.price])
    inside = week < end

    def summed(amounts: Floats) -> Floats:
        cells = np.bincount((row * end + week)[inside], amounts[inside], len(codes) * end)
        table: Floats = cells.astype(np.float64).reshape(len(codes), end)
        return table

    weekly = Weekly(summed(pieces), summed(np.ones_like(pieces)), summed(value))
    sold = np.unique(np.stack([row, week])[:, : len(history.code)], axis=1)[0]
    rows = np.bincount(sold, minlength=len(codes)) >= LEAST_SOLD
    if not rows.any():
        raise Unusable(f"No code sold in {LEAST_SOLD} weeks of the history.")
    return Task(weekly, rows, range(first, end))


def ours(task: Task, ahead: int) -> list[Forecast]:
    return _forecasts(task, lambda known: learn(known, ahead).forecast)


def baseline(task: Task, ahead: int, method: str) -> list[Forecast]:
    """The method's own figure, and bounds and levels by how far it was off so far."""

    def learnt(known: Weekly) -> Foresee:
        ratios = learn_ratios(known, ahead, method, range(FIRST, known.weeks - ahead + 1))

        def forecast(known: Weekly) -> Forecast:
            spread = ratios.spread(known)
            return Forecast(ratios.expected(known), spread.at(0.1), spread.at(0.9), spread)

        return forecast

    return _forecasts(task, learnt)


def _forecasts(task: Task, learnt: Callable[[Weekly], Foresee]) -> list[Forecast]:
    """As each whole week of the future begins, of all series, from the weeks before it alone."""
    found: list[Forecast] = []
    for number, week in enumerate(task.weeks):
        known = task.weekly.before(week)
        if number % LEARN_EVERY == 0:
            foresee = learnt(known)
        found.append(foresee(known))
    return found


def accuracy(task: Task, ahead: int, forecasts: Sequence[Forecast]) -> dict[str, float]:
    """Over all series and all whole weeks after which enough weeks are known."""
    weeks = task.weeks[: len(task.weeks) - ahead + 1]
    came = np.array([task.weekly.sum_of(week, ahead)[task.rows] for week in weeks])
    expected, low, high = (
        np.array([getattr(one, name)[task.rows] for one in forecasts[: len(weeks)]])
        for name in ("expected", "low", "high")
    )
    demand = max(1.0, came.sum())
    return {
        "wape": round(float(np.abs(expected - came).sum() / demand), 4),
        "bias": round(float((expected - came).sum() / demand), 4),
        "coverage80": round(float(between(low, came, high).mean()), 4),
    }


def fills(task: Task, forecasts: Sequence[Forecast]) -> dict[str, float]:
    """The share of pieces served, at so many weeks of stock; the forecasts are of the weeks to last."""
    demand = task.weekly.pieces[task.rows][:, task.weeks.start :]
    spreads = [forecast.spread.of(task.rows) for forecast in forecasts]
    curve = sorted(
        simulate([order_up_to(spread, service) for spread in spreads], demand) for service in SERVICES
    )
    stock, fill = zip(*curve, strict=True)
    return {name: round(float(np.interp(at, stock, fill)), 4) for name, at in STOCKS.items()}


def simulate(wanted: Sequence[Floats], demand: Floats) -> tuple[float, float]:
    """Weeks of stock and share of pieces served, of all series together; `wanted` is by week."""
    on_hand = wanted[0].copy()
    coming = [np.zeros_like(on_hand) for _ in range(LEAD)]  # the next to arrive first
    served = stock = 0.0
    for week, up_to in enumerate(wanted):
        on_hand = on_hand + coming.pop(0)
        coming.append(to_order(up_to, on_hand, np.sum(coming, axis=0)))
        sold = np.minimum(on_hand, demand[:, week])
        on_hand = on_hand - sold
        served += float(sold.sum())
        stock += float(on_hand.sum())
    asked = max(1.0, float(demand.sum()))
    return stock / asked, served / asked


def run(task: Task, ahead: int) -> dict[str, Any]:
    began, last = time.process_time(), weeks_to_last(LEAD)
    figures = {
        "series": int(task.rows.sum()),
        **accuracy(task, ahead, ours(task, ahead)),
        **fills(task, ours(task, last)),
    }
    cpu_s = time.process_time() - began
    plain: Mapping[str, Any] = {
        method: {
            **accuracy(task, ahead, baseline(task, ahead, method)),
            **fills(task, baseline(task, last, method)),
        }
        for method in BASELINES
    }
    return {**figures, **plain, "weeks": len(task.weeks), "cpu_s": round(cpu_s, 1)}


def main(given: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--history", type=Path, required=True)
    parser.add_argument("--future", type=Path, required=True)
    parser.add_argument("--weeks-ahead", type=int, default=2)
    asked = parser.parse_args(given)
    try:
        if not 1 <= asked.weeks_ahead <= 4:
            raise Unusable("--weeks-ahead is between 1 and 4.")
        task = task_of(read(asked.history), read(asked.future), asked.weeks_ahead)
    except Unusable as error:
        print(f"bench.supply: {error}", file=sys.stderr)
        return 2
    print(json.dumps(run(task, asked.weeks_ahead)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
