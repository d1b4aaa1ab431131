"""Files that agents and web customers send along: kept with the rest, under a name that nobody can guess."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from desk.tables import attachments
from storage.database import Database, stamp

CUSTOMER = "customer"  # who sent it, where it was no member of staff
KEPT = "kept:"  # before a file's name, where a channel's own files have the channel's


@dataclass(frozen=True)
class Sent:
    """A file as it was sent."""

    name: str
    media_type: str
    data: bytes


class DeskFiles:
    """Keeps and gives files."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def keep(self, conversation: str, name: str, media_type: str, data: bytes, by: str, now: datetime) -> str:
        """Keep a file; its name in the link."""
        new = secrets.token_urlsafe(24)
        with self.db.write() as tx:
            tx.execute(
                attachments.insert().values(
                    id=new,
                    conversation_id=conversation,
                    name=name,
                    media_type=media_type,
                    data=data,
                    staff_id=by,
                    at=stamp(now),
                )
            )
        return new

    def sent_by_customer(self, conversation: str) -> int:
        """How many files this conversation's customer has sent."""
        theirs = (attachments.c.conversation_id == conversation) & (attachments.c.staff_id == CUSTOMER)
        with self.db.read() as tx:
            return tx.execute(select(func.count()).select_from(attachments).where(theirs)).scalar_one()

    def get(self, file: str) -> Sent | None:
        """The file of this name."""
        with self.db.read() as tx:
            row = tx.execute(select(attachments).where(attachments.c.id == file)).first()
        return Sent(row.name, row.media_type, bytes(row.data)) if row else None
