"""Tries to sign in, counted so that guessing takes too long to be worth it, and sessions that ended early."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, delete, select, update

from people.tables import ended_sessions, sign_in_tries
from storage.database import Database, stamp, unstamp

FORGOTTEN = timedelta(hours=1)  # after the last failure


@dataclass(frozen=True)
class Limit:
    """So many failures are free; then each has a pause behind it that doubles up to the longest."""

    who: str
    free: int
    first: timedelta
    longest: timedelta

    @property
    def key(self) -> str:
        """What is kept of whom it counts: no name or address."""
        return hashlib.sha256(self.who.encode(errors="replace")).hexdigest()[:40]

    def wait(self, failures: int, last: datetime, now: datetime) -> timedelta:
        """How long until the next try is looked at."""
        if failures < self.free:
            return timedelta(0)
        pause = min(self.first * (1 << min(failures - self.free, 20)), self.longest)
        return max(last + pause - now, timedelta(0))


class SignIns:
    """Counts by what a Limit says."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def begin(self, limits: Sequence[Limit], now: datetime) -> timedelta:
        """Count a try as failed before it is looked at; or how long to wait, and count nothing.

        Counted first, a hundred tries at once are no more than a hundred one after the other.
        """
        at = stamp(now)
        with self.db.write() as tx:
            tx.execute(delete(sign_in_tries).where(sign_in_tries.c.last_at < stamp(now - FORGOTTEN)))
            wait = timedelta(0)
            for limit in sorted(
                limits, key=lambda one: one.key
            ):  # one order, so that none wait for each other
                # A time that is yet to come is of a clock that was set back: nobody waits for it.
                last = case((sign_in_tries.c.last_at > at, at), else_=sign_in_tries.c.last_at)
                row = tx.execute(
                    self.db.insert(sign_in_tries)
                    .values(who=limit.key, failures=0, last_at=at)
                    .on_conflict_do_update(index_elements=["who"], set_={"last_at": last})
                    .returning(sign_in_tries.c.failures, sign_in_tries.c.last_at)
                ).one()
                wait = max(wait, limit.wait(row.failures, unstamp(row.last_at), now))
            if not wait:
                tx.execute(
                    update(sign_in_tries)
                    .where(sign_in_tries.c.who.in_([limit.key for limit in limits]))
                    .values(failures=sign_in_tries.c.failures + 1, last_at=at)
                )
        return wait

    def worked(self, own: Iterable[Limit], shared: Iterable[Limit]) -> None:
        """It was no failure: what counted them alone begins anew, what counts others too loses this one."""
        with self.db.write() as tx:
            tx.execute(delete(sign_in_tries).where(sign_in_tries.c.who.in_([one.key for one in own])))
            tx.execute(
                update(sign_in_tries)
                .where(sign_in_tries.c.who.in_([one.key for one in shared]), sign_in_tries.c.failures > 0)
                .values(failures=sign_in_tries.c.failures - 1)
            )

    def end(self, session: str, ends: datetime, now: datetime) -> None:
        """This session is over before its time; of those whose time came nothing needs to be kept."""
        with self.db.write() as tx:
            tx.execute(delete(ended_sessions).where(ended_sessions.c.ends_at < stamp(now)))
            tx.execute(
                self.db.insert(ended_sessions)
                .values(id=session[:40], ends_at=stamp(ends))
                .on_conflict_do_nothing()
            )

    def ended(self, sessions: Iterable[str]) -> set[str]:
        """Those of these that are over."""
        with self.db.read() as tx:
            return set(
                tx.execute(
                    select(ended_sessions.c.id).where(ended_sessions.c.id.in_(list(sessions)))
                ).scalars()
            )
