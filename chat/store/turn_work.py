"""What is stored of a turn's work until it is answered: that it wrote, how often it was taken, its answer."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from chat.tables import conversations, messages
from storage.database import Tx, insert_into, stamp
from storage.tables import effects


def still_waits(tx: Tx, turn: str) -> bool:
    """Tell whether this turn's message waits, and let nobody give it up until the transaction ends."""
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
    return status != "done"


def note_written(tx: Tx, turn: str, now: datetime) -> None:
    """Store that this turn wrote something."""
    _save(tx, _written(turn), 0, now)


def save_answer(tx: Tx, turn: str, answer: Any, now: datetime) -> None:
    """Store this turn's whole answer until it is stored as messages."""
    _save(tx, _answer(turn), answer, now)


def saved_answer(tx: Tx, turn: str) -> Any | None:
    """Read the whole answer of this turn, where it was given before and did not arrive."""
    return tx.execute(select(effects.c.result).where(effects.c.key == _answer(turn))).scalar()


def count_vain(tx: Tx, turn: str) -> int:
    """Count how often this turn, which wrote, had no answer, this time too; 0 if it wrote nothing."""
    here = effects.c.key == _written(turn)
    before = tx.execute(select(effects.c.result).where(here)).scalar()
    if before is None:
        return 0
    tx.execute(update(effects).where(here).values(result=before + 1))
    return int(before) + 1


def forget_work(tx: Tx, turn: str) -> None:
    """Delete what is stored of a turn whose answer is stored as messages: nothing takes it again."""
    tx.execute(delete(effects).where(effects.c.key.in_((_written(turn), _answer(turn)))))


def _save(tx: Tx, key: str, result: Any, now: datetime) -> None:
    row = insert_into(tx, effects).values(key=key, result=result, at=stamp(now))
    tx.execute(row.on_conflict_do_nothing())


def _written(turn: str) -> str:
    return f"{turn}/written"


def _answer(turn: str) -> str:
    return f"{turn}/answer"
