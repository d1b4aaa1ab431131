"""How much to order, worked by hand."""

import numpy as np
import pytest

from insight.forecasting.replenish import order_up_to, to_order, weeks_to_last
from insight.forecasting.spread import LEVELS, Spread


def test_what_is_there_lasts_until_the_next_order_arrives() -> None:
    assert weeks_to_last(2) == 3  # sold from the week after next on, and the next order a week later


def test_what_is_wanted_is_the_level_in_whole_pieces() -> None:
    spread = Spread(np.array([[10 * level, 100 * level] for level in LEVELS]))
    assert order_up_to(spread, 0.5).tolist() == [5, 50]
    assert order_up_to(spread, 0.88).tolist() == [9, 88]


@pytest.mark.parametrize(
    ("wanted", "on_hand", "on_its_way", "ordered"),
    [(30, 12, 10, 8), (30, 20, 10, 0), (10, 25, 0, 0), (30, 0, 0, 30)],
)
def test_what_is_missing_is_ordered(wanted: int, on_hand: int, on_its_way: int, ordered: int) -> None:
    assert to_order(*(np.array([float(one)]) for one in (wanted, on_hand, on_its_way))).tolist() == [ordered]
