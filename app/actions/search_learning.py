"""Learns in the background how search is to order what it finds, from what buyers chose."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from insight.searching.service import SearchEvents
from retrieval.choices import lessons
from retrieval.engine import Search
from retrieval.learned import Candidates, load, save
from retrieval.learning import Fitted, fit
from storage.database import Database

log = logging.getLogger(__name__)

LEARN_EVERY = timedelta(hours=6)
EVENTS = 100_000  # the newest pages and choices that are read


def ranking_file(data: Path) -> Path:
    return data / "index" / "learned.npz"


def learn_now(search: Search, db: Database, data: Path) -> Fitted:
    """Learn from what is recorded; a ranking that does not pass its check takes the one in place away."""
    found = fit(_unhurried(search.candidates()), lessons(SearchEvents(db).newest(EVENTS)), search.encoder)
    search.learned = found.learned
    if found.learned is None:
        ranking_file(data).unlink(missing_ok=True)
    else:
        save(found.learned, ranking_file(data))
    told = {"searches": found.searches, "plain": found.plain, "better": found.better}
    log.info("search ranks %s", f"plainly: {found.why}" if found.why else "by what was chosen", extra=told)
    return found


def keep_learning(
    search: Search, db: Database, data: Path, every: timedelta = LEARN_EVERY
) -> threading.Event:
    """What was learned last is in place at once; then learn now and again, beside the searches."""
    stop = threading.Event()
    search.learned = load(ranking_file(data), search.encoder)

    def run() -> None:
        stop.wait(_until_due(ranking_file(data), every))
        while not stop.is_set():
            try:
                learn_now(search, db, data)
            except Exception:
                log.exception("search could not learn; it goes on as before")
            stop.wait(every.total_seconds())

    threading.Thread(target=run, daemon=True, name="search-learning").start()
    return stop


def _until_due(file: Path, every: timedelta) -> float:
    """Seconds: a product that is often restarted does not learn at each start."""
    try:
        return max(0.0, file.stat().st_mtime + every.total_seconds() - time.time())
    except FileNotFoundError:
        return 0.0


def _unhurried(candidates_of: Callable[[str], Candidates]) -> Callable[[str], Candidates]:
    """Half of the time goes to those who search."""

    def of(words: str) -> Candidates:
        began = time.perf_counter()
        found = candidates_of(words)
        time.sleep(time.perf_counter() - began)
        return found

    return of
