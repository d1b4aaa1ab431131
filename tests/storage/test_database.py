"""Transactions and migrations, on SQLite and PostgreSQL."""

import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, select, text
from sqlalchemy.exc import OperationalError

import storage
from intake.all_tables import schema
from storage.database import MIGRATIONS, Database, DatabaseFault, fault_of
from storage.once import once
from storage.tables import facts


def put(db: Database, key: str) -> None:
    with db.write() as tx:
        tx.execute(facts.insert().values(key=key, value=1))


def keys(db: Database) -> list[str]:
    with db.read() as tx:
        return sorted(row.key for row in tx.execute(select(facts.c.key)))


def test_a_write_that_fails_leaves_nothing(db: Database) -> None:
    put(db, "kept")
    with pytest.raises(ZeroDivisionError), db.write() as tx:
        tx.execute(facts.insert().values(key="lost", value=1))
        raise ZeroDivisionError
    assert keys(db) == ["kept"]


def test_migrating_twice_is_migrating_once(db: Database) -> None:
    db.migrate()
    assert not db.behind()


def test_a_schema_newer_than_the_program_is_left_alone(db: Database) -> None:
    with db.write() as tx:
        tx.execute(text("update alembic_version set version_num = '9999'"))
    for touch in (db.migrate, db.behind):
        with pytest.raises(DatabaseFault, match=r"a newer version of Dukan \(schema 9999"):
            touch()


def test_a_database_that_cannot_be_written_is_said_without_its_statement(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = Database(f"sqlite:///{tmp_path / 'test.db'}")
    made.migrate()
    made.close()
    db = Database(f"sqlite:///file:{tmp_path / 'test.db'}?mode=ro&uri=true")
    with pytest.raises(OperationalError) as ended:
        put(db, "kept")
    db.close()
    assert not (tmp_path / "file:").exists()
    assert fault_of(ended.value) == (
        "The database cannot be used (attempt to write a readonly database): "
        "look at its file and the room on its disk."
    )


def test_migrations_make_the_tables_that_the_code_describes(db: Database) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        differences = compare_metadata(context, schema)
    assert differences == []


def test_migrations_are_one_chain() -> None:
    assert storage is not None
    assert len(ScriptDirectory(str(MIGRATIONS)).get_heads()) == 1


def test_an_effect_happens_once(db: Database) -> None:
    def work(tx: object) -> dict[str, int]:
        calls.append(1)
        return {"made": len(calls)}

    calls: list[int] = []
    assert once(db, "turn/step", work) == {"made": 1}
    assert once(db, "turn/step", work) == {"made": 1}
    assert len(calls) == 1


def test_an_effect_that_failed_may_happen_later(db: Database) -> None:
    def fails(tx: object) -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        once(db, "turn/step", fails)
    assert once(db, "turn/step", lambda tx: 2) == 2


def test_sqlite_is_set_up_for_many_readers_and_safe_references(db: Database) -> None:
    if not db.is_sqlite:
        pytest.skip("about SQLite alone")
    with db.read() as tx:
        assert tx.execute(text("pragma journal_mode")).scalar() == "wal"
        assert tx.execute(text("pragma foreign_keys")).scalar() == 1
        assert tx.execute(text("pragma busy_timeout")).scalar() == 15000


def test_closing_waits_for_what_is_under_way_and_leaves_no_connection(database_url: str) -> None:
    database = Database(database_url)
    database.migrate()
    reading, go_on = threading.Event(), threading.Event()
    closed: list[object] = []
    event.listen(database.engine, "close", lambda connection, _record: closed.append(connection))

    def read() -> None:
        with database.read() as tx:
            tx.execute(select(facts.c.key)).all()
            reading.set()
            go_on.wait(20)

    thread = threading.Thread(target=read)
    thread.start()
    assert reading.wait(20)
    closing = threading.Thread(target=database.close)
    closing.start()
    closing.join(0.2)
    assert closing.is_alive()  # somebody still reads
    go_on.set()
    thread.join()
    closing.join()
    assert len(closed) == 1


def test_a_thread_that_goes_on_after_the_end_opens_no_connection(database_url: str) -> None:
    database = Database(database_url)
    database.migrate()
    database.close()
    opened: list[object] = []
    event.listen(database.engine, "connect", lambda connection, _record: opened.append(connection))
    with pytest.raises(DatabaseFault):
        put(database, "what a cancelled task's thread would still write")
    assert opened == []
