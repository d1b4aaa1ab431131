"""Records what was searched, what was shown for it and what was chosen: to learn from."""

from datetime import datetime

from insight.searching import store
from insight.searching.searched import Searched
from storage.database import Database


class SearchEvents:
    """Written by the actions that search; read by whoever learns from it."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def record(self, one: Searched, now: datetime) -> None:
        """Store it once for each ref."""
        with self.db.write() as tx:
            store.insert_searched(tx, self.db, one, now)

    def of(self, customer: str) -> list[Searched]:
        """What this customer searched and chose, oldest first."""
        with self.db.read() as tx:
            return store.searched_by(tx, customer)

    def newest(self, limit: int) -> list[Searched]:
        """What anybody searched and chose lately, oldest first."""
        with self.db.read() as tx:
            return store.newest_searched(tx, limit)
