"""Experiments: stable arms, no false alarms beyond what was promised, real uplifts found."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.recommending.experiments import BASKET, Did, Experiment, compare

HALVES = Experiment("halves", (("control", 0.5), ("learned", 0.5)))


CUSTOMERS = 10_000
ARMS = [HALVES.arm(f"C{number}") for number in range(CUSTOMERS)]


def simulate(seed: int, uplift: float) -> list[Did]:
    """Customers of whom four in ten order; in the other arm so many more."""
    random = np.random.default_rng(seed)
    treated = np.array([arm == "learned" for arm in ARMS])
    ordered = random.random(CUSTOMERS) < 0.4 * np.where(treated, 1 + uplift, 1)
    lines = ordered * (random.poisson(7, CUSTOMERS) + 1)
    minor = ordered * random.lognormal(11, 0.6, CUSTOMERS).astype(int)
    did = zip(ARMS, ordered.astype(int).tolist(), lines.tolist(), minor.tolist(), strict=True)
    return [Did(*one) for one in did]


def test_between_the_same_no_difference_is_found_in_95_of_100_runs() -> None:
    runs = [compare(simulate(seed, 0.0), HALVES) for seed in range(500)]
    assert all(len(run) == 3 for run in runs)
    assert sum(any(one.found for one in run) for run in runs) <= 0.05 * len(runs)


def test_an_uplift_of_ten_percent_is_found() -> None:
    runs = [compare(simulate(seed, 0.1), HALVES) for seed in range(100)]
    found = [next(d for d in run if d.measure == "conversion") for run in runs]
    assert sum(one.found for one in found) >= 90
    held = [low < 0.1 < high for _, low, high in (one.relative() for one in found)]
    assert sum(held) >= 95


@given(st.text(max_size=80))
def test_a_customer_stays_in_one_arm(customer: str) -> None:
    assert BASKET.arm(customer) == BASKET.arm(customer)
    assert BASKET.arm(customer) in {"control", "learned"}


def test_arms_are_known_by_the_name_of_the_customer_for_ever() -> None:
    """Written down once: another release or machine must not move anybody."""
    assert [HALVES.arm(f"C{number}") for number in range(8)] == [
        "control", "control", "learned", "learned", "learned", "control", "learned", "control",
    ]  # fmt: skip


def test_arms_have_their_shares_and_experiments_do_not_follow_each_other() -> None:
    names = [f"C{number}" for number in range(20_000)]
    control = {name for name in names if BASKET.arm(name) == "control"}
    assert 0.09 < len(control) / len(names) < 0.11
    other = Experiment("another", BASKET.arms)
    both = {name for name in control if other.arm(name) == "control"}
    assert 0.07 < len(both) / len(control) < 0.13


def test_one_arm_is_no_experiment() -> None:
    with pytest.raises(ValueError, match="two arms"):
        Experiment("alone", (("control", 1.0),))


def test_too_few_customers_are_not_compared() -> None:
    assert compare([], HALVES) == []
    assert compare([Did("control", 1, 2, 300), Did("learned", 0, 0, 0)], HALVES) == []
