"""Two opinions become one."""

import pytest

from bot.components.blend import blended


def test_what_both_think_likely_comes_first() -> None:
    ranked = blended({"a": 0.5, "b": 0.5}, {"b": 0.6, "c": 0.4}, weight=0.4, floor=0.001)
    assert ranked[0][0] == "b"
    assert sum(chance for _, chance in ranked) == pytest.approx(1.0)


def test_the_reading_weighs_more() -> None:
    assert blended({"a": 0.9, "b": 0.1}, {"a": 0.1, "b": 0.9}, weight=0.4, floor=0.001)[0][0] == "a"


def test_what_only_one_knows_is_not_lost() -> None:
    assert dict(blended({"new": 1.0}, {"old": 1.0}, weight=0.4, floor=0.001))["new"] > 0.9
