"""Learns anew in the background, and puts the new model in place only when it passes its check."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from insight.learning.history import BoughtRow, Cohort, Purchase, from_purchases
from insight.learning.model import Model, Progress, fit
from insight.recommending.recommend import Recommender

log = logging.getLogger(__name__)

ENOUGH_TO_JUDGE = 30  # held-out customers; with fewer the figures say nothing
MAY_FALL_TO = 0.8  # of the nDCG of the model in place


@dataclass(frozen=True)
class Refitted:
    """What came of a fit."""

    swapped: bool
    why: str
    model: Model


def judge(new: Model, old: Model) -> str:
    """Why the new model must not take the old one's place; empty when it may."""
    if new.history.lines.rows == 0 and old.history.lines.rows > 0:
        return "no orders could be read"
    if new.check.customers < ENOUGH_TO_JUDGE:
        return ""
    if new.check.best < new.check.popular:
        return f"nDCG {new.check.best} on held-out customers is below {new.check.popular} of what is popular"
    if old.check.customers >= ENOUGH_TO_JUDGE and new.check.best < MAY_FALL_TO * old.check.best:
        return f"nDCG on held-out customers fell from {old.check.best} to {new.check.best}"
    return ""


class Refit:
    """Fits from the store, on demand or every so many seconds. One fit at a time."""

    def __init__(
        self,
        recommender: Recommender,
        purchases: Callable[[], Iterable[BoughtRow]],
        cohorts: Callable[[], Mapping[str, Sequence[Cohort]]] = dict,
    ) -> None:
        self._recommender = recommender
        self._purchases = purchases
        self._cohorts = cohorts
        self._one = threading.Lock()
        self._stop = threading.Event()
        self.progress: tuple[int, int] = (0, 0)  # steps done, steps in all

    def once(self, progress: Progress | None = None) -> Refitted:
        """Read, fit, judge, swap."""

        def tell(done: int, of: int) -> None:
            self.progress = (done, of)
            if progress:
                progress(done, of)

        with self._one:
            history = from_purchases(Purchase(*row) for row in self._purchases())
            model = fit(history, self._cohorts(), tell)
            why = judge(model, self._recommender.model)
            if why:
                log.error("the new recommendations were not put in place: %s", why)
            else:
                self._recommender.model = model
                log.info("recommendations fitted", extra=model.about())
            return Refitted(not why, why, model)

    def start(self, every_seconds: float) -> threading.Thread:
        """Fit now and again every so often, on a thread that ends with the process or with stop()."""
        thread = threading.Thread(target=self._run, args=(every_seconds,), daemon=True, name="refit")
        thread.start()
        return thread

    def stop(self) -> None:
        self._stop.set()

    def _run(self, every_seconds: float) -> None:
        while not self._stop.is_set():
            try:
                self.once()
            except Exception:
                log.exception("recommendations could not be fitted; those in place go on")
            self._stop.wait(every_seconds)
