"""Fifths with ties by their mean rank, and the eleven names."""

from insight.segments.rfm import NAMES, name_of, quintiles


def test_fifths_of_ten() -> None:
    assert quintiles([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]) == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert quintiles([5, 4, 3, 2, 1]) == [5, 4, 3, 2, 1]


def test_those_that_are_equal_share_the_mean_of_their_ranks() -> None:
    assert quintiles([1, 2, 2, 3, 4, 5, 6, 7, 8, 9]) == [1, 2, 2, 2, 3, 3, 4, 4, 5, 5]  # 2.5 of 10
    assert quintiles([7] * 4) == [4] * 4  # 2.5 of 4 is above three fifths
    assert quintiles([1, 1, 1, 2, 2]) == [2, 2, 2, 5, 5]  # 2 of 5, 4.5 of 5
    assert quintiles([9]) == [5]
    assert quintiles([]) == []


def test_there_are_eleven_names_for_all_scores() -> None:
    assert len({name for row in NAMES for name in row}) == 11
    assert {len(row) for row in NAMES} == {len(NAMES)} == {5}
    assert name_of(5, 5, 5) == "Champions"
    assert name_of(1, 1, 1) == "Lost"
    assert name_of(5, 1, 1) == "New Customers"
    assert name_of(1, 5, 4) == name_of(1, 4, 4) == "Can't Lose Them"
    assert name_of(3, 2, 3) == "Need Attention"  # 2.5 is 3
