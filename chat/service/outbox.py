"""The outbox: replies that have yet to reach their channel, in order within a conversation."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chat.store import outbox as store
from chat.store.outbox import DeadLetter, Parcel
from storage.database import Database

CLAIM = timedelta(seconds=60)  # a process that dies with a claim leaves it to others after this

MOST_IN_ONE = 10  # replies that one message of a channel may stand for


class Outbox:
    """Claims parcels, and stores what became of them."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def claim(self, now: datetime, limit: int = 50) -> list[Parcel]:
        """Take the conversations whose first waiting reply is due; nobody else gets them for a while."""
        with self.db.write() as tx:
            return store.claim_parcels(tx, now, now + CLAIM, limit)

    def sent(self, results: Sequence[tuple[int, str]]) -> None:
        """Store that these went out, with the channel's own ids of them, if it gives any."""
        with self.db.write() as tx:
            for message, channel_id in results:
                store.mark_sent(tx, message, channel_id)

    def put_off(self, outgoing: Sequence[int], at: datetime, error: str) -> None:
        """Let these wait until then; they stay in order."""
        with self.db.write() as tx:
            store.put_off(tx, outgoing, at, error)

    def failed(self, message: int, error: str) -> None:
        """Store that this will never go out; an admin may send it again."""
        with self.db.write() as tx:
            store.mark_failed(tx, message, error)

    def receipt(self, channel: str, channel_id: str, status: str, reason: str = "") -> bool:
        """Store what the channel says became of it; never backwards. False: no such message, or not yet."""
        ids = [channel_id, *(f"{channel_id}#{n}" for n in range(1, MOST_IN_ONE))]
        with self.db.write() as tx:
            return store.save_receipt(tx, channel, ids, status, reason)

    def dead(self, limit: int = 100) -> list[DeadLetter]:
        """List what failed for good, the newest first."""
        with self.db.read() as tx:
            return store.dead_letters(tx, limit)

    def send_again(self, message: int) -> bool:
        """Send a dead letter once more, in its place in the conversation; False where it is none."""
        with self.db.write() as tx:
            return store.send_again(tx, message)

    def release_claims(self) -> None:
        """Make everything that waits due now; where one gateway serves the database, at its start."""
        with self.db.write() as tx:
            store.release_claims(tx)
