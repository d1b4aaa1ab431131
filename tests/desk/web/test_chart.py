"""Charts as SVG: every word escaped, nothing with a style of its own, gaps where nothing is known."""

from xml.etree import ElementTree

from desk.web.chart import bars, line


def said(value: float) -> str:
    return f"<{value:g}>"


def test_a_line_breaks_where_nothing_is_known() -> None:
    drawn = line([("a", 1.0), ("b", 3.0), ("c", None), ("<d>", 2.0)], 'sales "now"', said)
    picture = ElementTree.fromstring(drawn)  # noqa: S314
    assert len(picture.findall("polyline")) == 2
    assert len(picture.findall("circle")) == 3
    assert picture.get("aria-label") == 'sales "now"'
    assert "style=" not in drawn
    assert "<d>" not in drawn


def test_bars_are_as_long_as_their_values() -> None:
    picture = ElementTree.fromstring(bars([("a", 10.0), ("b", -5.0), ("c", None)], "x", said))  # noqa: S314
    wide = [float(bar.get("width", 0)) for bar in picture.findall("rect")]
    assert wide[0] == 2 * wide[1]
    assert [bar.get("class") for bar in picture.findall("rect")] == ["bar", "bar low"]


def test_nothing_and_zero_are_drawn_without_a_fault() -> None:
    assert line([], "x", said) == ""
    assert bars([("a", None)], "x", said) == ""
    for draw in (line, bars):
        assert ElementTree.fromstring(draw([("a", 0.0)], "x", said)) is not None  # noqa: S314
