"""Canned answers."""

from sqlalchemy import delete, select

from desk.tables import canned_answers
from desk.views import Canned
from storage.database import Tx, insert_into


def all_canned(tx: Tx) -> list[Canned]:
    """Read every canned answer."""
    rows = tx.execute(select(canned_answers).order_by(canned_answers.c.shortcut))
    return [Canned(row.shortcut, row.title, row.text) for row in rows]


def put_canned(tx: Tx, one: Canned) -> None:
    """Write one, or write it anew."""
    fresh = {"title": one.title, "text": one.text}
    tx.execute(
        insert_into(tx, canned_answers)
        .values(shortcut=one.shortcut, **fresh)
        .on_conflict_do_update(index_elements=["shortcut"], set_=fresh)
    )


def drop_canned(tx: Tx, shortcut: str) -> None:
    """Take one away."""
    tx.execute(delete(canned_answers).where(canned_answers.c.shortcut == shortcut))
