"""Counts tries to sign in, and ends sessions early.

Rows of tries are locked in the order of their keys, so that none wait for each other.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from people.sign_in_limits import FORGOTTEN, Limit
from people.store import sign_ins as store
from storage.database import Database


class SignIns:
    """Counts by what a Limit says."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def begin(self, limits: Sequence[Limit], now: datetime) -> timedelta:
        """Count a try as failed before it is looked at; or how long to wait, and count nothing.

        Counted first, a hundred tries at once are no more than a hundred one after the other.
        """
        with self.db.write() as tx:
            store.forget_tries_before(tx, now - FORGOTTEN)
            wait = timedelta(0)
            for limit in sorted(limits, key=lambda one: one.key):
                failures, last = store.lock_tries(tx, limit.key, now)
                wait = max(wait, limit.wait(failures, last, now))
            if not wait:
                store.add_failure(tx, [limit.key for limit in limits], now)
        return wait

    def worked(self, own: Iterable[Limit], shared: Iterable[Limit]) -> None:
        """Take it back, for it was no failure: what counted them alone begins anew, what counts others too
        loses this one."""
        with self.db.write() as tx:
            store.forget_tries(tx, [one.key for one in own])
            store.take_failure_back(tx, [one.key for one in shared])

    def end(self, session: str, ends: datetime, now: datetime) -> None:
        """End this session before its time; of those whose time came nothing needs to be stored."""
        with self.db.write() as tx:
            store.forget_ended_sessions(tx, now)
            store.add_ended_session(tx, session, ends)

    def ended(self, sessions: Iterable[str]) -> set[str]:
        """Find those of these that are over."""
        with self.db.read() as tx:
            return store.ended_sessions_of(tx, list(sessions))
