"""What a turn writes while an action works on it: only as long as it is its turn, and known to be written.

A turn that was given up writes nothing any more: each of its transactions looks whether its message still
waits, under a lock that the giving up waits for. A turn that has written is not given up: it is taken
again, and finds what it did, or its whole answer, under its keys.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chat.service.contexts import Drafts
from chat.store import turn_work as store
from storage.database import Database, Tx


class TurnOver(Exception):
    """The turn has ended without us: it was given up, or a person answers."""


@dataclass
class Work:
    """The work on one turn."""

    turn: str
    began: datetime
    wrote: bool = False


_work: ContextVar[Work | None] = ContextVar("work", default=None)


@contextmanager
def work_on(turn: str, now: datetime) -> Iterator[Work]:
    """Let whatever this thread writes meanwhile belong to this turn."""
    work = Work(turn, now)
    token = _work.set(work)
    try:
        yield work
    finally:
        _work.reset(token)


def fence(db: Database) -> None:
    """Let no turn write through this database any more once it is over."""

    def first(tx: Tx) -> None:
        work = _work.get()
        if work is None:
            return
        if not store.still_waits(tx, work.turn):
            raise TurnOver(work.turn)
        store.note_written(tx, work.turn, work.began)
        work.wrote = True

    db.first = first


def saved_answer(db: Database, turn: str) -> Any | None:
    """Read the whole answer of this turn, where it was given before and did not arrive."""
    with db.read() as tx:
        return store.saved_answer(tx, turn)


def end_work(db: Database, work: Work, drafts: Drafts, answer: Any) -> None:
    """Store what the turn wants remembered and its answer, both or neither; nothing if it wrote nothing."""
    if not (work.wrote or drafts):
        return
    with db.write() as tx:
        drafts.save_all(tx)
        store.save_answer(tx, work.turn, answer, work.began)
