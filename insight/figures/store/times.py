"""Tells in SQL which span of time a moment is in."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, literal

from insight.figures.cut import Stamps


def key_in(at: ColumnElement[Any], spans: Sequence[Stamps]) -> ColumnElement[Any]:
    """The key of the span that a stamp is in, of spans that follow each other.

    A tree of comparisons: of a thousand days ten tell it, in any database and in any time zone. Joined to a
    table of the spans instead, SQLite tries each span for each row.
    """
    if len(spans) <= 1:
        return literal(spans[0][0] if spans else "")
    middle = len(spans) // 2
    return case((at < spans[middle][1], key_in(at, spans[:middle])), else_=key_in(at, spans[middle:]))
