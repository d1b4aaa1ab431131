"""Records the statements that the product runs, and finds those that read a whole table that grows."""

import json
import pickle
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from psycopg.types.json import Json
from sqlalchemy import JSON, Boolean, Column, Connection, Engine, Float, Integer, LargeBinary, event, text
from sqlalchemy.types import TypeEngine

from intake.all_tables import schema
from storage.database import Database

ROOT = Path(__file__).parent.parent

# Tables that stay small however long a shop is open.
SMALL = {
    "alembic_version": "one row",
    "canned_answers": "written by hand",
    "facts": "settings of the installation",
    "faqs": "written by hand",
    "presence": "one row for each of the staff",
    "second_factors": "one row for each of the staff",
    "sellers": "as many as there are sellers",
    "staff": "as many as work here",
}

# What is put into columns, so that the databases have something to choose by.
MADE_UP: dict[type[TypeEngine[Any]], str] = {
    JSON: "'{}'::json",
    Boolean: "true",
    LargeBinary: "''::bytea",
    Integer: "1000000 + g",
    Float: "1000000 + g",
}
PRODUCT = {"storage", "people", "chat", "shop", "insight", "desk", "intake", "bot", "connectors", "app"}
WORD = 20  # texts so short are one of a few words: a state, a channel

# One time for each `anon_1`, `messages_1` that SQLAlchemy makes of a table or of a query within a query.
_NUMBERED = re.compile(r"_\d+$")
_SUBQUERY = re.compile(r"^(SCAN|SEARCH) (\(|anon_|CONSTANT)")
_SCAN = re.compile(r"^SCAN (?:TABLE )?(\S+)(?: AS (\S+))?(?: USING (?:COVERING )?INDEX (\S+))?")


@dataclass(frozen=True)
class Reads:
    """A statement that reads a whole table."""

    table: str
    by: str  # "chat/store/outbox.py: claim_parcels"
    statement: str
    plan: str

    def __str__(self) -> str:
        return f"{self.by} reads all of {self.table}:\n  {self.statement}\n  {self.plan}"


@dataclass
class Recorded:
    """Each statement once for each function that runs it, with the parameters of its first run."""

    found: dict[tuple[str, str], Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.found)

    def by(self) -> set[str]:
        """The functions that ran something."""
        return {by for by, _ in self.found}


@contextmanager
def recording(file: Path | None = None) -> Iterator[Recorded]:
    """Take down what every engine of this process runs meanwhile; at once in a file, if one is named."""
    recorded = Recorded()

    def run(
        _connection: Connection, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool
    ) -> None:
        kind = statement.split(None, 1)[0].upper()
        one = (_asked_by(), statement)
        if kind in ("SELECT", "UPDATE", "DELETE", "INSERT", "WITH") and one not in recorded.found:
            recorded.found[one] = _plain(parameters[0] if many else parameters)
            if file:
                with file.open("ab") as out:
                    pickle.dump((one, recorded.found[one]), out)

    event.listen(Engine, "before_cursor_execute", run)
    try:
        yield recorded
    finally:
        event.remove(Engine, "before_cursor_execute", run)


def recorded_in(folder: Path) -> Recorded:
    """What was taken down in the files of a folder."""
    recorded = Recorded()
    for file in sorted(folder.iterdir()):
        with file.open("rb") as opened, suppress(EOFError):
            while True:
                one, given = pickle.load(opened)  # noqa: S301  # our own
                recorded.found.setdefault(one, given)
    return recorded


def _plain(given: Any) -> Any:
    """Parameters without the wrappers of a driver."""
    if isinstance(given, Mapping):
        return {name: _plain(value) for name, value in given.items()}
    if isinstance(given, tuple | list):
        return type(given)(_plain(value) for value in given)
    return json.dumps(given.obj) if isinstance(given, Json) else given


def _asked_by() -> str:
    """The function of the product's that asked: the innermost outside of SQLAlchemy."""
    frame = sys._getframe(1)
    while frame := frame.f_back:
        path, name = Path(frame.f_code.co_filename), frame.f_code.co_name
        if name.startswith("<") or not path.is_relative_to(ROOT):  # <dictcomp>
            continue
        here = path.relative_to(ROOT)
        if here.parts[0] in PRODUCT:
            return f"{here}: {name}"
    return "elsewhere"


def whole_reads(db: Database, recorded: Recorded) -> list[Reads]:
    """Those that read all of a table that is not small, on this database."""
    found = []
    with db.engine.connect() as connection:
        partial = _partial_indexes(db, connection)
        if not db.is_sqlite:  # which goes by the rules alone until it is told how many rows there are
            fill(connection)
            for way in ("seqscan", "mergejoin", "hashjoin"):  # the quickest with few rows, so not asked
                connection.execute(text(f"SET enable_{way} = off"))
        for (by, statement), given in recorded.found.items():
            look = _sqlite if db.is_sqlite else _postgresql
            for table, plan in look(connection, statement, given, partial):
                if table not in SMALL:
                    found.append(Reads(table, by, " ".join(statement.split()), plan))
        connection.rollback()
    return found


def fill(connection: Connection, rows: int = 10_000) -> None:
    """Rows in every table, of which nothing waits and few belong together, and statistics of them."""
    connection.execute(text("SET session_replication_role = replica"))  # what they refer to need not be there
    for table in schema.sorted_tables:
        if table.name in SMALL:
            continue
        names = ", ".join(f'"{column.name}"' for column in table.c)
        values = ", ".join(_made_up(column) for column in table.c)
        connection.execute(
            text(f"INSERT INTO {table.name} ({names}) SELECT {values} FROM generate_series(1, {rows}) AS g")  # noqa: S608  # our own names
        )
    connection.execute(text("ANALYZE"))


def _made_up(column: Column[Any]) -> str:
    """What a column holds in row `g`."""
    for kind, value in MADE_UP.items():
        if isinstance(column.type, kind):
            return value
    length = getattr(column.type, "length", None) or 80
    if column.name == "at" or column.name.endswith(("_at", "_until", "_since")):
        return "to_char(timestamp '2026-01-01' + g * interval '30 minutes', 'YYYY-MM-DD HH24:MI:SS')"
    if length <= WORD:
        return f"left('done', {length})"
    belong_together = 10 if column.foreign_keys and not column.primary_key and not column.unique else 1
    return f"'f' || g / {belong_together}"


def _partial_indexes(db: Database, connection: Connection) -> set[str]:
    """Indexes of a few rows: reading all of one is no harm."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'"
        if db.is_sqlite
        else "SELECT relname FROM pg_index JOIN pg_class ON oid = indexrelid WHERE indpred IS NOT NULL"
    )
    return set(connection.execute(text(query)).scalars())


def _sqlite(
    connection: Connection, statement: str, given: Any, partial: set[str]
) -> Iterator[tuple[str, str]]:
    plan = [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all()]
    sorts = any(line.startswith("USE TEMP B-TREE") for line in plan)
    for line in plan:
        if "AUTOMATIC" in line and not _SUBQUERY.match(line):  # made of all rows, for this statement
            yield line.split()[1], line
        scan = _SCAN.match(line)
        if not scan or _SUBQUERY.match(line):
            continue
        table, _, index = scan.groups()
        ordered = "ORDER BY" in statement and "LIMIT" in statement and "GROUP BY" not in statement
        first_rows = ordered and not sorts and "WHERE" not in statement
        if index not in partial and not first_rows:
            yield _NUMBERED.sub("", table), line


def _postgresql(
    connection: Connection, statement: str, given: Any, partial: set[str]
) -> Iterator[tuple[str, str]]:
    explained = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", given).scalar_one()
    yield from _nodes(explained[0]["Plan"], partial, limited=False)


def _nodes(
    node: Mapping[str, Any], partial: set[str], *, limited: bool, of: str = ""
) -> Iterator[tuple[str, str]]:
    kind = node["Node Type"]
    index, table = node.get("Index Name"), node.get("Relation Name", of)
    if kind == "Seq Scan":
        yield table, f"Seq Scan {node.get('Filter', '')}"
    if kind in ("Index Scan", "Index Only Scan", "Bitmap Index Scan") and "Index Cond" not in node:
        first_rows = limited and "Filter" not in node
        if index not in partial and not first_rows:
            yield table, f"{kind} of all {index} {node.get('Filter', '')}"
    for inner in node.get("Plans", ()):
        # A sort or a sum below the limit reads everything that comes to it.
        goes_on = kind in ("Limit", "Nested Loop", "Result", "LockRows")
        outer = inner.get("Parent Relationship") in ("Outer", "InitPlan", "SubPlan", "Subquery")
        first = (limited or kind == "Limit") and goes_on and outer
        yield from _nodes(inner, partial, limited=first, of=table)
