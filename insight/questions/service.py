"""Answers questions about the shop's figures in plain words, or says why it cannot."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from insight.figures.asked import Asked, Figures, NoFigure, Period, Row
from insight.figures.measures import NOT_STATED
from insight.figures.service import ShopFigures
from insight.figures.spans import starts
from insight.figures.words import why as sentence
from insight.questions import says
from insight.questions.days import Days
from insight.questions.reading import read_question
from insight.questions.taking_apart import Sold, taken_apart
from insight.questions.understood import STOPPED, WHY, CannotTell, Understood
from insight.questions.values import FIELDS, ShopNames
from storage.database import Database

RECENT = 30  # days in which who stopped buying bought nothing, where no time is named
EARLIER = 90  # days before them in which they did


@dataclass(frozen=True)
class Answer:
    """What was understood, the figures, and a sentence."""

    understood: Understood
    rows: tuple[Row, ...]
    total: float | None
    says: str
    figures: Figures  # of the time that was asked for: their unit and what they count


class Questions:
    """Reads; changes nothing. Who sells here is answered of own goods."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.figures = ShopFigures(db)

    def answer(
        self, text: str, now: datetime, *, seller: str = "", context: Understood | None = None
    ) -> Answer:
        """Answer a question; CannotTell, which says why, where there is no such figure."""
        today = now.astimezone(self.db.zone).date()
        asked = read_question(text, self._names(seller), today, context)
        try:
            found = self._answered(asked, now, today, seller)
        except NoFigure as err:
            raise CannotTell(sentence(err)) from err
        read = ", ".join(f"“{wrong}” as “{right}”" for wrong, right in asked.read_as)
        return replace(found, says=f"{found.says} (I read {read}.)") if read else found

    def _names(self, seller: str) -> ShopNames:
        fields = [field for field in FIELDS if not seller or field not in ("customer", "seller")]
        return ShopNames(
            self.figures.goods(), {field: [name for _, name in self.figures.names(field)] for field in fields}
        )

    def _answered(self, asked: Understood, now: datetime, today: date, seller: str) -> Answer:
        if asked.does == STOPPED:
            return self._stopped(asked, now, today, seller)
        found = self._figures(asked, asked.days, now, seller)
        if asked.does == WHY:
            return self._why(asked, found, now, today, seller)
        if asked.against:
            then = self._figures(asked, asked.against, now, seller)
            rows = tuple(
                Row(_key(days), figures.total, says.when(days, today).partition(" ")[2])
                for days, figures in ((asked.days, found), (asked.against, then))
                if days
            )
            return Answer(asked, rows, found.total, says.compared(asked, found, then, today), found)
        rows = _ordered(asked, found)
        shown = replace(found, rows=rows)
        return Answer(asked, rows, found.total, says.total_said(asked, shown, today), found)

    def _why(self, asked: Understood, found: Figures, now: datetime, today: date, seller: str) -> Answer:
        then = self._figures(asked, asked.against, now, seller)
        parts = taken_apart(
            self._sold(asked, asked.against, now, seller),
            self._sold(asked, asked.days, now, seller),
            asked.measure,
        )
        rows = tuple(Row(name, part, says.PARTS[name]) for name, part in parts.items())
        return Answer(asked, rows, found.total, says.apart(asked, parts, found, then, today), found)

    def _sold(self, asked: Understood, days: Days | None, now: datetime, seller: str) -> Sold:
        def by_product(measure: str) -> dict[str, float]:
            whole = replace(asked, measure=measure, by="product")
            return {row.key: row.value or 0 for row in self._figures(whole, days, now, seller).rows}

        orders = self._figures(replace(asked, measure="orders", by=""), days, now, seller).total
        return Sold(orders or 0, by_product("sales"), by_product("units"))

    def _stopped(self, asked: Understood, now: datetime, today: date, seller: str) -> Answer:
        """Customers who bought it in the three months before, and not in the time that was asked for."""
        since = asked.days or Days(today - timedelta(days=RECENT - 1), today, "days")
        earlier = Days(since.first - timedelta(days=EARLIER), since.first - timedelta(days=1), "days")
        by_customer = replace(asked, measure="sales", by="customer")
        lately = {row.key for row in self._figures(by_customer, since, now, seller).rows}
        found = self._figures(by_customer, earlier, now, seller)
        rows = tuple(row for row in found.rows if row.key not in lately)
        asked = replace(asked, days=since, against=earlier)
        said = says.stopped(asked, rows, found, today)
        return Answer(asked, rows, len(rows), said, found)

    def _figures(self, asked: Understood, days: Days | None, now: datetime, seller: str) -> Figures:
        period = Period()
        if days:
            after = days.last + timedelta(days=1)
            period = Period(starts(days.first, self.db.zone), starts(after, self.db.zone))
        return self.figures.figures(Asked(asked.measure, asked.by, period, asked.filters, seller), now)


def _ordered(asked: Understood, found: Figures) -> tuple[Row, ...]:
    """The rows that count, the first of them first. What has no name is not the best of those that have."""
    rows = [row for row in found.rows if not asked.order or row.key != NOT_STATED]
    if asked.order == "least":
        rows = sorted(rows, key=lambda row: (row.value is None, row.value or 0, row.key))
    elif asked.order:
        rows = sorted(rows, key=lambda row: (row.value is None, -(row.value or 0), row.key))
    return tuple(rows[: asked.limit] if asked.limit else rows)


def _key(days: Days) -> str:
    return days.first.isoformat() if days.first == days.last else f"{days.first}/{days.last}"
