"""Shows one conversation: words, notes and facts; and the customer beside it."""

from chat.service.contexts import find_in
from desk.store import beside, thread
from desk.views import Beside, SentFile, Thread
from shop.finding.remembered import LAST_SHOWN
from storage.database import Database


class Threads:
    """Reads one conversation; changes nothing."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def thread(self, conversation: str, limit: int = 100) -> Thread | None:
        """Show a conversation with its last messages and notes in one line of time; None if there is none."""
        with self.db.read() as tx:
            return thread.thread(tx, conversation, limit)

    def attachment(self, conversation: str, message: int, number: int) -> SentFile | None:
        """Find a file that came with a message; None if there is none."""
        with self.db.read() as tx:
            return thread.attachment(tx, conversation, message, number)

    def customer(self, customer: str) -> Beside:
        """Show the customer, for the side panel."""
        with self.db.read() as tx:
            shown = find_in(tx, customer, LAST_SHOWN)
            return beside.customer(tx, customer, shown or ())
