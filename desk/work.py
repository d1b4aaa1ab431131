"""What staff do beside taking turns: labels, notes, snooze, canned answers, read marks, presence."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from chat.errors import UnknownConversation
from chat.tables import conversations, desk_files, messages
from desk.handover import add_note
from desk.tables import canned_answers, labels, mentions, presence, read_marks
from storage.audit import record
from storage.database import Database, stamp


class DeskWork:
    """Small writes, each recorded."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def note(self, conversation: str, author: str, note: str, named: Sequence[str], now: datetime) -> int:
        """A private word in the thread."""
        with self.db.write() as tx:
            if (
                tx.execute(select(conversations.c.id).where(conversations.c.id == conversation)).first()
                is None
            ):
                raise UnknownConversation(conversation)
            return add_note(tx, conversation, author, note, named, now)

    def label(self, conversation: str, label: str, on: bool, by: str, now: datetime) -> None:
        """Put a label on, or take it off."""
        with self.db.write() as tx:
            if on:
                tx.execute(
                    self.db.insert(labels)
                    .values(conversation_id=conversation, label=label)
                    .on_conflict_do_nothing()
                )
            else:
                tx.execute(
                    delete(labels).where(labels.c.conversation_id == conversation, labels.c.label == label)
                )
            record(tx, now, by, "label" if on else "unlabel", conversation=conversation, subject=label)

    def all_labels(self) -> list[str]:
        """Every label in use."""
        found: list[str] = []
        with self.db.read() as tx:  # from one to the next: few labels stand on very many conversations
            while label := tx.execute(
                select(func.min(labels.c.label)).where(labels.c.label > (found[-1] if found else ""))
            ).scalar():
                found.append(label)
        return found

    def snooze(self, conversation: str, until: datetime, by: str, now: datetime) -> None:
        """Out of the line until then."""
        with self.db.write() as tx:
            tx.execute(
                update(desk_files)
                .where(desk_files.c.conversation_id == conversation)
                .values(snoozed_until=stamp(until))
            )
            record(tx, now, by, "snooze", conversation=conversation, until=stamp(until))

    def prioritise(self, conversation: str, priority: int, by: str, now: datetime) -> None:
        """How soon: 0 first, 3 last."""
        with self.db.write() as tx:
            tx.execute(
                self.db.insert(desk_files)
                .values(conversation_id=conversation, priority=priority)
                .on_conflict_do_update(index_elements=["conversation_id"], set_={"priority": priority})
            )
            record(tx, now, by, "priority", conversation=conversation, priority=priority)

    def read(self, conversation: str, by: str) -> None:
        """All of it has been read by this member, also the notes that name them."""
        with self.db.write() as tx:
            tx.execute(
                update(mentions)
                .where(mentions.c.staff_id == by, mentions.c.conversation_id == conversation)
                .values(seen_at="read")
            )
            newest = tx.execute(
                select(func.max(messages.c.id)).where(messages.c.conversation_id == conversation)
            ).scalar()
            if newest is not None:
                tx.execute(
                    self.db.insert(read_marks)
                    .values(staff_id=by, conversation_id=conversation, message_id=newest)
                    .on_conflict_do_update(
                        index_elements=["staff_id", "conversation_id"], set_={"message_id": newest}
                    )
                )

    def canned(self) -> list[dict[str, str]]:
        """Every canned answer."""
        with self.db.read() as tx:
            rows = tx.execute(select(canned_answers).order_by(canned_answers.c.shortcut)).all()
        return [dict(row._mapping) for row in rows]

    def put_canned(self, shortcut: str, title: str, words: str, by: str, now: datetime) -> None:
        """Write one, or write it anew."""
        fresh = {"title": title, "text": words}
        with self.db.write() as tx:
            tx.execute(
                self.db.insert(canned_answers)
                .values(shortcut=shortcut, **fresh)
                .on_conflict_do_update(index_elements=["shortcut"], set_=fresh)
            )
            record(tx, now, by, "canned", subject=shortcut)

    def drop_canned(self, shortcut: str, by: str, now: datetime) -> None:
        """Take one away."""
        with self.db.write() as tx:
            tx.execute(delete(canned_answers).where(canned_answers.c.shortcut == shortcut))
            record(tx, now, by, "canned", subject=shortcut, dropped=True)

    def seen(self, member: str, now: datetime, status: str = "") -> None:
        """This member is there; with a status, they said so themselves."""
        changes: dict[str, Any] = {"seen_at": stamp(now)} | ({"status": status} if status else {})
        with self.db.write() as tx:
            tx.execute(
                self.db.insert(presence)
                .values(
                    staff_id=member, status=status or "online", seen_at=stamp(now), languages=[], skills=[]
                )
                .on_conflict_do_update(index_elements=["staff_id"], set_=changes)
            )
            if status:
                record(tx, now, member, "presence", subject=status)

    def presence_of(self, member: str) -> str:
        """What they said last: online, away, offline."""
        with self.db.read() as tx:
            said = tx.execute(select(presence.c.status).where(presence.c.staff_id == member)).scalar()
        return said or "offline"

    def routing(self) -> dict[str, dict[str, Any]]:
        """By member: status, room, languages and skills, as routing sees them."""
        with self.db.read() as tx:
            return {row.staff_id: dict(row._mapping) for row in tx.execute(select(presence))}

    def route(
        self, member: str, languages: Sequence[str], skills: Sequence[str], room: int, by: str, now: datetime
    ) -> None:
        """What this member is offered: languages, reasons they are good at, how many at once."""
        fresh: dict[str, Any] = {"languages": list(languages), "skills": list(skills), "room": room}
        with self.db.write() as tx:
            tx.execute(
                self.db.insert(presence)
                .values(staff_id=member, status="offline", seen_at=stamp(now), **fresh)
                .on_conflict_do_update(index_elements=["staff_id"], set_=fresh)
            )
            record(tx, now, by, "routing", subject=member, **fresh)
