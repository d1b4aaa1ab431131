"""Predict each wholesale customer's last invoice, and the quantities in it, from all before it.

python -m bench.wholesale --invoices FILE.parquet

Left out: cancelled invoices, lines without a customer, lines of no positive quantity, and codes that
are no goods (postage, fees, samples: those that do not start with five digits). Customers with one
invoice alone are learned from and not asked about. The time of asking is the day of the invoice.

--choose first tries several settings of the ranker on the invoices before the last ones, which are then
not known yet, and reports only the best of them on the last ones. So no figure that is reported had a
part in the choice.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from bench.nextbasket import K, measure
from insight.learning import candidates
from insight.learning.crowd import profiles
from insight.learning.history import Floats, History, Ints, Lines, Purchase, from_purchases
from insight.learning.model import Model, fit

GOODS = re.compile(r"\d{5}")
SETTINGS: Mapping[str, Mapping[str, Any]] = {
    "as_it_is": {},
    "smaller_trees": {"num_leaves": 15},
    "larger_trees": {"num_leaves": 63},
    "slower": {"learning_rate": 0.03, "rounds": 300},
    "fewer": {"rounds": 80},
    "yes_or_no": {"objective": "binary"},
    "more_random": {"feature_fraction": 0.4, "bagging_fraction": 0.5},
}


def read(path: Path) -> History:
    """The invoices that were sales of goods to known customers."""
    columns = ["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "CustomerID"]
    return from_purchases(
        Purchase(str(int(customer)), str(invoice), str(code), float(quantity), at)
        for invoice, code, quantity, at, customer in zip(
            *(pq.read_table(path, columns=columns)[name].to_pylist() for name in columns), strict=True
        )
        if customer is not None
        and quantity > 0
        and not str(invoice).startswith("C")
        and GOODS.match(str(code))
    )


def legs(model: Model, lines: Lines) -> dict[str, Floats]:
    """Scores of every item by one leg alone; items break ties by how many bought them."""
    crowd = model.crowd
    popular = np.tile(crowd.buyers / (crowd.buyers.max() * 1e3), (lines.rows, 1))
    profile = profiles(lines, crowd.items)
    plain = profiles(lines, crowd.items, decay=1.0).toarray()
    return {
        "global_top": popular,
        "personal_top": plain + popular,
        "leg_lately": profile.toarray() + popular,
        "leg_together": (profile @ crowd.together).toarray() + popular * 1e-6,
        "leg_following": (profiles(lines.only_last(1), crowd.items) @ crowd.following).toarray()
        + popular * 1e-6,
        "leg_neighbours": candidates.neighbours(crowd, profile) + popular * 1e-6,
    }


def best(score: Floats, names: tuple[str, ...]) -> list[list[str]]:
    first = np.argsort(-score, axis=1, kind="stable")[:, :K]
    return [[names[item] for item in row] for row in first.tolist()]


def quantity_errors(model: Model, target: Lines, rows: Ints, shown: list[list[str]]) -> dict[str, float]:
    """How far off in log2 (1 = half or twice), over predicted items that were bought."""
    before = model.history.lines
    usual = model.quantities.usual
    errors: dict[str, list[float]] = {"suggested": [], "own_last": [], "own_mean": [], "everyone": []}
    truth = {
        (row, item): quantity
        for row, item, quantity in zip(target.row, target.item, target.quantity, strict=True)
    }
    for row, skus in zip(rows, shown, strict=True):
        mine = before.of_rows(np.array([row]))
        for sku in skus:
            item = model.item_of[sku]
            if (row, item) not in truth:
                continue
            real = np.log2(truth[row, item])
            own = np.log2(mine.quantity[mine.item == item])
            guesses = {
                "suggested": round(model.quantities.suggest(mine, 0, item)),
                "own_last": 2 ** own[-1] if len(own) else 2 ** usual[item],
                "own_mean": (2**own).mean() if len(own) else 2 ** usual[item],
                "everyone": 2 ** usual[item],
            }
            for name, guess in guesses.items():
                errors[name].append(abs(float(np.log2(max(1, guess)) - real)))
    return {name: round(float(np.mean(found)), 3) for name, found in errors.items() if found}


@dataclass(frozen=True)
class Task:
    """Invoices to predict, and what is known before them."""

    known: History
    target: Lines
    rows: Ints
    day: Floats

    @property
    def names(self) -> list[str]:
        return [self.known.customers[row] for row in self.rows]

    @property
    def truth(self) -> dict[str, set[str]]:
        return {
            self.known.customers[row]: {
                self.known.items[item] for item in self.target.item[self.target.row == row]
            }
            for row in self.rows
        }


def task_of(history: History) -> Task:
    """To predict each customer's last invoice. An only one stays: it is not asked for."""
    target = history.lines.only_last(1)
    baskets = history.lines.baskets()[history.lines.row]
    keep = (baskets == 1) | (history.lines.basket < baskets - 1)
    day = np.zeros(history.lines.rows)
    day[target.row] = target.day
    known = History(history.customers, history.items, history.lines.where(keep), True)
    return Task(known, target, np.flatnonzero(history.lines.baskets() > 1), day)


def choose(history: History) -> tuple[Mapping[str, Any], dict[str, float]]:
    """The settings that predict the invoices before the last ones best; those are not looked at."""
    task = task_of(task_of(history).known)
    found = {}
    for name, settings in SETTINGS.items():
        model = fit(task.known, trees=settings)
        shown = _ranked(model, task)
        found[name] = measure(dict(zip(task.names, shown, strict=True)), task.truth)[f"recall@{K}"]
        print(json.dumps({"tried": name, f"recall@{K}": found[name]}), flush=True)
    return SETTINGS[max(found, key=lambda name: found[name])], found


def _ranked(model: Model, task: Task) -> list[list[str]]:
    found = model.rank(task.names, K, task.day[task.rows].tolist())
    return [[one.sku for one in ranked] for ranked in found]


def interval(better: Sequence[float], worse: Sequence[float], draws: int = 2000) -> tuple[float, float]:
    """95 % of the gain of one mean over the other, customers drawn again and again."""
    luck = np.random.default_rng(8)
    a, b = np.asarray(better), np.asarray(worse)
    gains = []
    for _ in range(draws):
        drawn = luck.integers(0, len(a), len(a))
        gains.append(a[drawn].mean() / max(1e-9, b[drawn].mean()) - 1)
    low, high = np.quantile(gains, (0.025, 0.975))
    return round(float(low), 3), round(float(high), 3)


def recalls(shown: Sequence[Sequence[str]], task: Task) -> list[float]:
    truth = task.truth
    return [
        len(truth[name].intersection(skus[:K])) / len(truth[name])
        for name, skus in zip(task.names, shown, strict=True)
    ]


def run(history: History, *, choosing: bool = False) -> dict[str, object]:
    chosen, tried = choose(history) if choosing else ({}, {})
    items = len(history.items)
    task = task_of(history)
    target, rows, names, truth = task.target, task.rows, task.names, task.truth
    before = history.lines.until_last(1)
    began, worked = time.perf_counter(), time.process_time()
    model = fit(task.known, trees=chosen)
    fit_s, fit_cpu_s = time.perf_counter() - began, time.process_time() - worked

    def score(shown: list[list[str]]) -> dict[str, float]:
        return measure(dict(zip(names, shown, strict=True)), truth)

    began = time.perf_counter()
    shown = _ranked(model, task)
    a_second = len(names) / (time.perf_counter() - began)
    asked = before.of_rows(rows)
    by_leg = {name: best(by, history.items) for name, by in legs(model, asked).items()}
    alone = {name: score(found) for name, found in by_leg.items()}
    hybrid = score(shown)
    single_leg = max(
        (name for name in alone if name.startswith("leg_")), key=lambda n: alone[n][f"recall@{K}"]
    )
    gain = hybrid[f"recall@{K}"] / max(1e-9, alone["personal_top"][f"recall@{K}"]) - 1
    return {
        **hybrid,
        "over_personal_top": round(gain, 3),
        "over_personal_top_95": interval(recalls(shown, task), recalls(by_leg["personal_top"], task)),
        **({"chosen": chosen, "tried_on_the_invoices_before": tried} if choosing else {}),
        "best_single_leg": single_leg,
        "baselines": alone,
        "quantity_error_log2": quantity_errors(model, target, rows, shown),
        "fit_s": round(fit_s, 1),
        "fit_cpu_s": round(fit_cpu_s, 1),
        "customers_per_s": round(a_second),
        "customers": len(names),
        "items": items,
        "model": model.about()["held_out"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--invoices", type=Path, required=True)
    parser.add_argument("--choose", action="store_true", help="choose settings on earlier invoices first")
    asked = parser.parse_args()
    print(json.dumps(run(read(asked.invoices), choosing=asked.choose)))


if __name__ == "__main__":
    main()
