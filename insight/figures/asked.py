"""Defines what figures are asked for, and what is answered; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from insight.figures.measures import DIMENSIONS, MEASURES, TIMES, cannot_be_cut

Filters = Mapping[str, Sequence[str]]  # by field: one of these values


class NoFigure(Exception):
    """There is no such figure: a code, and what it is about; words.py makes a sentence of it."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class Period:
    """From a moment on, and up to another one that is not in it any more; None: open on that side."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Asked:
    """A measure, cut by a dimension ("": only the whole), in a period, of what the filters leave."""

    measure: str
    by: str = ""
    period: Period = field(default_factory=Period)
    filters: Filters = field(default_factory=dict)
    seller: str = ""  # whose goods alone are counted; "": everybody's


@dataclass(frozen=True)
class Row:
    """One part of what was asked for."""

    key: str
    value: float | None  # None where there is nothing to divide by
    name: str  # what people call it: a product's title, a seller's name


@dataclass(frozen=True)
class Figures:
    """A measure by a dimension, with the figure of all of it and what it counts."""

    measure: str
    by: str
    rows: tuple[Row, ...]
    total: float | None
    definition: str
    unit: str
    currency: str


def checked(asked: Asked) -> Asked:
    """Give it back if there can be such a figure; raise NoFigure that says why not otherwise."""
    measure = MEASURES.get(asked.measure)
    if measure is None:
        raise NoFigure("measure_unknown", measure=asked.measure, known=tuple(MEASURES))
    if asked.by and asked.by not in DIMENSIONS:
        raise NoFigure("dimension_unknown", by=asked.by, known=DIMENSIONS)
    for dimension in (asked.by, *asked.filters):
        if why := cannot_be_cut(measure, dimension):
            raise NoFigure("not_by", measure=measure.name, by=dimension, why=why)
    if asked.seller and measure.source != "lines":
        raise NoFigure("whole_shops", measure=measure.name)
    if asked.seller and "customer" in (asked.by, *asked.filters):
        raise NoFigure("customers_are_the_shops")
    if asked.seller and "segment" in (asked.by, *asked.filters):
        raise NoFigure("segments_are_the_shops")
    period = asked.period
    if period.since and period.until and period.since >= period.until:
        raise NoFigure("period_backwards")
    return asked


def is_time(by: str) -> bool:
    """Whether rows stand in the order of time and not of size."""
    return by in TIMES
