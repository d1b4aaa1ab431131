"""What an address on a channel agreed to: who asked for silence or blocked us is left in peace."""

from collections.abc import Collection
from datetime import datetime

from chat.ports import Conversation
from chat.store import consent as store
from chat.store import conversations
from chat.store.consent import Consent
from people.store.customers import move_identity
from storage.database import Database, Tx


class Consents:
    """Reads and sets what addresses agreed to."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def find(self, channel: str, address: str) -> Consent:
        """Read what holds for this address."""
        with self.db.read() as tx:
            return store.find_consent(tx, channel, address)

    def set(
        self,
        channel: str,
        address: str,
        now: datetime,
        *,
        stopped: bool | None = None,
        blocked: bool | None = None,
    ) -> None:
        """Store that the customer asked for silence, or blocked us, or took it back."""
        with self.db.write() as tx:
            store.save_consent(tx, channel, address, now, stopped=stopped, blocked=blocked)

    def move_address(self, channel: str, address: str, to: str) -> None:
        """Let all go on at another address: a group got another id. Nothing where that is in use."""
        with self.db.write() as tx:
            if conversations.is_taken(tx, channel, to):
                return
            conversations.move_conversation(tx, channel, address, to)
            move_identity(tx, channel, address, to)
            store.move_consent(tx, channel, address, to)

    def release_held(self, channel: str, address: str, longer_than: datetime) -> bool:
        """Let go now what was held until the customer writes; whether there was any."""
        with self.db.write() as tx:
            return store.release_held(tx, channel, address, longer_than)


def last_open_chat(tx: Tx, customer: str, channels: Collection[str], but: str) -> Conversation | None:
    """Find where a customer was last alone on one of these channels and has not blocked us, but not here."""
    return next(
        (
            one
            for one in conversations.conversations_of(tx, customer)
            if one.channel in channels
            and one.id != but
            and not one.shared
            and not store.find_consent(tx, one.channel, one.address).blocked
        ),
        None,
    )
