"""Gives the figures of the shop: a measure by a dimension, in a period, of what filters leave."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from insight.events.goods import folded
from insight.figures import filters, margins, standing
from insight.figures.asked import Asked, Figures, NoFigure, Period, Row, checked, is_time
from insight.figures.cut import Cut, Good, Part, Stamps, merged, value_of
from insight.figures.measures import DAY, MEASURES, NOT_STATED, SHOP_ITSELF
from insight.figures.spans import Span, key_of, spans
from insight.figures.store import lines, names, talks
from insight.figures.store.standing import standings
from storage.database import Database, Tx, stamp, unstamp
from storage.upsert import batches

ADD_UP: dict[str, Callable[[Tx, Cut], list[Part]]] = {
    "lines": lines.add_up,
    "visits": talks.add_up_visits,
    "scores": talks.add_up_scores,
}
MOST_GOODS = 15_000  # that one filter may name: a statement takes so many
UNNAMED = {"seller": SHOP_ITSELF}  # what "" is called, where it is not NOT_STATED
NAMED = ("product", "seller", "customer")  # whose keys are not what people call them
MOMENT = timedelta(microseconds=1)


class ShopFigures:
    """Reads; changes nothing. Sums are made by the database."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def figures(self, asked: Asked, now: datetime) -> Figures:
        """Measure it; NoFigure where there is no such figure."""
        checked(asked)
        measure = MEASURES[asked.measure]
        with self.db.read() as tx:
            period = _within(tx, asked.period)
            currency = names.currency(tx)
            cut = Cut(
                measure,
                asked.by,
                "",
                "",
                currency=currency,
                costs=names.states_costs(tx),
                seller=asked.seller,
            )
            segments = _segments(tx, asked, now)
            cut = replace(cut, keys=_keys(tx, asked.filters), customers=_customers(asked.filters, segments))
            parts, whole, sold = self._added(tx, cut, period, segments)
            rows = _rows(tx, cut, parts)
        definition = measure.definition
        if measure.name in ("margin", "margin_rate"):
            rate = measure.name == "margin_rate"
            definition = margins.definition(cut.costs, rate, whole, sum(part.top for part in sold))
        total = value_of(whole[0], measure) if whole else (0 if measure.unit == "count" else None)
        if not whole and measure.unit == "money" and measure.additive:
            total = 0
        return Figures(measure.name, asked.by, tuple(rows), total, definition, measure.unit, currency)

    def names(self, field: str) -> list[tuple[str, str]]:
        """The keys of a field (category, brand, product, seller, city, channel) with what each is called."""
        if field == "segment":
            return [(one, one) for one in standing.SEGMENTS]
        with self.db.read() as tx:
            return [(key, name) for key, name in names.names_of(tx, field) if key]

    def goods(self) -> list[Good]:
        """How goods stand in the catalogue, with all that people call them."""
        with self.db.read() as tx:
            return names.goods(tx)

    def _added(
        self, tx: Tx, cut: Cut, period: Period | None, segments: Mapping[str, str]
    ) -> tuple[list[Part], list[Part], list[Part]]:
        """The parts of a cut, the whole of it, and for a margin the sales that it is of."""
        if period is None or not (period.since and period.until):
            return [], [], []
        timed = replace(cut, since=stamp(period.since), until=stamp(period.until))
        if cut.measure.source == "visits":
            timed = replace(timed, days=_stamps(spans(period, DAY, self.db.zone)))
        elif is_time(cut.by):
            timed = replace(timed, spans=_stamps(spans(period, cut.by, self.db.zone)))
        add_up = ADD_UP[cut.measure.source]
        whole = _of_all(tx, add_up, replace(timed, by=""))
        sold: list[Part] = []
        if cut.measure.name in ("margin", "margin_rate"):
            sold = _of_all(tx, add_up, replace(timed, by="", measure=MEASURES["sales"]))
        if not cut.by:
            return [], whole, sold
        parts = _of_all(tx, add_up, timed)
        if cut.by == "segment":
            parts = merged(replace(part, key=segments.get(part.key, "")) for part in parts)
        if cut.by == "city":
            parts = _one_spelling(parts)
        if is_time(cut.by) and cut.measure.source == "visits":
            parts = merged(replace(p, key=key_of(date.fromisoformat(p.key), cut.by)) for p in parts)
        return parts, whole, sold


def _of_all(tx: Tx, add_up: Callable[[Tx, Cut], list[Part]], cut: Cut) -> list[Part]:
    """Add up; for a long list of customers in several statements, each of different ones."""
    if cut.customers is None:
        return add_up(tx, cut)
    return merged(
        part for some in batches(cut.customers) for part in add_up(tx, replace(cut, customers=some))
    )


def _within(tx: Tx, asked: Period) -> Period | None:
    """The period, no longer than from the first to the last that is recorded; None where nothing is in it."""
    first, last = names.reach(tx)
    if not first:
        return None
    since, until = unstamp(first), unstamp(last) + MOMENT
    since = max(since, asked.since) if asked.since else since
    until = min(until, asked.until) if asked.until else until
    return Period(since, until) if since < until else None


def _stamps(found: Iterable[Span]) -> tuple[Stamps, ...]:
    return tuple((one.key, stamp(one.since), stamp(one.until)) for one in found)


def _segments(tx: Tx, asked: Asked, now: datetime) -> dict[str, str]:
    """Each customer's segment as it is now, where it matters."""
    if "segment" not in (asked.by, *asked.filters):
        return {}
    return standing.segments(standings(tx, stamp(now)), now)


def _customers(wanted: Mapping[str, Sequence[str]], segments: Mapping[str, str]) -> list[str] | None:
    if "segment" not in wanted:
        return None
    known = filters.by_name((one, one) for one in standing.SEGMENTS)
    names_wanted = {key for value in wanted["segment"] for key in filters.named("segment", value, known)}
    return sorted(customer for customer, segment in segments.items() if segment in names_wanted)


def _keys(tx: Tx, wanted: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """What is stored of the names that filters hold."""
    found: dict[str, list[str]] = {}
    for field, values in wanted.items():
        if field == "segment":
            continue
        known = names.names_of(tx, field)
        also = names.other_names(tx) if field == "product" else {}
        keys = {key for value in values for key in filters.keys_of(field, value, known, also)}
        if len(keys) > MOST_GOODS:
            raise NoFigure("too_many", field=field)
        found[field] = sorted(keys)
    return found


def _one_spelling(parts: Sequence[Part]) -> list[Part]:
    """Cities written in several ways as one, by the way most was sold under. A customer is in one of them."""
    best: dict[str, Part] = {}
    for part in parts:
        name = folded(part.key)
        if name not in best or part.top > best[name].top:
            best[name] = part
    return merged(replace(part, key=best[folded(part.key)].key.strip()) for part in parts)


def _rows(tx: Tx, cut: Cut, parts: Sequence[Part]) -> list[Row]:
    called = dict(names.names_of(tx, cut.by)) if cut.by in NAMED else {}
    unnamed = UNNAMED.get(cut.by, NOT_STATED)
    rows = [
        Row(part.key or unnamed, value_of(part, cut.measure), called.get(part.key, part.key) or unnamed)
        for part in parts
    ]
    if is_time(cut.by):
        return sorted(rows, key=lambda row: row.key)
    return sorted(rows, key=lambda row: (row.value is None, -(row.value or 0), row.key))
