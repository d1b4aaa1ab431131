"""What was searched, what was shown for it in which order, and what was chosen: to learn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from insight.tables import search_events
from storage.database import Database, stamp


@dataclass(frozen=True)
class Searched:
    """A page of a search that was shown, or the product chosen from one."""

    ref: str
    customer: str
    channel: str
    words: str
    skus: Sequence[str]
    start: int = 0
    chosen: str = ""  # empty: the page was only shown
    asked: Mapping[str, Any] | None = None


class SearchEvents:
    """Written by the actions that search; read by whoever learns from it."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def record(self, one: Searched, now: datetime) -> None:
        """Once for each ref."""
        with self.db.write() as tx:
            tx.execute(
                self.db.insert(search_events)
                .values(
                    ref=one.ref,
                    at=stamp(now),
                    customer_id=one.customer,
                    channel=one.channel,
                    kind="choice" if one.chosen else "search",
                    words=one.words[:300],
                    asked=dict(one.asked or {}),
                    skus=list(one.skus),
                    start=one.start,
                    chosen=one.chosen,
                )
                .on_conflict_do_nothing(index_elements=["ref"])
            )

    def of(self, customer: str) -> list[Searched]:
        """What this customer searched and chose, oldest first."""
        query = select(search_events).where(search_events.c.customer_id == customer)
        with self.db.read() as tx:
            rows = tx.execute(query.order_by(search_events.c.at, search_events.c.ref)).all()
        return [_searched(row) for row in rows]

    def newest(self, limit: int) -> list[Searched]:
        """What anybody searched and chose lately, oldest first."""
        query = select(search_events).order_by(search_events.c.at.desc(), search_events.c.ref.desc())
        with self.db.read() as tx:
            rows = tx.execute(query.limit(limit)).all()
        return [_searched(row) for row in reversed(rows)]


def _searched(row: Any) -> Searched:
    return Searched(
        row.ref, row.customer_id, row.channel, row.words, row.skus, row.start, row.chosen, row.asked
    )
