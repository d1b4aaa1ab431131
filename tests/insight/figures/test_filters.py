"""Filters as calls write them."""

import pytest

from insight.figures.asked import NoFigure
from insight.figures.filters import filter_text, filters_of


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("", {}),
        ("category:Dairy", {"category": ("Dairy",)}),
        ("category:Dairy,city:Pune", {"category": ("Dairy",), "city": ("Pune",)}),
        ("Category: Noodles, Sauces & Ready Food , city: Pune", {
            "category": ("Noodles, Sauces & Ready Food",), "city": ("Pune",),
        }),
        ("city:Pune,city:Delhi", {"city": ("Pune", "Delhi")}),
        ("sku:A:1", {"product": ("A:1",)}),
    ],
)  # fmt: skip
def test_filters_are_read(text: str, filters: dict[str, tuple[str, ...]]) -> None:
    read = filters_of(text)
    assert {field: tuple(one.strip() for one in values) for field, values in read.items()} == filters
    assert filters_of(filter_text(read)) == read


@pytest.mark.parametrize("text", ["Pune", "weather:hot", "city:", "city:,brand:Amul", ",x"])
def test_what_is_no_filter_is_refused(text: str) -> None:
    with pytest.raises(NoFigure, match="filter_unclear"):
        filters_of(text)
