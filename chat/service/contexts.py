"""What was last shown or spoken of, for each customer, on whatever channel."""

import json
from datetime import datetime, timedelta
from typing import Any

from chat.store import contexts as store
from storage.database import Database, Tx


class Contexts:
    """Small JSON values by customer and key, each with the time it was set."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def get(self, customer: str, key: str, *, within: timedelta, now: datetime) -> Any | None:
        """The value, unless it is older than `within`."""
        kept = self.kept(customer, key)
        return None if kept is None or kept[1] < now - within else kept[0]

    def since(self, customer: str, key: str) -> datetime | None:
        """When the value was set."""
        kept = self.kept(customer, key)
        return kept[1] if kept else None

    def kept(self, customer: str, key: str) -> tuple[Any, datetime] | None:
        """The value, however old, and when it was set."""
        with self.db.read() as tx:
            return store.read_context(tx, customer, key)

    def put(self, customer: str, key: str, value: Any, now: datetime) -> None:
        """Set the value."""
        with self.db.write() as tx:
            store.save_context(tx, customer, key, value, now)

    def drop(self, customer: str, key: str) -> None:
        """Forget the value."""
        with self.db.write() as tx:
            store.forget_context(tx, customer, key)


class Drafts(Contexts):
    """The contexts as one turn sees them: what it sets and drops is kept when it ends, all of it or nothing.

    So a turn that has to be taken again finds them as it found them the first time.
    """

    def __init__(self, db: Database) -> None:
        super().__init__(db)
        self._drafts: dict[tuple[str, str], tuple[Any, datetime] | None] = {}

    def __bool__(self) -> bool:
        return bool(self._drafts)

    def kept(self, customer: str, key: str) -> tuple[Any, datetime] | None:
        if (customer, key) not in self._drafts:
            return super().kept(customer, key)
        return self._drafts[customer, key]

    def put(self, customer: str, key: str, value: Any, now: datetime) -> None:
        self._drafts[customer, key] = (json.loads(json.dumps(value)), now)  # as it will be read

    def drop(self, customer: str, key: str) -> None:
        self._drafts[customer, key] = None

    def save(self, tx: Tx) -> None:
        """Write them all in this transaction."""
        for (customer, key), draft in self._drafts.items():
            if draft:
                store.save_context(tx, customer, key, *draft)
            else:
                store.forget_context(tx, customer, key)


def language_of(tx: Tx, customer: str, locale: str) -> str:
    """What this customer chose to be spoken to in, else what their conversation came with."""
    chosen = store.read_context(tx, customer, "locale")
    return str((chosen and chosen[0]) or locale)
