"""People who work here: agents, sellers, admins."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from storage.database import Database, stamp
from storage.tables import staff


@dataclass(frozen=True)
class Member:
    """Somebody who works here."""

    id: str
    email: str
    name: str
    role: str
    seller: str
    password_hash: str
    active: bool
    sessions: str = ""

    @property
    def mark(self) -> str:
        """Part of every token: a new password, or being locked out, makes another one."""
        return hashlib.sha256((self.password_hash + self.sessions).encode()).hexdigest()[:12]


class Staff:
    """The staff list."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def by_email(self, email: str) -> Member | None:
        """The member with this address."""
        with self.db.read() as tx:
            row = tx.execute(select(staff).where(staff.c.email == email.strip().lower())).first()
        return _member(row) if row else None

    def by_id(self, member: str) -> Member | None:
        """The member with this id."""
        with self.db.read() as tx:
            row = tx.execute(select(staff).where(staff.c.id == member)).first()
        return _member(row) if row else None

    def marks(self, members: Iterable[str]) -> dict[str, str]:
        """The marks of those of these members who may be here."""
        with self.db.read() as tx:
            rows = tx.execute(select(staff).where(staff.c.id.in_(list(members)), staff.c.active))
            return {row.id: _member(row).mark for row in rows}

    def all(self) -> list[Member]:
        """Everybody, by role and name."""
        with self.db.read() as tx:
            return [_member(row) for row in tx.execute(select(staff).order_by(staff.c.role, staff.c.name))]

    def set_active(self, member: str, active: bool) -> bool:
        """Whether they may sign in; False when nobody has this id."""
        standing = {"active": True} if active else locked_out()
        with self.db.write() as tx:
            done = tx.execute(update(staff).where(staff.c.id == member).values(**standing))
        return done.rowcount == 1

    def add(
        self, email: str, name: str, role: str, password_hash: str, now: datetime, *, seller: str = ""
    ) -> bool:
        """Take somebody on; False when the address is already there."""
        with self.db.write() as tx:
            made = tx.execute(
                self.db.insert(staff)
                .values(
                    id="s_" + secrets.token_urlsafe(9),
                    email=email.strip().lower(),
                    name=name,
                    role=role,
                    seller_id=seller or None,
                    password_hash=password_hash,
                    created_at=stamp(now),
                )
                .on_conflict_do_nothing()
                .returning(staff.c.id)  # an INSERT's count is not known on PostgreSQL
            ).scalar()
        return made is not None

    def set_password(self, email: str, password_hash: str) -> bool:
        """A new password; False when nobody has this address."""
        with self.db.write() as tx:
            done = tx.execute(
                update(staff)
                .where(staff.c.email == email.strip().lower())
                .values(password_hash=password_hash)
            )
        return done.rowcount == 1


def locked_out() -> dict[str, Any]:
    """What makes a row of the staff list one that may not sign in, and whose sessions are over for good."""
    return {"active": False, "sessions": secrets.token_hex(8)}


def _member(row: Row[Any]) -> Member:
    return Member(
        row.id,
        row.email,
        row.name,
        row.role,
        row.seller_id or "",
        row.password_hash,
        row.active,
        row.sessions,
    )
