"""One fit for all tests that only ask."""

import pytest

from insight.learning.history import from_purchases
from insight.learning.model import Model, fit
from tests.insight.shops import purchases


@pytest.fixture(scope="session")
def model() -> Model:
    cohorts = {
        f"C{shop:03}": (("city", "Pune" if shop % 2 else "Nagpur"), ("group", "gold" if shop < 30 else ""))
        for shop in range(60)
    }
    return fit(from_purchases(purchases()), cohorts)
