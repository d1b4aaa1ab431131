"""What customers will spend on an order: the Gamma-Gamma model of Fader and Hardie (2013)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln

Numbers = Any  # an array, or what becomes one
STARTS = ((1.0, 1.0, 0.0), (0.0, 0.0, 0.0), (2.0, 2.0, 1.0))  # logarithms of p, q - 1, v / mean
BOUND = (-9.0, 9.0)


@dataclass(frozen=True)
class Spending:
    """A fitted model: values of an order are gamma (p, nu), and nu is gamma (q, v) over customers."""

    p: float
    q: float
    v: float

    def expected(self, orders: Numbers, mean: Numbers) -> Any:
        """The value of an order of each, by how many they made and their mean; of 0 orders anybody's."""
        orders, mean = np.asarray(orders, dtype=float), np.asarray(mean, dtype=float)
        return self.p * (self.v + orders * mean) / (self.p * orders + self.q - 1)


def log_likelihood(model: Spending, orders: Numbers, mean: Numbers) -> float:
    """How likely these customers are under a model, as a logarithm."""
    orders, mean = np.asarray(orders, dtype=float), np.asarray(mean, dtype=float)
    p, q, v = model.p, model.q, model.v
    shape = p * orders
    known = gammaln(shape + q) - gammaln(shape) - gammaln(q) + q * np.log(v)
    seen = (shape - 1) * np.log(mean) + shape * np.log(orders) - (shape + q) * np.log(orders * mean + v)
    return float(np.sum(known + seen))


def fit(orders: Sequence[int], mean: Sequence[float]) -> Spending | None:
    """The model under which these customers are likeliest; None where none is found. All spent something."""
    counts, means = np.asarray(orders, dtype=float), np.asarray(mean, dtype=float)
    many, scale = max(len(counts), 1), float(np.mean(means)) if len(means) else 1.0

    def model_of(logs: Any) -> Spending:
        p, over_one, v = np.exp(logs)
        return Spending(float(p), 1 + float(over_one), float(v))  # with q below 1 there is no mean

    def badness(logs: Any) -> float:
        return -log_likelihood(model_of(logs), counts, means / scale) / many

    found = [minimize(badness, start, method="L-BFGS-B", bounds=[BOUND] * 3) for start in STARTS]
    best = min(found, key=lambda one: one.fun if np.isfinite(one.fun) else np.inf)
    if not np.isfinite(best.fun) or not np.all(np.isfinite(best.x)):
        return None
    found_model = model_of(best.x)
    return Spending(found_model.p, found_model.q, found_model.v * scale)
