"""How often customers will order: the BG/NBD model of Fader, Hardie and Lee (2005).

Who buys does so at a rate of their own, and after each order may have left for good. `x` counts orders after
the first, `tx` is the time from the first to the last, `t` from the first to now, all in one unit of time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln, hyp2f1

Numbers = Any  # an array, or what becomes one
STARTS = ((0.0, 1.0, 0.0, 1.0), (-1.0, 2.0, -0.5, 0.5), (1.0, 3.0, -2.0, 1.0))  # logarithms of r, alpha, a, b
BOUND = (-9.0, 9.0)


@dataclass(frozen=True)
class Ordering:
    """A fitted model: rates are gamma (r, alpha) over customers, the chance to leave is beta (a, b)."""

    r: float
    alpha: float
    a: float
    b: float

    def expected(self, x: Numbers, tx: Numbers, t: Numbers, ahead: float) -> Any:
        """How many orders each customer will make in the time ahead."""
        x, tx, t = (np.asarray(one, dtype=float) for one in (x, tx, t))
        a = (
            self.a if abs(self.a - 1) > 1e-6 else 1 + 1e-6
        )  # the formula has a gap there, its values have none
        z = ahead / (self.alpha + t + ahead)
        # The paper's series after Euler's transformation, in which nothing grows with the number of orders.
        series = (1 - z) ** (a - 1) * hyp2f1(a + self.b - 1 - self.r, a - 1, a + self.b + x - 1, z)
        many = (a + self.b + x - 1) / (a - 1) * (1 - series)
        return many * self.alive(x, tx, t)

    def alive(self, x: Numbers, tx: Numbers, t: Numbers) -> Any:
        """The chance that each customer has not left."""
        x, tx, t = (np.asarray(one, dtype=float) for one in (x, tx, t))
        ratio = (self.r + x) * np.log((self.alpha + t) / (self.alpha + tx))
        left = self.a / (self.b + np.maximum(x, 1) - 1) * np.exp(np.minimum(ratio, 600))
        return np.where(x > 0, 1 / (1 + left), 1.0)


def log_likelihood(model: Ordering, x: Numbers, tx: Numbers, t: Numbers) -> float:
    """How likely these customers are under a model, as a logarithm."""
    x, tx, t = (np.asarray(one, dtype=float) for one in (x, tx, t))
    r, alpha, a, b = model.r, model.alpha, model.a, model.b
    rate = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    stays = gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
    here = -(r + x) * np.log(alpha + t)
    gone = np.log(a) - np.log(b + np.maximum(x, 1) - 1) - (r + x) * np.log(alpha + tx)
    return float(np.sum(rate + stays + np.where(x > 0, np.logaddexp(here, gone), here)))


def fit(x: Sequence[int], tx: Sequence[float], t: Sequence[float]) -> Ordering | None:
    """The model under which these customers are likeliest; None where none is found."""
    counts, last, all_time = (np.asarray(one, dtype=float) for one in (x, tx, t))
    many = max(len(counts), 1)

    def badness(logs: Any) -> float:
        return -log_likelihood(Ordering(*np.exp(logs)), counts, last, all_time) / many

    found = [minimize(badness, start, method="L-BFGS-B", bounds=[BOUND] * 4) for start in STARTS]
    best = min(found, key=lambda one: one.fun if np.isfinite(one.fun) else np.inf)
    if not np.isfinite(best.fun) or not np.all(np.isfinite(best.x)):
        return None
    return Ordering(*(float(one) for one in np.exp(best.x)))
