"""What is asked and changed of the people who work here."""

from collections.abc import Iterable
from datetime import datetime

from people.member import Member
from people.store import staff as store
from storage.database import Database


class Staff:
    """The staff list."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def by_email(self, email: str) -> Member | None:
        """Find the member with this address."""
        with self.db.read() as tx:
            return store.member_by_email(tx, email)

    def by_id(self, member: str) -> Member | None:
        """Find the member with this id."""
        with self.db.read() as tx:
            return store.member_by_id(tx, member)

    def marks(self, members: Iterable[str]) -> dict[str, str]:
        """Read the marks of those of these members who may be here."""
        with self.db.read() as tx:
            return {member.id: member.mark for member in store.active_members(tx, members)}

    def all(self) -> list[Member]:
        """List everybody, by role and name."""
        with self.db.read() as tx:
            return store.all_members(tx)

    def set_active(self, member: str, active: bool) -> bool:
        """Say whether they may sign in; False when nobody has this id."""
        with self.db.write() as tx:
            return store.set_active(tx, member, active)

    def add(
        self, email: str, name: str, role: str, password_hash: str, now: datetime, *, seller: str = ""
    ) -> bool:
        """Add somebody; False when the address is already there."""
        with self.db.write() as tx:
            return store.add_member(tx, email, name, role, password_hash, now, seller)

    def set_password(self, email: str, password_hash: str) -> bool:
        """Save a new password; False when nobody has this address."""
        with self.db.write() as tx:
            return store.set_password(tx, email, password_hash)
