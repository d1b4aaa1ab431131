"""Finds the reason that holds for one customer and one item, in figures taken from the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
import scipy.sparse as sp

from insight.learning.crowd import profiles
from insight.learning.history import Cohort, Floats, Lines
from insight.learning.model import Model
from insight.recommending.habits import Habits
from insight.recommending.suggestion import Reason

LEAST_SHOPS = 3  # others before we speak of shops; fewer could be recognised
NEAREST = 40  # shops that are called most like this one
LEAST_SHARE = 0.1  # of those who buy one thing take the other, before they go together
LEAST_LIFT = 1.2  # and so many times more than anybody does


class Evidence:
    """The reasons of one answer; what is dear to know is looked up once."""

    def __init__(
        self, model: Model, lines: Lines, now: float, habits: Habits, cohorts: Sequence[Cohort] = ()
    ) -> None:
        self.model, self.lines, self.now, self.habits, self.cohorts = model, lines, now, habits, cohorts

    def reason(self, item: int, with_items: Sequence[int], titles: Mapping[str, str]) -> Reason:
        """The strongest thing that is true of this item for this customer."""
        return self.own(item) or self.with_others(item, with_items, titles) or self.crowd(item)

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

    def with_others(self, item: int, with_items: Sequence[int], titles: Mapping[str, str]) -> Reason | None:
        """Goes with what is in the cart: so many of the shops that buy the one take the other."""
        together = self.model.crowd.together
        strength = sorted(
            ((float(together[other, item]), other) for other in with_items if other != item), reverse=True
        )
        takers = self._takers(item) if strength else np.zeros(0)
        everyone = max(1, self.model.crowd.likeness.shape[0])
        for strong, other in strength[:3]:
            title = titles.get(self.model.history.items[other], "")
            if strong <= 0 or not title:
                continue
            of = self._takers(other)
            both = int(np.intersect1d(of, takers, assume_unique=True).size)
            share = both / max(1, len(of))
            if both >= LEAST_SHOPS and share >= max(LEAST_SHARE, LEAST_LIFT * len(takers) / everyone):
                return Reason("together", {"shops": both, "of": len(of), "title": title})
        return None

    def _takers(self, item: int) -> np.ndarray:
        """The shops that buy it, among those that everybody is compared with."""
        leaning = self.model.crowd.leaning
        return np.unique(leaning.indices[leaning.indptr[item] : leaning.indptr[item + 1]])

    def crowd(self, item: int) -> Reason:
        """What other shops do."""
        of, bought = self.nearest
        if of and bought[item] >= LEAST_SHOPS:
            return Reason("neighbours", {"shops": int(bought[item]), "of": of})
        return self.around(item)

    def around(self, item: int) -> Reason:
        """What shops of the same place, or at the same prices, do; else what many do."""
        for kind, name in self.cohorts:
            buyers = self.model.cohorts.buyers((kind, name), item)
            if buyers >= LEAST_SHOPS:
                return Reason(kind, {"shops": buyers, kind: name})
        buyers = int(self.model.crowd.buyers[item])
        return Reason("popular", {"shops": buyers}) if buyers >= LEAST_SHOPS else Reason("listed")

    @cached_property
    def nearest(self) -> tuple[int, Floats]:
        """How many shops are most like this one, and how many of them bought each item."""
        if not len(self.lines.row):
            return 0, np.zeros(self.model.crowd.items)
        return _bought_by_nearest(self.model, self.lines)


def _bought_by_nearest(model: Model, lines: Lines) -> tuple[int, Floats]:
    profile = profiles(lines, model.crowd.items)
    alike = np.asarray((profile @ model.crowd.leaning).todense()).ravel()
    # The best is as a rule this customer's own profile; it does no harm, for own items have own reasons.
    near = np.argsort(-alike, kind="stable")[: min(NEAREST, len(alike) // 4) + 1]
    near = near[alike[near] > 0][1:]
    bought: sp.csr_matrix = model.crowd.likeness[near]
    return len(near), np.bincount(bought.indices, minlength=model.crowd.items).astype(np.float64)
