"""Series of known character for tests of forecasts."""

import numpy as np

from insight.forecasting.weekly import Weekly


def busy(series: int = 150, weeks: int = 30, seed: int = 3) -> Weekly:
    """Goods of all sizes, some of them rarely sold; prices and numbers of orders as in a shop."""
    chance = np.random.default_rng(seed)
    a_week = np.exp(chance.normal(2.0, 1.2, series))
    orders = chance.poisson(np.minimum(4.0, a_week)[:, None], (series, weeks))
    orders *= chance.random((series, weeks)) < np.linspace(0.3, 1.0, series)[:, None]
    size = np.maximum(1.0, a_week / 4)[:, None]
    pieces = np.rint(orders * size * np.exp(chance.normal(0, 0.4, (series, weeks))))
    price = np.exp(chance.normal(1.0, 0.5, series))[:, None]
    return Weekly(pieces, (pieces > 0) * orders.astype(np.float64), pieces * price)
