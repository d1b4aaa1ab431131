"""SQL on counted tries to sign in, and on sessions that ended before their time."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, case, delete, select, update

from people.tables import ended_sessions, sign_in_tries
from storage.database import insert_into, stamp, unstamp


def lock_tries(tx: Connection, who: str, now: datetime) -> tuple[int, datetime]:
    """Read how often this one failed and when last, and hold the row until the transaction ends."""
    at = stamp(now)
    # A time that is yet to come is of a clock that was set back: nobody waits for it.
    last = case((sign_in_tries.c.last_at > at, at), else_=sign_in_tries.c.last_at)
    row = tx.execute(
        insert_into(tx, sign_in_tries)
        .values(who=who, failures=0, last_at=at)
        .on_conflict_do_update(index_elements=["who"], set_={"last_at": last})
        .returning(sign_in_tries.c.failures, sign_in_tries.c.last_at)
    ).one()
    return row.failures, unstamp(row.last_at)


def add_failure(tx: Connection, who: Collection[str], now: datetime) -> None:
    """Count one more failure of each of these."""
    tx.execute(
        update(sign_in_tries)
        .where(sign_in_tries.c.who.in_(who))
        .values(failures=sign_in_tries.c.failures + 1, last_at=stamp(now))
    )


def take_failure_back(tx: Connection, who: Collection[str]) -> None:
    """Count one failure of each of these less."""
    tx.execute(
        update(sign_in_tries)
        .where(sign_in_tries.c.who.in_(who), sign_in_tries.c.failures > 0)
        .values(failures=sign_in_tries.c.failures - 1)
    )


def forget_tries(tx: Connection, who: Collection[str]) -> None:
    """Let these begin anew."""
    tx.execute(delete(sign_in_tries).where(sign_in_tries.c.who.in_(who)))


def forget_tries_before(tx: Connection, before: datetime) -> None:
    """Forget all whose last try is older than this."""
    tx.execute(delete(sign_in_tries).where(sign_in_tries.c.last_at < stamp(before)))


def add_ended_session(tx: Connection, session: str, ends: datetime) -> None:
    """Save that this session is over; it would have ended by itself at this time."""
    tx.execute(
        insert_into(tx, ended_sessions).values(id=session[:40], ends_at=stamp(ends)).on_conflict_do_nothing()
    )


def forget_ended_sessions(tx: Connection, before: datetime) -> None:
    """Forget those that would have ended by themselves by now."""
    tx.execute(delete(ended_sessions).where(ended_sessions.c.ends_at < stamp(before)))


def ended_sessions_of(tx: Connection, sessions: Collection[str]) -> set[str]:
    """Find those of these that are over."""
    return set(tx.execute(select(ended_sessions.c.id).where(ended_sessions.c.id.in_(sessions))).scalars())
