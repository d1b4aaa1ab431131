"""Finds the reason that holds for one customer and one item, in figures taken from the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import scipy.sparse as sp

from insight.crowd import profiles
from insight.habits import Habits
from insight.history import Floats, Lines
from insight.model import Model
from insight.suggestion import Reason

LEAST_SHOPS = 3  # others before we speak of shops; fewer could be recognised
NEAREST = 40  # shops that are called most like this one


class Evidence:
    """The reasons of one answer; what is dear to know is looked up once."""

    def __init__(
        self, model: Model, lines: Lines, now: float, titles: Mapping[str, str], city: str = ""
    ) -> None:
        self.model, self.lines, self.now, self.titles, self.city = model, lines, now, titles, city
        self.habits = Habits(lines, now)
        self._near: tuple[int, Floats] | None = None

    def reason(self, item: int, with_items: Sequence[int] = ()) -> Reason:
        """The strongest thing that is true of this item for this customer."""
        own = self.own(item)
        if own and own.kind == "due":
            return own
        return self.with_others(item, with_items) or own or self.crowd(item)

    def own(self, item: int) -> Reason | None:
        """A habit of their own."""
        known = self.habits.of(item)
        if not known.times:
            return None
        dated = self.model.history.dated
        if dated and known.due:
            return Reason("due", {"cycle": round(known.cycle), "ago": round(known.ago)})
        if known.in_recent >= 2:
            return Reason("regular", {"times": known.in_recent, "of": known.recent})
        if dated and known.ago >= 1:
            return Reason("again", {"ago": round(known.ago)})
        return Reason("bought")

    def with_others(self, item: int, with_items: Sequence[int]) -> Reason | None:
        """Goes with what is in the cart."""
        strength = [
            (float(self.model.crowd.together[other, item]), other) for other in with_items if other != item
        ]
        best = max(strength, default=(0.0, -1))
        title = self.titles.get(self.model.history.items[best[1]], "") if best[0] > 0 else ""
        return Reason("together", {"title": title}) if title else None

    def crowd(self, item: int) -> Reason:
        """What other shops do."""
        shops, of = self._shops_alike(item)
        if shops >= LEAST_SHOPS:
            return Reason("neighbours", {"shops": shops, "of": of})
        in_city = self.model.cities.buyers(self.city, item)
        if in_city >= LEAST_SHOPS:
            return Reason("city", {"shops": in_city, "city": self.city})
        buyers = int(self.model.crowd.buyers[item])
        if buyers >= LEAST_SHOPS:
            return Reason("popular", {"shops": buyers})
        return Reason("season") if self._rising(item) else Reason("listed", {"category": "own"})

    def _shops_alike(self, item: int) -> tuple[int, int]:
        """How many of the customers most like this one bought it, and how many those are."""
        if not len(self.lines.row):
            return 0, 0
        if self._near is None:
            self._near = _bought_by_nearest(self.model, self.lines)
        of, bought = self._near
        return int(bought[item]), of

    def _rising(self, item: int) -> bool:
        calendar = self.model.crowd.calendar
        when = calendar.at(np.array([self.now]))[0]
        return bool(
            calendar.demand[when, item] > 5 and calendar.demand[when, item] > calendar.slow[when, item] / 2
        )


def _bought_by_nearest(model: Model, lines: Lines) -> tuple[int, Floats]:
    """How many shops are near, and how many of them bought each item."""
    profile = profiles(lines, model.crowd.items)
    alike = np.asarray((profile @ model.crowd.leaning).todense()).ravel()
    # The best is as a rule this customer's own profile; it does no harm, for own items have own reasons.
    near = np.argsort(-alike, kind="stable")[: min(NEAREST, len(alike) // 4) + 1]
    near = near[alike[near] > 0][1:]
    bought: sp.csr_matrix = model.crowd.likeness[near]
    return len(near), np.bincount(bought.indices, minlength=model.crowd.items).astype(np.float64)
