"""Predict each wholesale customer's last invoice, and the quantities in it, from all before it.

python -m bench.wholesale --invoices FILE.parquet

Left out: cancelled invoices, lines without a customer, lines of no positive quantity, and codes that
are no goods (postage, fees, samples: those that do not start with five digits). Customers with one
invoice alone are learned from and not asked about. The time of asking is the day of the invoice.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from bench.nextbasket import K, measure
from insight import candidates
from insight.crowd import profiles
from insight.history import Floats, History, Ints, Lines, Purchase, from_purchases
from insight.model import Model, fit

GOODS = re.compile(r"\d{5}")


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


def run(history: History) -> dict[str, object]:
    items = len(history.items)
    before, target = history.lines.until_last(1), history.lines.only_last(1)
    rows = np.flatnonzero(history.lines.baskets() > 1)
    began = time.perf_counter()
    # A customer's only invoice stays: their last one is not asked for.
    single = history.lines.baskets()[history.lines.row] == 1
    keep = single | (history.lines.basket < history.lines.baskets()[history.lines.row] - 1)
    model = fit(History(history.customers, history.items, history.lines.where(keep), True))
    fit_s = time.perf_counter() - began
    day = np.zeros(history.lines.rows)
    day[target.row] = target.day
    names = [history.customers[row] for row in rows]
    truth = {
        history.customers[row]: {history.items[item] for item in target.item[target.row == row]}
        for row in rows
    }

    def score(shown: list[list[str]]) -> dict[str, float]:
        return measure(dict(zip(names, shown, strict=True)), truth)

    began = time.perf_counter()
    shown = [[one.sku for one in ranked] for ranked in model.rank(names, K, day[rows].tolist())]
    a_second = len(names) / (time.perf_counter() - began)
    asked = before.of_rows(rows)
    alone = {name: score(best(by, history.items)) for name, by in legs(model, asked).items()}
    hybrid = score(shown)
    single_leg = max(
        (name for name in alone if name.startswith("leg_")), key=lambda n: alone[n][f"recall@{K}"]
    )
    gain = hybrid[f"recall@{K}"] / max(1e-9, alone["personal_top"][f"recall@{K}"]) - 1
    return {
        **hybrid,
        "over_personal_top": round(gain, 3),
        "best_single_leg": single_leg,
        "baselines": alone,
        "quantity_error_log2": quantity_errors(model, target, rows, shown),
        "fit_s": round(fit_s, 1),
        "customers_per_s": round(a_second),
        "customers": len(names),
        "items": items,
        "model": model.about()["held_out"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--invoices", type=Path, required=True)
    print(json.dumps(run(read(parser.parse_args().invoices))))


if __name__ == "__main__":
    main()
