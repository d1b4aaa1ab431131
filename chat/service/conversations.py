"""Conversations: opens them, sends something into them, reads their history."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from chat.ports import Conversation
from chat.reply import Reply
from chat.service.language import in_chosen_language
from chat.store import conversations as store
from chat.store import messages
from storage.database import Database, Tx


class Conversations:
    """Opens, reads and hands over conversations, and sends something into them."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def open(
        self, channel: str, address: str, *, locale: str = "", page: str = "", now: datetime
    ) -> Conversation:
        """Open the conversation at this address, made on first sight."""
        with self.db.write() as tx:
            return store.open_conversation(tx, channel, address, locale, page, now)

    def conversation(self, conversation: str) -> Conversation:
        """Read one, in its customer's language; UnknownConversation where there is none."""
        with self.db.read() as tx:
            return in_chosen_language(tx, store.find_conversation(tx, conversation))

    def send(self, conversation: str, replies: Sequence[Reply], now: datetime) -> tuple[Reply, ...]:
        """Send what answers no message: an agent's words, an order's news."""
        with self.db.write() as tx:
            return send_in(tx, conversation, replies, now)

    def say(self, conversation: str, replies: Sequence[Reply]) -> tuple[Reply, ...]:
        """Send now; for callers that do not hand in their clock yet."""
        return self.send(conversation, replies, datetime.now(UTC))

    def say_in(self, tx: Tx, conversation: str, replies: Sequence[Reply]) -> tuple[Reply, ...]:
        """Send now within a transaction that does more; for callers that do not use `send_in` yet."""
        return send_in(tx, conversation, replies, datetime.now(UTC))

    def last_said(self, conversation: str) -> Reply | None:
        """Read what was said to the customer last."""
        with self.db.read() as tx:
            return messages.last_reply(tx, conversation)

    def history(
        self, conversation: str, after: str = "", limit: int = 50
    ) -> tuple[list[dict[str, Any]], bool]:
        """Read what was said, oldest first, both sides; and whether there is more."""
        with self.db.read() as tx:
            return messages.history(tx, conversation, after, limit)

    def customers_conversations(self, customer: str) -> list[Conversation]:
        """List all of a customer's conversations, the one last used first."""
        with self.db.read() as tx:
            return store.conversations_of(tx, customer)

    def last_conversation(self, customer: str) -> Conversation | None:
        """Find where a customer was last, on whatever channel that is."""
        with self.db.read() as tx:
            return store.last_conversation(tx, customer)

    def bind(self, conversation: str, customer: str) -> str:
        """Give the conversation to a customer who proved to be there; who it was before."""
        with self.db.write() as tx:
            return store.give_conversation(tx, conversation, customer)

    def set_locale(self, conversation: str, locale: str) -> None:
        """Store the language that the customer chose for this conversation."""
        with self.db.write() as tx:
            store.set_locale(tx, conversation, locale)

    def count_waiting(self) -> dict[str, int]:
        """Count what waits for an answer and for its channel, for /metrics and the doctor."""
        with self.db.read() as tx:
            return messages.count_waiting(tx)


def send_in(tx: Tx, conversation: str, replies: Sequence[Reply], now: datetime) -> tuple[Reply, ...]:
    """Send within a transaction that does more; UnknownConversation where there is none."""
    at = in_chosen_language(tx, store.find_conversation(tx, conversation))
    return messages.save_replies(tx, at, replies, now)


def send_to_customer(
    tx: Tx, customer: str, draw: Callable[[str], Reply], now: datetime, otherwise: str = ""
) -> str:
    """Send to where the customer was last, in their language; which conversation that is, "" for none.

    Who has none any more gets it in the conversation `otherwise`, if one is given.
    """
    last = store.last_conversation(tx, customer)
    if last is None and otherwise:
        last = store.find_conversation(tx, otherwise)
    if last is None:
        return ""
    at = in_chosen_language(tx, last)
    messages.save_replies(tx, at, [draw(at.locale)], now)
    return last.id
