"""Writing many rows by their key: what is not there is new, what differs is changed, the rest stays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, and_, bindparam, insert, select, update
from sqlalchemy.schema import Table

Values = Mapping[str, Any]
T = TypeVar("T")

AT_ONCE = 500  # keys asked for in one statement; SQLite takes 32,766 parameters at most


@dataclass(frozen=True)
class Counts:
    """How many were new, changed, and already so."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.new + other.new, self.changed + other.changed, self.unchanged + other.unchanged)


@dataclass
class Upserted:
    """The keys of the rows, by what became of them."""

    new: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    unchanged: list[Any] = field(default_factory=list)

    def counts(self) -> Counts:
        return Counts(len(self.new), len(self.changed), len(self.unchanged))


def upsert(
    tx: Connection,
    table: Table,
    key: str,
    rows: Sequence[Values],
    *,
    also: Values | None = None,
    new: Values | None = None,
) -> Upserted:
    """Insert or update rows by one key column.

    `also` is set wherever something is written, `new` on rows that were not there and do not say it.
    """
    done = Upserted()
    added, altered = [], []
    for batch in batches(rows):
        stored = {
            row[key]: row
            for row in tx.execute(
                select(table).where(table.c[key].in_([row[key] for row in batch]))
            ).mappings()
        }
        for row in batch:
            before = stored.get(row[key])
            if before is None:
                done.new.append(row[key])
                added.append({**(new or {}), **row, **(also or {})})
            elif any(before[column] != value for column, value in row.items()):
                done.changed.append(row[key])
                altered.append({**row, **(also or {})})
            else:
                done.unchanged.append(row[key])
    insert_all(tx, table, added)
    update_all(tx, table, (key,), altered)
    return done


def insert_all(tx: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows that all have the same columns."""
    if rows:
        tx.execute(insert(table), list(rows))


def update_all(tx: Connection, table: Table, key: tuple[str, ...], rows: Sequence[Values]) -> None:
    """Update rows by their key. Rows may have different columns."""
    by_columns: dict[tuple[str, ...], list[Values]] = {}
    for row in rows:
        by_columns.setdefault(tuple(sorted(row)), []).append(row)
    for columns, alike in by_columns.items():
        found = and_(*(table.c[name] == bindparam(f"key_{name}") for name in key))
        statement = (
            update(table).where(found).values({name: bindparam(name) for name in columns if name not in key})
        )
        tx.execute(
            statement,
            [
                {(f"key_{name}" if name in key else name): value for name, value in row.items()}
                for row in alike
            ],
        )


def batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """Rows in pieces that one statement takes."""
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]
