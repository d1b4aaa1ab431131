"""Experiments: who is in which arm, and what the arms did, with intervals."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

MEASURES = ("conversion", "cart_lines", "order_value")
SURE = 0.97  # wanted is 0.95; order values are too skewed for the normal curve to be exact (ADR 0074)


@dataclass(frozen=True)
class Experiment:
    """Arms with their shares; the first is the control. Shares need not add up to 1."""

    name: str
    arms: tuple[tuple[str, float], ...]

    def __post_init__(self) -> None:
        if len(self.arms) < 2 or any(share <= 0 for _, share in self.arms):
            raise ValueError("an experiment needs two arms, each with a share above 0")

    def arm(self, customer: str) -> str:
        """The arm of this customer: the same for ever, on every machine."""
        digest = hashlib.sha256(f"{self.name}\0{customer}".encode()).digest()
        place = int.from_bytes(digest[:8]) / 2**64 * sum(share for _, share in self.arms)
        for name, share in self.arms:
            place -= share
            if place < 0:
                return name
        return self.arms[-1][0]


# Live: every tenth customer gets what they bought most often, which is what the learned has to beat.
BASKET = Experiment("basket", (("control", 0.1), ("learned", 0.9)))


@dataclass(frozen=True)
class Did:
    """What one customer did after being shown something. Money in minor units."""

    arm: str
    orders: int
    lines: int
    minor: int


@dataclass(frozen=True)
class Difference:
    """One measure in one arm against the control."""

    measure: str
    arm: str
    control: float
    treated: float
    low: float  # of the difference; all intervals of an experiment together hold with 95 %
    high: float

    @property
    def found(self) -> bool:
        """Whether the interval leaves out no difference at all."""
        return self.low > 0 or self.high < 0

    def relative(self) -> tuple[float, float, float]:
        """The uplift and its interval as shares of the control."""
        if self.control == 0:
            return (0.0, 0.0, 0.0)
        change = self.treated - self.control
        return (change / self.control, self.low / self.control, self.high / self.control)


def compare(did: Sequence[Did], experiment: Experiment) -> list[Difference]:
    """Conversion over customers, cart size and order value over those who ordered.

    Several measures are looked at, so each interval is wide enough that a difference is seen in any
    of them, where there is none, in one experiment of twenty at most (Bonferroni).
    """
    control = experiment.arms[0][0]
    looks = len(MEASURES) * (len(experiment.arms) - 1)
    z = NormalDist().inv_cdf(1 - (1 - SURE) / (2 * looks))
    found = []
    for arm, _ in experiment.arms[1:]:
        for measure, values in _measures(did).items():
            one = values.get(control, np.zeros(0))
            other = values.get(arm, np.zeros(0))
            if len(one) > 1 and len(other) > 1:
                found.append(_difference(measure, arm, one, other, z))
    return found


def _measures(did: Sequence[Did]) -> Mapping[str, Mapping[str, np.ndarray]]:
    conversion: dict[str, list[float]] = {}
    size: dict[str, list[float]] = {}
    value: dict[str, list[float]] = {}
    for one in did:
        conversion.setdefault(one.arm, []).append(float(one.orders > 0))
        if one.orders:
            # The customer is the unit that was assigned, so theirs is one mean, not many orders.
            size.setdefault(one.arm, []).append(one.lines / one.orders)
            value.setdefault(one.arm, []).append(one.minor / one.orders)
    named = zip(MEASURES, (conversion, size, value), strict=True)
    return {name: {arm: np.array(xs) for arm, xs in by.items()} for name, by in named}


def _difference(measure: str, arm: str, control: np.ndarray, treated: np.ndarray, z: float) -> Difference:
    """Welch's interval of the difference of means, with the normal quantile."""
    error = math.sqrt(float(control.var(ddof=1)) / len(control) + float(treated.var(ddof=1)) / len(treated))
    change = float(treated.mean() - control.mean())
    return Difference(
        measure, arm, float(control.mean()), float(treated.mean()), change - z * error, change + z * error
    )
