"""The figures of bench.reading, on cases of which the answer is known."""

import pytest

from bench.reading import bare, calibration, f1


def test_lines_are_the_same_whatever_their_order() -> None:
    assert bare("10 kg of Sugar") == bare("sugar 10kg") == "10 kg sugar"


def test_f1() -> None:
    assert f1([{"a", "b"}], [{"a", "b"}]) == 1.0
    assert f1([{"a", "b"}], [{"a"}]) == pytest.approx(2 / 3)
    assert f1([{"a"}], [{"b"}]) == 0.0


def test_calibration() -> None:
    assert calibration([(0.95, True)] * 19 + [(0.95, False)]) == pytest.approx(0.0)
    assert calibration([(0.95, False)] * 10) == pytest.approx(0.95)
