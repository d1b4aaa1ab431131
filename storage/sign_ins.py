"""Failed sign-ins, counted so that guessing takes too long to be worth it."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from storage.database import Database, stamp
from storage.desk_tables import sign_in_failures

WITHIN = timedelta(minutes=15)


class SignIns:
    """Counts by e-mail address and by network address."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def failures(self, who: str, now: datetime) -> int:
        """How often it failed lately."""
        with self.db.read() as tx:
            return tx.execute(
                select(func.count())
                .select_from(sign_in_failures)
                .where(sign_in_failures.c.who == who, sign_in_failures.c.at > stamp(now - WITHIN))
            ).scalar_one()

    def failed(self, whos: tuple[str, ...], now: datetime) -> None:
        """It failed once more; what is long past is forgotten."""
        with self.db.write() as tx:
            tx.execute(delete(sign_in_failures).where(sign_in_failures.c.at < stamp(now - WITHIN)))
            for who in whos:
                tx.execute(sign_in_failures.insert().values(who=who[:200], at=stamp(now)))

    def worked(self, who: str) -> None:
        """They know their password after all."""
        with self.db.write() as tx:
            tx.execute(delete(sign_in_failures).where(sign_in_failures.c.who == who))
