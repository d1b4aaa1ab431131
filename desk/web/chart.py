"""Draws a chart of figures as SVG: a line over time, bars of anything else; pure.

Nothing in it has a style of its own, which the pages' content policy would refuse: desk.css dresses it.
"""

from collections.abc import Callable, Sequence
from html import escape
from math import floor, log10

Point = tuple[str, float | None]  # its name, its value
WIDE = 460  # as wide as a phone nearly, where letters keep their size
HIGH = 230  # of a line's picture
LEFT, RIGHT, TOP, BOTTOM = 92, 14, 14, 28
BAR, ROW = 12, 42  # of bars: their height, and that of one with its name above it
ROUND = (1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10)  # halves of which are short too
MOST_BARS = 15
NAMED = 3  # times whose names stand below a line
LETTERS = 40  # of a name above a bar


def line(points: Sequence[Point], label: str, said: Callable[[float], str]) -> str:
    """A line through the values, in their order. What has no value breaks it."""
    values = [value for _, value in points if value is not None]
    if not values:
        return ""
    low, high = -_round_up(-min(0.0, *values)), _round_up(max(0.0, *values)) or 1.0
    step = (WIDE - LEFT - RIGHT) / max(1, len(points) - 1)

    def x(place: int) -> float:
        return round(LEFT + step * place if len(points) > 1 else (LEFT + WIDE - RIGHT) / 2, 1)

    def y(value: float) -> float:
        return round(TOP + (HIGH - TOP - BOTTOM) * (high - value) / (high - low), 1)

    parts = [_open(HIGH, label)]
    for rule in (low, (low + high) / 2, high):
        parts.append(f'<line class="rule" x1="{LEFT}" x2="{WIDE - RIGHT}" y1="{y(rule)}" y2="{y(rule)}"/>')
        parts.append(_text("scale end", LEFT - 8, y(rule) + 4, said(rule)))
    stretch: list[str] = []
    for place, (name, value) in enumerate([*points, ("", None)]):
        if value is not None:
            stretch.append(f"{x(place)},{y(value)}")
            dot = f'<circle class="dot" cx="{x(place)}" cy="{y(value)}" r="2.5">'
            parts.append(f"{dot}<title>{escape(name)}: {escape(said(value))}</title></circle>")
        elif stretch:
            parts.append(f'<polyline class="trace" points="{" ".join(stretch)}"/>')
            stretch = []
    for place in _named_places(len(points)):
        last = place == len(points) - 1 and place > 0
        side = "end" if last else "middle" if place or len(points) == 1 else "start"
        parts.append(_text(f"scale {side}", x(place), HIGH - 8, points[place][0]))
    return "".join([*parts, "</svg>"])


def bars(points: Sequence[Point], label: str, said: Callable[[float], str]) -> str:
    """A bar for each of the first values, with its name and its figure above it."""
    some = [(name, value) for name, value in points if value is not None][:MOST_BARS]
    if not some:
        return ""
    most = max(abs(value) for _, value in some) or 1.0
    parts = [_open(len(some) * ROW + 4, label)]
    for place, (name, value) in enumerate(some):
        top = place * ROW
        shown = name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}\u2026"
        parts.append(_text("name", 0, top + 16, shown))
        parts.append(_text("scale end", WIDE, top + 16, said(value)))
        long = max(1.0, round(WIDE * abs(value) / most, 1))
        kind = "bar low" if value < 0 else "bar"
        size = f'x="0" y="{top + 22}" width="{long}" height="{BAR}" rx="4"'
        told = f"<title>{escape(name)}: {escape(said(value))}</title>"
        parts.append(f'<rect class="{kind}" {size}>{told}</rect>')
    return "".join([*parts, "</svg>"])


def _open(high: int, label: str) -> str:
    return f'<svg class="chart" viewBox="0 0 {WIDE} {high}" role="img" aria-label="{escape(label)}">'


def _text(kind: str, x: float, y: float, words: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}">{escape(words)}</text>'


def _round_up(value: float) -> float:
    """A round number that is not below a value, to be read beside the picture."""
    if not value:
        return 0.0
    ten = 10.0 ** floor(log10(value))
    return next(step * ten for step in ROUND if step * ten >= value * 0.999)


def _named_places(count: int) -> list[int]:
    """Places spread over all of them, the first and the last among them."""
    if count <= NAMED:
        return list(range(count))
    return sorted({round(place * (count - 1) / (NAMED - 1)) for place in range(NAMED)})
