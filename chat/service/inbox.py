"""Messages on their way through: taken in once, one at a time in each conversation, answered once.

Whoever changes a conversation and its messages locks the conversation first, then its messages: so do
the desk's claim and what an action writes.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from chat.errors import UnknownTap
from chat.handoff import moved
from chat.message import Inbound
from chat.plain import picked
from chat.ports import Accepted, Conversation, State, Waiting, turn_id
from chat.reply import Command, Reply
from chat.service.conversations import Conversations
from chat.service.language import in_chosen_language
from chat.store import conversations, inbox, messages, turn_work
from storage.audit import record
from storage.database import Database, Tx

LEASE = timedelta(seconds=40)  # longer than any turn may take
MOST_TIMES = 3  # so often is a turn that has written taken again before the customer is told to look


class Turns(Conversations):
    """The ConversationStore of chat.ports over the database."""

    def __init__(
        self, db: Database, owner: str = "", clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        super().__init__(db)
        # Who takes turns: one name a process. Another process waits until the lease is given back.
        self.owner = owner or secrets.token_hex(8)
        # Asked within the transaction: a lease begins when its row is had, not when we began to wait for it.
        self._clock = clock

    def _lease(self, now: datetime) -> inbox.Lease:
        return inbox.Lease(self.owner, now + LEASE)

    def accept(self, inbound: Inbound) -> Accepted:
        """Store a message on its way in, and take its conversation where nobody answers there."""
        with self.db.write(urgent=True) as tx:  # a channel waits for it, and delivers again if it is slow
            locale, page = inbound.meta.get("locale", ""), inbound.meta.get("page", "")
            at = conversations.open_conversation(
                tx, inbound.channel, inbound.address, locale, page, inbound.at
            )
            words = inbound.text or (messages.tap_title(tx, at.id, inbound.tap) if inbound.tap else "")
            message = inbox.save_inbound(tx, at.id, inbound, words)
            if message is None:
                known = inbox.known_inbound(tx, at.id, inbound.message_id)
                return Accepted(known.message, at.id, new=False, answered=known.answered)
            if at.state == "waiting" and not inbound.tap and inbox.wake_conversation(tx, at.id):
                record(tx, inbound.at, "customer", "wake", conversation=at.id)
            # A closed matter; a new message is the assistant's again.
            state = moved("resolved", "write") if at.state == "resolved" else None
            now = self._clock()
            inbox.note_arrival(tx, at.id, inbound, self._lease(now), now, state)
            return Accepted(message, at.id, new=True, answered=False)

    def next_waiting(self, conversation: str) -> Waiting | None:
        """Take a conversation and give its first message; None where none waits or another process has it."""
        with self.db.read() as tx:
            found = inbox.first_waiting(tx, conversation)
        if found is None:
            return None
        waiting, lease = found
        now = self._clock()
        if lease and lease.owner == self.owner and lease.until > now + LEASE / 2:
            return waiting  # ours as it was read: only we can answer it
        with self.db.write() as tx:
            if not inbox.take_lease(tx, conversation, self._lease(now), now):
                return None
            found = inbox.first_waiting(tx, conversation)  # who held it may have answered since we looked
            if found is None:
                inbox.release_lease(tx, conversation)
        return found[0] if found else None

    def free_leases(self) -> None:
        """Take back what a dead process held; only where one gateway serves the database."""
        with self.db.write() as tx:
            inbox.release_all_leases(tx)

    def meant(self, conversation: str, waiting: Waiting) -> Command | None:
        """Read what a tap, or a typed number or title of the last options, stands for."""
        with self.db.read() as tx:
            tap = waiting.tap or picked(
                waiting.text, messages.last_turns_replies(tx, conversation, waiting.message)
            )
            command = messages.tap_command(tx, conversation, tap) if tap else None
        if tap and command is None:
            raise UnknownTap(tap)
        return command

    def finish(
        self,
        conversation: str,
        message: int,
        replies: Sequence[Reply],
        dialogue: Mapping[str, Any] | None,
        *,
        unless: State | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> tuple[Reply, ...]:
        """Store replies and state and mark the message answered, all or nothing."""
        with self.db.write() as tx:
            at = conversations.lock_conversation(tx, conversation)
            return self._finish(tx, at, message, replies, dialogue, unless, facts)

    def give_up(
        self, conversation: str, message: int, sorry: Reply, unsure: Reply, *, unless: State | None = None
    ) -> tuple[Reply, ...] | None:
        """Answer `sorry`, and from then on the turn can do nothing; None where it has done something."""
        with self.db.write() as tx:
            at = conversations.lock_conversation(tx, conversation)
            times = turn_work.count_vain(tx, turn_id(conversation, message))
            if 0 < times < MOST_TIMES:
                return None
            return self._finish(tx, at, message, [unsure if times else sorry], None, unless, None)

    def _finish(
        self,
        tx: Tx,
        at: Conversation,
        message: int,
        replies: Sequence[Reply],
        dialogue: Mapping[str, Any] | None,
        unless: State | None,
        facts: Mapping[str, Any] | None,
    ) -> tuple[Reply, ...]:
        if not inbox.mark_answered(tx, message, facts):
            # Another process answered it when our lease had run out.
            return messages.replies_to(tx, message) or ()
        turn_work.forget_work(tx, turn_id(at.id, message))
        stored: tuple[Reply, ...] = ()
        if at.state != unless:
            here = in_chosen_language(tx, at)
            stored = messages.save_replies(tx, here, replies, self._clock(), message)
        inbox.end_turn(tx, at, dialogue)
        return stored

    def replies_to(self, message: int) -> tuple[Reply, ...] | None:
        """Read the stored replies; None while the message still waits."""
        with self.db.read() as tx:
            return messages.replies_to(tx, message)

    def unanswered(self) -> Sequence[str]:
        """List the conversations with messages that wait."""
        with self.db.read() as tx:
            return inbox.unanswered(tx)
