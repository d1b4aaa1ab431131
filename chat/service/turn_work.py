"""What a turn writes while an action works on it: only as long as it is its turn, and known to be written.

A turn that was given up writes nothing any more: each of its transactions looks whether its message still
waits, under a lock that the giving up waits for. A turn that has written is not given up: it is taken
again, and finds what it did, or its whole answer, under its keys.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from chat.service.contexts import Drafts
from chat.tables import conversations, messages
from storage.database import Database, stamp
from storage.tables import effects

MOST_TIMES = 3  # so often is a turn that has written taken again before the customer is told to look


class TurnOver(Exception):
    """The turn has ended without us: it was given up, or a person answers."""


@dataclass
class Work:
    """The work on one turn."""

    turn: str
    wrote: bool = False


_work: ContextVar[Work | None] = ContextVar("work", default=None)


@contextmanager
def work_on(turn: str) -> Iterator[Work]:
    """Whatever this thread writes meanwhile belongs to this turn."""
    work = Work(turn)
    token = _work.set(work)
    try:
        yield work
    finally:
        _work.reset(token)


def fence(db: Database) -> None:
    """From now on let no turn write through this database once it is over."""

    def first(tx: Connection) -> None:
        work = _work.get()
        if work is None:
            return
        _must_wait(tx, work.turn)
        tx.execute(_kept(db, _written(work.turn), 0))
        work.wrote = True

    db.first = first


def kept_answer(db: Database, turn: str) -> Any | None:
    """The whole answer of this turn, where it was given before and did not arrive."""
    with db.read() as tx:
        return tx.execute(select(effects.c.result).where(effects.c.key == _answer(turn))).scalar()


def end_work(db: Database, work: Work, drafts: Drafts, answer: Any) -> None:
    """Keep what the turn wants remembered and its answer, both or neither; nothing where it wrote nothing."""
    if not (work.wrote or drafts):
        return
    with db.write() as tx:
        drafts.keep(tx)
        tx.execute(_kept(db, _answer(work.turn), answer))


def taken_in_vain(tx: Connection, turn: str) -> int:
    """How often this turn, which wrote, was taken without an answer, this time too; 0 if it wrote nothing."""
    here = effects.c.key == _written(turn)
    before = tx.execute(select(effects.c.result).where(here)).scalar()
    if before is None:
        return 0
    tx.execute(update(effects).where(here).values(result=before + 1))
    return int(before) + 1


def forget_work(tx: Connection, turn: str) -> None:
    """Its answer is stored as messages: nothing takes it again."""
    tx.execute(delete(effects).where(effects.c.key.in_((_written(turn), _answer(turn)))))


def _must_wait(tx: Connection, turn: str) -> None:
    conversation, _, message = turn.rpartition(".")
    # Against who gives the turn up, who locks the conversation for update; nobody else is kept waiting.
    tx.execute(
        select(conversations.c.id)
        .where(conversations.c.id == conversation)
        .with_for_update(read=True, key_share=True)
    )
    status = tx.execute(
        select(messages.c.status).where(
            messages.c.id == (int(message) if message.isdigit() else 0),
            messages.c.conversation_id == conversation,
        )
    ).scalar()
    if status == "done":
        raise TurnOver(turn)


def _kept(db: Database, key: str, result: Any) -> Any:
    row = db.insert(effects).values(key=key, result=result, at=stamp(datetime.now(UTC)))
    return row.on_conflict_do_nothing()


def _written(turn: str) -> str:
    return f"{turn}/written"


def _answer(turn: str) -> str:
    return f"{turn}/answer"
