"""The BG/NBD model against published figures, and against customers who were made by it."""

import numpy as np
import pytest

from insight.segments.ordering import Ordering, fit, log_likelihood

CDNOW = Ordering(r=0.243, alpha=4.414, a=0.793, b=2.426)  # Fader, Hardie and Lee (2005), in weeks


def made(model: Ordering, many: int, weeks: float, ahead: float, seed: int) -> tuple[np.ndarray, ...]:
    """Customers who buy and leave as the model says: x, tx, t, and their orders in the time ahead."""
    random = np.random.default_rng(seed)
    rows = []
    for _ in range(many):
        rate, leaves = random.gamma(model.r, 1 / model.alpha), random.beta(model.a, model.b)
        t = random.uniform(weeks / 2, weeks)
        clock = last = 0.0
        x = later = 0
        while rate > 0:
            clock += random.exponential(1 / rate)
            if clock > t + ahead:
                break
            x, last, later = (x + 1, clock, later) if clock <= t else (x, last, later + 1)
            if random.random() < leaves:
                break
        rows.append((x, last, t, later))
    return tuple(np.array(column) for column in zip(*rows, strict=True))


def test_the_published_customer() -> None:
    assert CDNOW.expected(2, 30.43, 38.86, 39) == pytest.approx(1.226, abs=5e-4)


def test_who_came_once_is_taken_to_be_there() -> None:
    assert CDNOW.alive([0, 3], [0, 1], [50, 50])[0] == 1
    assert CDNOW.alive([0, 3], [0, 1], [50, 50])[1] < 0.1


def test_the_likelihood_by_the_formula_for_one_who_came_once() -> None:
    # r ln(alpha / (alpha + t)): nobody can have left before a second order
    assert log_likelihood(CDNOW, [0], [0], [20]) == pytest.approx(0.243 * np.log(4.414 / 24.414))


def test_many_orders_and_a_chance_of_just_one_are_figures_too() -> None:
    found = Ordering(1.0, 5.0, 1.0, 2.0).expected([0, 5_000], [0, 519.9], [520, 520], 13)
    assert np.all(np.isfinite(found))
    assert found[1] == pytest.approx(13 * 5_001 / 525, rel=0.1)


@pytest.mark.slow
def test_what_was_made_by_a_model_is_found_again() -> None:
    true = Ordering(r=0.8, alpha=5.0, a=0.9, b=3.0)
    x, tx, t, later = made(true, 4_000, weeks=60, ahead=13, seed=1)
    found = fit(x.tolist(), tx.tolist(), t.tolist())
    assert found is not None
    assert log_likelihood(found, x, tx, t) >= log_likelihood(true, x, tx, t)
    assert (found.r, found.alpha) == (pytest.approx(0.8, rel=0.2), pytest.approx(5.0, rel=0.25))
    assert found.a / (found.a + found.b) == pytest.approx(0.9 / 3.9, rel=0.2)
    assert found.expected(x, tx, t, 13).sum() == pytest.approx(later.sum(), rel=0.1)
