"""Predict each customer's next basket from those before it, with the shop's own recommender.

python -m bench.nextbasket --history H.json.gz --future F.json.gz

Both files map a customer to a list of baskets of item numbers, with [-1] at either end. What is
fitted sees the history alone; the future is opened when every prediction has been made.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import resource
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from insight.learning.history import History, from_baskets
from insight.learning.model import Model, fit

K = 10


def read(path: Path) -> dict[str, list[list[str]]]:
    """Baskets by customer, without the marks at both ends."""
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as file:
        raw: Mapping[str, Any] = json.load(file)
    return {
        customer: [[str(item) for item in basket] for basket in baskets if basket and basket != [-1]]
        for customer, baskets in raw.items()
    }


def measure(predicted: Mapping[str, Sequence[str]], truth: Mapping[str, Collection[str]]) -> dict[str, float]:
    """Recall, nDCG with the ideal cut at K, and the share of customers with any hit."""
    recall = ndcg = hit = 0.0
    for customer, basket in truth.items():
        places = [place for place, item in enumerate(predicted[customer][:K]) if item in basket]
        recall += len(places) / len(basket)
        ideal = sum(1 / math.log2(place + 2) for place in range(min(K, len(basket))))
        ndcg += sum(1 / math.log2(place + 2) for place in places) / ideal
        hit += bool(places)
    many = max(1, len(truth))
    return {
        f"recall@{K}": round(recall / many, 4),
        f"ndcg@{K}": round(ndcg / many, 4),
        f"phr@{K}": round(hit / many, 4),
    }


def predict(model: Model, customers: Sequence[str]) -> dict[str, list[str]]:
    """The first K items for each customer, as the shop would propose them."""
    return {
        customer: [scored.sku for scored in ranked]
        for customer, ranked in zip(customers, model.rank(customers, K), strict=True)
    }


def run(history: History, future: Path, *, verbose: bool = False) -> dict[str, float]:
    began, worked = time.perf_counter(), time.process_time()
    model = fit(history)
    fit_s, fit_cpu_s = time.perf_counter() - began, time.process_time() - worked
    if verbose:
        print(json.dumps(model.about()))
    began, worked = time.perf_counter(), time.process_time()
    predicted = predict(model, history.customers)
    a_second = len(history.customers) / (time.perf_counter() - began)
    a_cpu_second = len(history.customers) / (time.process_time() - worked)
    one = []
    for customer in history.customers[:200]:
        began = time.perf_counter()
        model.rank([customer], K)
        one.append((time.perf_counter() - began) * 1000)
    truth = {
        customer: {item for basket in baskets for item in basket}
        for customer, baskets in read(future).items()
    }
    for customer in truth.keys() - predicted.keys():  # nobody the history knows
        predicted[customer] = [scored.sku for scored in model.rank([customer], K)[0]]
    return {
        **measure(predicted, {customer: basket for customer, basket in truth.items() if basket}),
        "fit_s": round(fit_s, 1),
        "customers_per_s": round(a_second),
        # Of this process alone, whatever else the machine was doing:
        "fit_cpu_s": round(fit_cpu_s, 1),
        "customers_per_cpu_s": round(a_cpu_second),
        "one_customer_p50_ms": round(sorted(one)[len(one) // 2], 2) if one else 0.0,
        "one_customer_p95_ms": round(sorted(one)[int(len(one) * 0.95)], 2) if one else 0.0,
        "peak_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2),
        "customers": len(truth),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--history", type=Path, required=True)
    parser.add_argument("--future", type=Path, required=True)
    parser.add_argument("--verbose", action="store_true", help="print what was fitted, too")
    asked = parser.parse_args()
    print(json.dumps(run(from_baskets(read(asked.history)), asked.future, verbose=asked.verbose)))


if __name__ == "__main__":
    main()
