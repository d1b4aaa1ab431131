"""The Gamma-Gamma model against published figures, and against orders that were made by it."""

import numpy as np
import pytest

from insight.segments.spending import Spending, fit, log_likelihood

CDNOW = Spending(p=6.25, q=3.74, v=15.44)  # Fader and Hardie (2013)


def test_the_published_customers() -> None:
    found = CDNOW.expected([0, 2, 1], [0.0, 22.35, 11.77])
    assert found == pytest.approx([35.2, 24.66, 18.91], abs=0.05)


@pytest.mark.slow
def test_what_was_made_by_a_model_is_found_again() -> None:
    random = np.random.default_rng(2)
    true = Spending(p=4.0, q=4.0, v=90_000.0)
    orders = random.integers(1, 12, 4_000)
    nu = random.gamma(true.q, 1 / true.v, 4_000)
    mean = random.gamma(true.p * orders, 1 / (nu * orders))
    found = fit(orders.tolist(), mean.tolist())
    assert found is not None
    assert log_likelihood(found, orders, mean) >= log_likelihood(true, orders, mean)
    assert (found.p, found.q, found.v) == tuple(pytest.approx(one, rel=0.15) for one in (4.0, 4.0, 90_000))
