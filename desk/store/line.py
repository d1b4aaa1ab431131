"""The line of those who wait: what the rules of the desk look for in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement, func, select, update

from chat.tables import conversations, desk_files, messages
from desk.tables import presence
from people.tables import staff
from storage.database import Tx


@dataclass(frozen=True)
class Free:
    """Somebody at the desk with room for one more."""

    member: str
    languages: Sequence[str]
    skills: Sequence[str]


@dataclass(frozen=True)
class Waits:
    """A conversation that waits for a person."""

    id: str
    locale: str
    reason: str


@dataclass(frozen=True)
class Promised:
    """A conversation to which a time is promised, and when that began."""

    id: str
    priority: int
    began: str


def wake(tx: Tx, now: str) -> list[str]:
    """Put into the line again what was put off until now."""
    due = (desk_files.c.snoozed_until > "") & (desk_files.c.snoozed_until <= now)
    woken = update(desk_files).where(due).values(snoozed_until="").returning(desk_files.c.conversation_id)
    return list(tx.execute(woken).scalars())


def left_alone(tx: Tx, gone_since: str, left_since: str) -> list[str]:
    """Read the conversations whose person is gone.

    At once when they said so; when not seen for `gone_since` where the customer wrote last, and hears
    nothing; else for `left_since`.
    """
    left = tx.execute(
        select(conversations.c.id)
        .join(presence, presence.c.staff_id == conversations.c.agent_id)
        .where(
            conversations.c.state == "human",
            (presence.c.status == "offline")
            | (presence.c.seen_at < left_since)
            | ((presence.c.seen_at < gone_since) & _customer_wrote_last()),
        )
    )
    return list(left.scalars())


def _customer_wrote_last() -> ColumnElement[bool]:
    """Whether the customer's last words came after the last of a person."""
    here = messages.c.conversation_id == conversations.c.id
    newest = func.coalesce(func.max(messages.c.id), 0)
    heard = select(newest).where(here, messages.c.direction == "in").scalar_subquery()
    said = select(newest).where(here, messages.c.sender == "agent").scalar_subquery()
    return heard > said


def with_room(tx: Tx, seen_since: str) -> list[Free]:
    """Read who is online with room for more; whose turn is longest ago comes first."""
    held = (
        select(conversations.c.agent_id, func.count().label("has"))
        .where(conversations.c.state == "human")
        .group_by(conversations.c.agent_id)
        .subquery()
    )
    rows = tx.execute(
        select(presence.c.staff_id, presence.c.languages, presence.c.skills)
        .join(staff, staff.c.id == presence.c.staff_id)
        .outerjoin(held, held.c.agent_id == presence.c.staff_id)
        .where(
            presence.c.status == "online",
            presence.c.seen_at >= seen_since,
            staff.c.active,
            func.coalesce(held.c.has, 0) < presence.c.room,
        )
        .order_by(presence.c.offered_at, presence.c.staff_id)
    )
    return [Free(row.staff_id, row.languages, row.skills) for row in rows]


def not_offered(tx: Tx, now: str, to: Sequence[str], most: int = 50) -> list[Waits]:
    """Read who waits and is offered to none of these, in the order of the line."""
    rows = tx.execute(
        select(conversations.c.id, conversations.c.locale, desk_files.c.reason)
        .join(desk_files)
        .where(
            conversations.c.state == "waiting",
            desk_files.c.snoozed_until <= now,
            desk_files.c.offered_to.not_in(to or [""]),
        )
        .order_by(desk_files.c.priority, desk_files.c.waiting_since)
        .limit(most)
    )
    return [Waits(row.id, row.locale, row.reason) for row in rows]


def waiting_since(tx: Tx, before: str) -> list[Promised]:
    """Read who has waited since before then, and is not marked yet."""
    unmarked = (conversations.c.state == "waiting", desk_files.c.breached == "")
    return _promised(tx, desk_files.c.waiting_since, before, unmarked)


def unsettled_since(tx: Tx, before: str) -> list[Promised]:
    """Read what was asked before then and is not settled, nor marked yet."""
    unmarked = (conversations.c.state.in_(("waiting", "human")), desk_files.c.breached != "resolve")
    return _promised(tx, desk_files.c.asked_at, before, unmarked)


def _promised(
    tx: Tx, began: Column[str], before: str, unmarked: tuple[ColumnElement[bool], ...]
) -> list[Promised]:
    rows = tx.execute(
        select(desk_files.c.conversation_id, desk_files.c.priority, began.label("began"))
        .join(conversations)
        .where(*unmarked, began != "", began < before)
    )
    return [Promised(row.conversation_id, row.priority, row.began) for row in rows]
