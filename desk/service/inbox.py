"""Lists for the desk: the inbox with its rows and counts, products to send, what is new."""

from collections.abc import Sequence
from datetime import datetime

from desk.store import inbox, news
from desk.views import Filter, FoundProduct, InboxRow, News
from storage.database import Database, stamp

STATE_MOVES = ("ask", "back", "claim", "release", "requeue", "resolve", "transfer")


class Inbox:
    """Reads for the desk; changes nothing."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def box(self, me: str, wanted: Filter, now: datetime) -> list[InboxRow]:
        """List the conversations of a box, each with what its row shows."""
        with self.db.read() as tx:
            return inbox.box(tx, me, wanted, stamp(now))

    def counts(self, me: str, now: datetime) -> dict[str, int]:
        """Count how many wait, are mine, and name me in a note that I have not seen."""
        with self.db.read() as tx:
            return inbox.counts(tx, me, stamp(now))

    def find_products(self, words: str, limit: int = 8) -> list[FoundProduct]:
        """Find products whose title has each of these words, for the picker."""
        with self.db.read() as tx:
            return inbox.find_products(tx, words, limit)

    def news(self, after_message: int, after_entry: int) -> tuple[int, int, Sequence[News]]:
        """Tell what came after these numbers, and the newest numbers. Negative: only the numbers."""
        with self.db.read() as tx:
            if after_message < 0:
                return *news.newest(tx), ()
            return news.news(tx, after_message, after_entry)
