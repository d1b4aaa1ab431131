"""Does what staff do beside taking turns: notes, labels, snoozing, canned answers, read marks, presence."""

from collections.abc import Sequence
from datetime import datetime

from chat.errors import UnknownConversation
from desk.service.handover import note_in
from desk.store import canned, conversations, notes, presence
from desk.store.presence import Place
from desk.views import Canned
from storage.audit import record
from storage.database import Database, stamp


class DeskWork:
    """Small writes, each recorded."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def note(self, conversation: str, author: str, note: str, named: Sequence[str], now: datetime) -> int:
        """Write a private word in the thread; its number."""
        with self.db.write() as tx:
            if not conversations.exists(tx, conversation):
                raise UnknownConversation(conversation)
            return note_in(tx, conversation, author, note, named, now)

    def label(self, conversation: str, label: str, on: bool, by: str, now: datetime) -> None:
        """Put a label on, or take it off."""
        with self.db.write() as tx:
            (notes.put_label if on else notes.drop_label)(tx, conversation, label)
            record(tx, now, by, "label" if on else "unlabel", conversation=conversation, subject=label)

    def all_labels(self) -> list[str]:
        """List every label in use."""
        with self.db.read() as tx:
            return notes.all_labels(tx)

    def labels_of(self, conversation: str) -> list[str]:
        """List the labels of a conversation."""
        with self.db.read() as tx:
            return notes.labels_of(tx, conversation)

    def snooze(self, conversation: str, until: datetime, by: str, now: datetime) -> None:
        """Put it out of the line until then."""
        with self.db.write() as tx:
            conversations.snooze(tx, conversation, stamp(until))
            record(tx, now, by, "snooze", conversation=conversation, until=stamp(until))

    def prioritise(self, conversation: str, priority: int, by: str, now: datetime) -> None:
        """Set how soon: 0 first, 3 last."""
        with self.db.write() as tx:
            conversations.put_on_file(tx, conversation, priority=priority)
            record(tx, now, by, "priority", conversation=conversation, priority=priority)

    def mark_read(self, conversation: str, by: str) -> None:
        """Mark all of it as read by this member, also the notes that name them."""
        with self.db.write() as tx:
            notes.mark_read(tx, conversation, by)

    def canned(self) -> list[Canned]:
        """List every canned answer."""
        with self.db.read() as tx:
            return canned.all_canned(tx)

    def put_canned(self, shortcut: str, title: str, words: str, by: str, now: datetime) -> None:
        """Write one, or write it anew."""
        with self.db.write() as tx:
            canned.put_canned(tx, Canned(shortcut, title, words))
            record(tx, now, by, "canned", subject=shortcut)

    def drop_canned(self, shortcut: str, by: str, now: datetime) -> None:
        """Take one away."""
        with self.db.write() as tx:
            canned.drop_canned(tx, shortcut)
            record(tx, now, by, "canned", subject=shortcut, dropped=True)

    def note_presence(self, member: str, now: datetime, status: str = "") -> None:
        """Note that this member is there; with a status, they said so themselves."""
        with self.db.write() as tx:
            presence.put_seen(tx, member, stamp(now), status)
            if status:
                record(tx, now, member, "presence", subject=status)

    def presence_of(self, member: str) -> str:
        """Say what they said last: online, away, offline."""
        with self.db.read() as tx:
            return presence.status_of(tx, member)

    def places(self) -> dict[str, Place]:
        """List by member: status, room, languages and skills, as routing sees them."""
        with self.db.read() as tx:
            return presence.places(tx)

    def route(
        self, member: str, languages: Sequence[str], skills: Sequence[str], room: int, by: str, now: datetime
    ) -> None:
        """Set what this member is offered: languages, reasons they are good at, how many at once."""
        with self.db.write() as tx:
            presence.put_routing(tx, member, languages, skills, room, stamp(now))
            languages, skills = list(languages), list(skills)
            record(tx, now, by, "routing", subject=member, languages=languages, skills=skills, room=room)
