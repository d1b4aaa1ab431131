"""SQL on the list of people who work here."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, update

from people.member import Member
from people.tables import staff
from storage.database import insert_into, stamp


def member_by_email(tx: Connection, email: str) -> Member | None:
    """Find the member with this address."""
    return _one(tx, staff.c.email == email.strip().lower())


def member_by_id(tx: Connection, member: str) -> Member | None:
    """Find the member with this id."""
    return _one(tx, staff.c.id == member)


def active_members(tx: Connection, members: Iterable[str]) -> list[Member]:
    """Find those of these members who may be here."""
    rows = tx.execute(select(staff).where(staff.c.id.in_(list(members)), staff.c.active))
    return [_member(row) for row in rows]


def all_members(tx: Connection) -> list[Member]:
    """List everybody, by role and name."""
    return [_member(row) for row in tx.execute(select(staff).order_by(staff.c.role, staff.c.name))]


def add_member(
    tx: Connection, email: str, name: str, role: str, password_hash: str, now: datetime, seller: str
) -> bool:
    """Add somebody; False when the address is already there."""
    made = tx.execute(
        insert_into(tx, staff)
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


def set_password(tx: Connection, email: str, password_hash: str) -> bool:
    """Save a new password; False when nobody has this address."""
    mine = staff.c.email == email.strip().lower()
    return tx.execute(update(staff).where(mine).values(password_hash=password_hash)).rowcount == 1


def set_active(tx: Connection, member: str, active: bool) -> bool:
    """Let this member sign in, or lock them out; False when nobody has this id."""
    return _set_active(tx, staff.c.id == member, active) == 1


def set_seller_active(tx: Connection, seller: str, active: bool) -> int:
    """Let all members of this seller sign in, or lock them out; how many there are."""
    return _set_active(tx, staff.c.seller_id == seller, active)


def _set_active(tx: Connection, who: ColumnElement[bool], active: bool) -> int:
    # Who is locked out has other tokens after it: their sessions are over for good.
    fresh: dict[str, Any] = (
        {"active": True} if active else {"active": False, "sessions": secrets.token_hex(8)}
    )
    return tx.execute(update(staff).where(who).values(**fresh)).rowcount


def _one(tx: Connection, who: ColumnElement[bool]) -> Member | None:
    row = tx.execute(select(staff).where(who)).first()
    return _member(row) if row else None


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
