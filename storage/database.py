"""One database, SQLite or PostgreSQL by its URL, and how to talk to it safely."""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg.types.string import StrDumperUnknown
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.schema import Table

from storage.one_writer import OneWriter

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"
BAD_URL = "DUKAN_DATABASE_URL has to be postgresql://user:password@host/name, or empty for SQLite."

Tx = Connection  # an open transaction: who is handed one need not know the library

CLOSE_SECONDS = 20.0  # longer than a statement waits for SQLite's lock


INDIA = ZoneInfo("Asia/Kolkata")


class DatabaseFault(Exception):
    """The database cannot be used as it is; the text says why, and what to do."""


def fault_of(err: BaseException) -> str:
    """What a database says is wrong with it, without the statement; empty for a fault that is not its own."""
    if isinstance(err, DatabaseFault):
        return str(err)
    if isinstance(err, OperationalError) or type(err) is DatabaseError:
        said = str(err.orig).strip().partition("\n")[0]
        at_file = isinstance(err.orig, sqlite3.Error)
        advice = "look at its file and the room on its disk" if at_file else "look at DUKAN_DATABASE_URL"
        return f"The database cannot be used ({said}): {advice}."
    return ""


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as err:
        raise DatabaseFault(BAD_URL) from err
    if parsed.drivername not in ("sqlite", "postgresql", "postgresql+psycopg"):
        raise DatabaseFault(BAD_URL)
    return parsed.set(drivername="postgresql+psycopg") if parsed.drivername == "postgresql" else parsed


class Database:
    """Transactions on one database. Threads may share it; processes each open their own."""

    def __init__(self, url: str, *, sync: str = "NORMAL", zone: tzinfo = INDIA) -> None:
        parsed = _parsed(url)
        self.url = parsed
        self.zone = zone  # the shop's own time: days and hours of what is stored are told in it
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        if self.is_sqlite:
            # A "file:..." names its file inside: no folder of that name.
            if parsed.database and not parsed.database.startswith("file:"):
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            self.engine = create_engine(parsed, connect_args={"timeout": 15, "check_same_thread": False})
            _prepare_sqlite(self.engine, sync)
        else:
            self.engine = create_engine(parsed, pool_size=20, max_overflow=20, pool_pre_ping=True)
            _prepare_postgres(self.engine)
        # What each transaction that writes begins with: the fence around a turn's work, where there is one.
        self.first: Callable[[Connection], None] = lambda _tx: None
        self._one_writer = OneWriter() if self.is_sqlite else None
        self._under_way = 0
        self._closed = False
        self._ended = threading.Condition()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """A connection that `close` knows of while it is used; none any more once it was closed."""
        with self._ended:
            if self._closed:
                raise DatabaseFault("The database is closed.")
            self._under_way += 1
        try:
            with self.engine.connect() as connection:
                yield connection
        finally:
            with self._ended:
                self._under_way -= 1
                late = self._closed and self._under_way == 0
                self._ended.notify_all()
            if late:  # a thread that went on after the end leaves nothing open either
                self.engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with self._connected() as connection:
            yield connection

    @contextmanager
    def write(self, *, urgent: bool = False, dry_run: bool = False) -> Iterator[Connection]:
        """A transaction that writes: all of it or nothing. What is urgent goes before what waits.

        A dry run only finds out what it would write.
        """
        turn = self._one_writer.turn(urgent=urgent) if self._one_writer else nullcontext()
        with turn, self._connected() as connection:
            if self.is_sqlite:
                # Taking the write lock at the start means no deadlock by upgrading later.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                self.first(connection)
                yield connection
                if dry_run:
                    connection.rollback()
                else:
                    connection.commit()
            except BaseException:
                connection.rollback()
                raise

    def insert(self, table: Table) -> Any:
        """INSERT in the database's own dialect, for on_conflict_do_update and _do_nothing."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)  # see insert_into

    def answers(self) -> bool:
        """Whether the database can be reached now."""
        try:
            with self.read() as connection:
                return connection.execute(text("select 1")).scalar() == 1
        except DBAPIError as err:
            log.warning("the database does not answer: %s", str(err.orig).partition("\n")[0])
            return False

    def migrate(self) -> None:
        """Bring the schema to the newest version; DatabaseFault when it is newer than we are."""
        self.behind()
        command.upgrade(self._alembic(), "head")

    def behind(self) -> bool:
        """Whether migrations wait to be run; DatabaseFault when they are newer than we are."""
        with self.engine.connect() as connection:
            now = MigrationContext.configure(connection).get_current_revision()
        known = ScriptDirectory.from_config(self._alembic())
        newest = known.get_current_head()
        if now is not None and now not in {script.revision for script in known.walk_revisions()}:
            raise DatabaseFault(
                f"The database was made by a newer version of Dukan (schema {now}; this one knows {newest}). "
                "Start that version, or put back a copy of the database from before it."
            )
        return now != newest

    def _alembic(self) -> Config:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["engine"] = self.engine
        return config

    def tidy(self) -> None:
        """Leave no copy of what was just deleted: SQLite's log keeps pages until it is used anew."""
        if self.is_sqlite:
            with self.read() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let all connections go, when what is under way in other threads has ended.

        The pool forgets a connection that is in use, and nobody would close it: a cancelled task's
        thread goes on to its end, and a server keeps what it left open.
        """
        with self._ended:
            self._closed = True
            if not self._ended.wait_for(lambda: self._under_way == 0, timeout=CLOSE_SECONDS):
                log.warning("closing with %d transactions under way", self._under_way)
        self.engine.dispose()


def _prepare_sqlite(engine: Engine, sync: str) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        # We begin transactions ourselves, so that a write can say BEGIN IMMEDIATE.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "busy_timeout = 15000",
            "journal_mode = WAL",
            "foreign_keys = ON",
            f"synchronous = {sync}",
            "temp_store = MEMORY",
            "secure_delete = ON",  # what was deleted is not left in the file
            "cache_size = -16000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()


class _WithoutNul(StrDumperUnknown):
    """PostgreSQL keeps no NUL in a text, so it is left out: nobody's words are refused for one."""

    def dump(self, obj: str) -> Any:
        return super().dump(obj.replace("\x00", ""))


def _prepare_postgres(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: ConnectionPoolEntry) -> None:
        connection.adapters.register_dumper(str, _WithoutNul)


def insert_into(tx: Tx, table: Table) -> Any:
    """INSERT in the database's own dialect, for on_conflict_do_update and _do_nothing."""
    return sqlite.insert(table) if tx.dialect.name == "sqlite" else postgresql.insert(table)


def stamp(at: datetime) -> str:
    """A time as it is stored: UTC, fixed width, sorts as text."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def unstamp(text: str) -> datetime:
    """A stored time."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
