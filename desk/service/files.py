"""Saves files that agents and web customers send along, under a name that nobody can guess."""

import secrets
from datetime import datetime

from desk.store import files
from desk.store.files import File
from storage.database import Database, stamp

CUSTOMER = "customer"  # who sent it, where it was no member of staff
KEPT = "kept:"  # before a file's name, where a channel's own files have the channel's


class DeskFiles:
    """Saves and gives files."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def save(self, conversation: str, name: str, media_type: str, data: bytes, by: str, now: datetime) -> str:
        """Save a file; its name in the link."""
        new = secrets.token_urlsafe(24)
        with self.db.write() as tx:
            files.put_file(tx, new, conversation, File(name, media_type, data), by, stamp(now))
        return new

    def sent_by_customer(self, conversation: str) -> int:
        """Count the files that this conversation's customer has sent."""
        with self.db.read() as tx:
            return files.count_files(tx, conversation, CUSTOMER)

    def get(self, file: str) -> File | None:
        """Give the file of this name."""
        with self.db.read() as tx:
            return files.file_of(tx, file)
