"""What was last shown or spoken of, for each customer, on whatever channel: see chat/contexts.py."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from chat.contexts import ContextKey
from chat.store import contexts as store
from storage.database import Database, Tx

T = TypeVar("T")


class Contexts:
    """Reads and sets what is remembered of customers."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def get(self, customer: str, key: ContextKey[T], now: datetime) -> T | None:
        """Read the value, unless its life is over."""
        found = self.find(customer, key)
        return None if found is None or found[1] < now - key.life else found[0]

    def saved_at(self, customer: str, key: ContextKey[Any]) -> datetime | None:
        """Read when the value was set."""
        found = self._stored(customer, key)
        return found[1] if found else None

    def find(self, customer: str, key: ContextKey[T]) -> tuple[T, datetime] | None:
        """Read the value, however old, and when it was set."""
        return _decoded(key, self._stored(customer, key))

    def _stored(self, customer: str, key: ContextKey[Any]) -> tuple[Any, datetime] | None:
        with self.db.read() as tx:
            return store.read_context(tx, customer, key.name)

    def save(self, customer: str, key: ContextKey[T], value: T, now: datetime) -> None:
        """Set the value."""
        with self.db.write() as tx:
            save_in(tx, customer, key, value, now)

    def forget(self, customer: str, key: ContextKey[Any]) -> None:
        """Delete the value."""
        with self.db.write() as tx:
            forget_in(tx, customer, [key])


class Drafts(Contexts):
    """The contexts as one turn sees them: what it sets and deletes is stored when it ends, all or nothing.

    So a turn that has to be taken again finds them as it found them the first time. A turn looks at dozens of
    them: all of a customer's are read at once, with the first.
    """

    def __init__(self, db: Database) -> None:
        super().__init__(db)
        self._drafts: dict[tuple[str, str], tuple[Any, datetime] | None] = {}
        self._found: dict[str, dict[str, tuple[Any, datetime]]] = {}  # by customer

    def __bool__(self) -> bool:
        return bool(self._drafts)

    def _stored(self, customer: str, key: ContextKey[Any]) -> tuple[Any, datetime] | None:
        if (customer, key.name) in self._drafts:
            return self._drafts[customer, key.name]
        if customer not in self._found:
            with self.db.read() as tx:
                self._found[customer] = store.read_contexts(tx, customer)
        return self._found[customer].get(key.name)

    def save(self, customer: str, key: ContextKey[T], value: T, now: datetime) -> None:
        as_stored = json.loads(json.dumps(key.encode(value)))
        self._drafts[customer, key.name] = (as_stored, now)

    def forget(self, customer: str, key: ContextKey[Any]) -> None:
        self._drafts[customer, key.name] = None

    def save_all(self, tx: Tx) -> None:
        """Write them all in this transaction."""
        for (customer, name), draft in self._drafts.items():
            if draft:
                store.save_context(tx, customer, name, *draft)
            else:
                store.forget_contexts(tx, customer, [name])


def find_in(tx: Tx, customer: str, key: ContextKey[T]) -> T | None:
    """Read a value, however old, within a transaction that does more."""
    found = _decoded(key, store.read_context(tx, customer, key.name))
    return found[0] if found else None


def save_in(tx: Tx, customer: str, key: ContextKey[T], value: T, now: datetime) -> None:
    """Set a value within a transaction that does more."""
    store.save_context(tx, customer, key.name, key.encode(value), now)


def forget_in(tx: Tx, customer: str, keys: Iterable[ContextKey[Any]]) -> None:
    """Delete values within a transaction that does more."""
    store.forget_contexts(tx, customer, [key.name for key in keys])


def _decoded(key: ContextKey[T], stored: tuple[Any, datetime] | None) -> tuple[T, datetime] | None:
    value = key.decode(stored[0]) if stored else None
    return None if stored is None or value is None else (value, stored[1])
