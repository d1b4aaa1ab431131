"""Calls under /v1/staff for figures: measures of the shop, for its admins, and of own goods, for a seller."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import StringConstraints

from connectors.problems import Problem
from desk.web.bodies import Body
from desk.web.seller_api import own
from desk.web.services import DeskServices
from desk.web.signing_in import now
from insight.figures.asked import Asked, Figures, NoFigure
from insight.figures.filters import filters_of
from insight.figures.spans import period_of
from insight.figures.words import why
from insight.questions.service import Answer
from insight.questions.understood import CannotTell, Understood

SEE_FIGURES = ("seller", "admin")
Text = Annotated[str, Query(max_length=2000)]


@dataclass(frozen=True)
class Figure:
    """The figure of one day, category or whatever it is cut by."""

    key: str
    value: float | None  # null where there is nothing to divide by
    name: str  # what people call the key: a product's title, a seller's name


@dataclass(frozen=True)
class FiguresShown:
    """Figures of a measure. Money is in whole units of the currency, a share is between 0 and 1."""

    measure: str
    by: str
    rows: list[Figure]
    total: float | None  # of all of it: an average is not that of the rows
    definition: str
    unit: str  # money, count, ratio, average, score
    currency: str

    @classmethod
    def of(cls, found: Figures) -> "FiguresShown":
        rows = [Figure(row.key, row.value, row.name) for row in found.rows]
        return cls(found.measure, found.by, rows, found.total, found.definition, found.unit, found.currency)


class Question(Body):
    """What is to be known, and what was understood of the question before, for one that goes on from it."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
    context: dict[str, Any] | None = None


@dataclass(frozen=True)
class Answered:
    """The figures that a question asks for."""

    understood: dict[str, Any]  # measure, by, filters, from, to; against, order and limit where they are
    rows: list[Figure]
    total: float | None
    says: str
    definition: str
    unit: str
    currency: str

    @classmethod
    def of(cls, found: Answer) -> "Answered":
        figures = found.figures
        return cls(
            understood=found.understood.as_json(),
            rows=[Figure(row.key, row.value, row.name) for row in found.rows],
            total=found.total,
            says=found.says,
            definition=figures.definition,
            unit=figures.unit,
            currency=figures.currency,
        )


@dataclass(frozen=True)
class CannotBeTold:
    """Why no figure answers it."""

    cannot: str


def router(services: DeskServices) -> APIRouter:
    """Make the routes; each asks for the role that it needs before it does anything."""
    routes = APIRouter(prefix="/v1/staff", tags=["staff"])

    @routes.get("/figures", summary="A measure by time, goods or buyers; a seller's are of own goods")
    def figures(
        request: Request,
        measure: Text = "",
        by: Text = "",
        since: Annotated[str, Query(alias="from", max_length=40)] = "",
        until: Annotated[str, Query(alias="to", max_length=40)] = "",
        filtered: Annotated[str, Query(alias="filter", max_length=2000)] = "",
    ) -> FiguresShown:
        member = services.member(request, *SEE_FIGURES)
        try:
            period = period_of(since, until, services.zone)
            asked = Asked(measure, by, period, filters_of(filtered), own(member))
            return FiguresShown.of(services.figures.figures(asked, now()))
        except NoFigure as err:
            raise Problem(422, why(err), code=err.code) from err

    @routes.post("/questions-to-figures", summary="A question about figures, in plain words")
    def question(request: Request, body: Question) -> Answered | CannotBeTold:
        member = services.member(request, *SEE_FIGURES)
        try:
            before = Understood.from_json(body.context) if body.context else None
            found = services.asked_figures.answer(body.text, now(), seller=own(member), context=before)
        except CannotTell as err:
            return CannotBeTold(str(err))
        return Answered.of(found)

    return routes
