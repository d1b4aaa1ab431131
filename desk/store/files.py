"""Files that agents and web customers send along."""

from dataclasses import dataclass

from sqlalchemy import func, select

from desk.tables import attachments
from storage.database import Tx


@dataclass(frozen=True)
class File:
    """A file as it was sent."""

    name: str
    media_type: str
    data: bytes


def put_file(tx: Tx, id: str, conversation: str, file: File, by: str, at: str) -> None:
    """Save a file."""
    tx.execute(
        attachments.insert().values(
            id=id,
            conversation_id=conversation,
            name=file.name,
            media_type=file.media_type,
            data=file.data,
            staff_id=by,
            at=at,
        )
    )


def count_files(tx: Tx, conversation: str, by: str) -> int:
    """Count what was sent in a conversation by this member, or by "customer"."""
    theirs = (attachments.c.conversation_id == conversation) & (attachments.c.staff_id == by)
    return tx.execute(select(func.count()).select_from(attachments).where(theirs)).scalar_one()


def file_of(tx: Tx, id: str) -> File | None:
    """Read the file of this name."""
    row = tx.execute(select(attachments).where(attachments.c.id == id)).first()
    return File(row.name, row.media_type, bytes(row.data)) if row else None
