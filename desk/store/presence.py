"""Who is at the desk, and what each is offered."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update

from desk.tables import presence
from desk.words import A_COLLEAGUE
from people.tables import staff
from storage.database import Tx, insert_into


@dataclass(frozen=True)
class Place:
    """A member's place at the desk, as routing sees it."""

    status: str
    room: int  # conversations at once
    languages: Sequence[str]
    skills: Sequence[str]


def name_of(tx: Tx, agent: str, locale: str) -> str:
    """Read a member's name, as customers hear it in this language."""
    found = tx.execute(select(staff.c.name).where(staff.c.id == agent)).scalar()
    return found or A_COLLEAGUE.in_(locale)


def online(tx: Tx, seen_since: str) -> list[str]:
    """Read who is at the desk: said so, and was seen since; whose turn is longest ago comes first."""
    return list(
        tx.execute(
            select(presence.c.staff_id)
            .where(presence.c.status == "online", presence.c.seen_at >= seen_since)
            .order_by(presence.c.offered_at)
        ).scalars()
    )


def put_seen(tx: Tx, member: str, at: str, status: str) -> None:
    """Write down that they are there; with a status, what they said of themselves."""
    changes = {"seen_at": at} | ({"status": status} if status else {})
    tx.execute(
        insert_into(tx, presence)
        .values(staff_id=member, status=status or "online", seen_at=at, languages=[], skills=[])
        .on_conflict_do_update(index_elements=["staff_id"], set_=changes)
    )


def status_of(tx: Tx, member: str) -> str:
    """Read what they said last: online, away, offline."""
    return tx.execute(select(presence.c.status).where(presence.c.staff_id == member)).scalar() or "offline"


def places(tx: Tx) -> dict[str, Place]:
    """Read everybody's place, by member."""
    return {
        row.staff_id: Place(row.status, row.room, row.languages, row.skills)
        for row in tx.execute(select(presence))
    }


def put_routing(
    tx: Tx, member: str, languages: Sequence[str], skills: Sequence[str], room: int, at: str
) -> None:
    """Write down what this member is offered."""
    fresh = {"languages": list(languages), "skills": list(skills), "room": room}
    tx.execute(
        insert_into(tx, presence)
        .values(staff_id=member, status="offline", seen_at=at, **fresh)
        .on_conflict_do_update(index_elements=["staff_id"], set_=fresh)
    )


def note_offer(tx: Tx, member: str, at: str) -> None:
    """Write down when this member was offered something last."""
    tx.execute(update(presence).where(presence.c.staff_id == member).values(offered_at=at))
