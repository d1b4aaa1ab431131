"""Wishes that name a product by when it was bought."""

import pytest

from shop.reading.again import named_again


@pytest.mark.parametrize(
    ("wish", "named"),
    [
        ("the surf excel I had last time", "surf excel"),
        ("surf excel jo pichli baar liya tha", "surf excel"),
        ("2 pichli baar wala surf excel", "2 surf excel"),
        ("my usual tea", "tea"),
        ("maggi that we always buy", "maggi"),
        ("last time wala oil", "oil"),
        ("10 kg sugar", ""),
        ("the same as last time", ""),
        ("usual", ""),
    ],
)
def test_what_is_wanted_as_it_was_bought(wish: str, named: str) -> None:
    assert named_again(wish) == named
