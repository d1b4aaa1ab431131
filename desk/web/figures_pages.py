"""/admin/figures: ask for a figure in words or by a form, and see it as a sentence, a chart and a table."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from connectors.files.writing import inert
from desk.web import chart
from desk.web.pages import HEADERS, page, signed_in
from desk.web.services import DeskServices
from desk.web.signing_in import now
from insight.figures.asked import Asked, Figures, NoFigure, Row, is_time
from insight.figures.filters import filters_of
from insight.figures.measures import DIMENSIONS, MEASURES
from insight.figures.spans import keys_between, period_of
from insight.figures.words import measure_name, why
from insight.questions.says import amount
from insight.questions.understood import CannotTell, Understood

SHOWN = 200  # rows of the table on the page; the file has all
AT_FIRST = timedelta(days=29)
EXAMPLES = (
    "sales of biscuits in Pune last month against the month before",
    "top 10 products by margin this month",
    "which customers stopped buying oil",
    "why did sales change last month",
    "is mahine ki bikri",
)


@dataclass(frozen=True)
class Wanted:
    """What the page was asked for, as its address has it."""

    q: str = ""
    measure: str = ""
    by: str = ""
    since: str = ""
    until: str = ""
    filtered: str = ""


@dataclass(frozen=True)
class Told:
    """What the page shows."""

    says: str = ""
    cannot: str = ""
    understood: tuple[tuple[str, str], ...] = ()
    rows: tuple[Row, ...] = ()
    figures: Figures | None = None
    over_time: bool = False


def pages(services: DeskServices) -> APIRouter:
    """Make the page and its file."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/admin/figures")
    def figures(request: Request) -> Response:
        session = signed_in(services, request, "admin")
        if isinstance(session, RedirectResponse):
            return session
        wanted = _wanted(request.query_params)
        told = _told(services, wanted)
        return page(
            services,
            "admin_figures.html",
            session,
            tab="figures",
            flag_count=len(services.flags.flagged()),
            dead_count=len(services.outbox.dead(100)),
            wanted=wanted,
            told=told,
            drawn=_drawn(told),
            shown=SHOWN,
            amount=amount,
            measures=[(name, measure_name(name)) for name in MEASURES],
            dimensions=DIMENSIONS,
            examples=EXAMPLES,
            query=request.url.query,
        )

    @routes.get("/admin/figures.csv")
    def file(request: Request) -> Response:
        session = signed_in(services, request, "admin")
        if isinstance(session, RedirectResponse):
            return session
        told = _told(services, _wanted(request.query_params))
        head = {**HEADERS, "Content-Disposition": 'attachment; filename="figures.csv"'}
        return Response(_table(told.rows), media_type="text/csv; charset=utf-8", headers=head)

    return routes


def _wanted(asked: Mapping[str, str]) -> Wanted:
    """Read the address; at first the days of the last month."""
    names = {"q": "q", "measure": "measure", "by": "by", "since": "from", "until": "to", "filtered": "filter"}
    wanted = Wanted(**{name: asked.get(key, "").strip()[:500] for name, key in names.items()})
    return wanted if wanted.q or wanted.measure else Wanted(measure="sales", by="day")


def _told(services: DeskServices, wanted: Wanted) -> Told:
    """Find the figures; or why there are none."""
    try:
        return _asked(services, wanted) if wanted.q else _chosen(services, wanted)
    except CannotTell as err:
        return Told(cannot=str(err))
    except NoFigure as err:
        return Told(cannot=why(err))


def _asked(services: DeskServices, wanted: Wanted) -> Told:
    found = services.asked_figures.answer(wanted.q, now())
    understood = found.understood
    over_time = is_time(understood.by) and not understood.order
    return Told(found.says, "", _in_words(understood), found.rows, found.figures, over_time)


def _chosen(services: DeskServices, wanted: Wanted) -> Told:
    since = wanted.since
    if not (wanted.since or wanted.until) and wanted.by == "day":
        since = (now().astimezone(services.zone).date() - AT_FIRST).isoformat()
    period = period_of(since, wanted.until, services.zone)
    asked = Asked(wanted.measure, wanted.by, period, filters_of(wanted.filtered))
    found = services.figures.figures(asked, now())
    times = " ".join(
        part for part in (since and f"from {since}", wanted.until and f"to {wanted.until}") if part
    )
    name = measure_name(found.measure)
    said = f"{name[:1].upper()}{name[1:]} {times or 'since the first order'}: {amount(found.total, found)}."
    return Told(said, "", (), found.rows, found, is_time(wanted.by))


def _in_words(asked: Understood) -> tuple[tuple[str, str], ...]:
    """What was understood, a pair of words for each part."""
    said = [("figure", measure_name(asked.measure))]
    said += [("by", asked.by)] if asked.by else []
    said += [(field, ", ".join(values)) for field, values in asked.filters.items()]
    said += [("time", f"{asked.days.first} to {asked.days.last}")] if asked.days else []
    said += [("against", f"{asked.against.first} to {asked.against.last}")] if asked.against else []
    said += [("order", f"the {asked.order} first")] if asked.order else []
    return tuple(said)


def _drawn(told: Told) -> Markup:
    figures = told.figures
    if figures is None or not told.rows:
        return Markup("")
    points = [(row.name, row.value) for row in told.rows]
    if told.over_time:
        found = dict(points)
        nothing = 0.0 if figures.unit == "count" or MEASURES[figures.measure].additive else None
        keys = keys_between(told.rows[0].key, told.rows[-1].key, figures.by)
        points = [(key, found.get(key, nothing)) for key in keys]
    draw = chart.line if told.over_time else chart.bars
    # Every word in it is escaped where it is drawn.
    return Markup(draw(points, told.says, lambda value: amount(value, figures)))  # noqa: S704


def _table(rows: Sequence[Row]) -> str:
    out = io.StringIO()
    writer: Any = csv.writer(out)
    writer.writerow(["key", "name", "value"])
    for row in rows:
        writer.writerow([inert(row.key), inert(row.name), "" if row.value is None else row.value])
    return out.getvalue()
