"""Databases for tests (fresh SQLite files, a real PostgreSQL server if one is installed), and `--fast`."""

import os
import shutil
import subprocess
import tempfile
import traceback
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import pytest
from httpx._transports import default
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from sqlalchemy import create_engine, event, make_url, text

from app.processes.ports import free_port
from storage.database import Database
from tests.fast import starts_something, with_few_examples
from tests.fresh import ready

# A process of pytest-xdist is told the terminal's width, and a console made in it would keep that one.
os.environ.pop("COLUMNS", None)

# How long an example takes says how busy the machine is, not whether the code is right. Each run tries other
# examples; in CI it does not, so that what CI says depends on the change alone.
hypothesis_settings.register_profile(
    "any machine",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("any machine")

SERVERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--fast",
        action="store_true",
        help="only tests that start nothing: no server, process, browser, model or PostgreSQL",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes over a second on a quiet machine; --fast leaves it out")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With `--fast`, leave out what starts something or takes long."""
    if config.getoption("--fast"):
        left_out = {item for item in items if starts_something(item)}
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = [item for item in items if item not in left_out]
        for item in items:
            with_few_examples(item)


@pytest.fixture(scope="session", autouse=True)
def no_process_is_started(pytestconfig: pytest.Config) -> Iterator[None]:
    """With `--fast`, skip a test when it is the product that starts a process, to read a file in it."""

    def skip(*_given: Any, **_named: Any) -> NoReturn:
        pytest.skip("--fast starts no process")

    with pytest.MonkeyPatch.context() as patch:
        if pytestconfig.getoption("--fast"):
            patch.setattr("subprocess.Popen.__init__", skip)
        yield


@pytest.fixture(scope="session", autouse=True)
def certificates_are_read_once() -> Iterator[None]:
    """Each client of httpx reads all the machine's certificates, which takes longer than many a test, and a
    gateway has four clients. They may share what was read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(default, "create_ssl_context", cache(default.create_ssl_context))
        yield


def missing(what: str) -> None:
    """Skip with a clear line on a developer's machine; in CI everything has to be there."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is not installed, and CI has to test against it")
    pytest.skip(f"{what} is not installed here")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests do."""
    if not SERVERS:
        missing("PostgreSQL")
    # Not pytest's own folder, of which another run of the tests keeps only the newest few.
    folder = Path(tempfile.mkdtemp(prefix="dukan-postgres-"))
    port = free_port()
    as_user: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres", "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    data = folder / "data"
    initdb = [str(SERVERS[-1] / "initdb"), "-D", str(data), "-U", "dukan", "-A", "trust", "--no-sync"]
    subprocess.run([*as_user, *initdb], check=True, capture_output=True)
    options = f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    options += " -c fsync=off -c max_connections=300"
    pg_ctl = [*as_user, str(SERVERS[-1] / "pg_ctl"), "-D", str(data)]
    started = [*pg_ctl, "-w", "-o", options, "-l", str(folder / "log"), "start"]
    subprocess.run(started, check=True, capture_output=True)
    yield f"postgresql://dukan@127.0.0.1:{port}/postgres"
    subprocess.run([*pg_ctl, "-m", "immediate", "stop"], check=False, capture_output=True)
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def new_database(postgres: str, like: str = "template1") -> Iterator[str]:
    """The address of a database of its own on that server, a copy of another one."""
    name = f"t{uuid.uuid4().hex}"
    admin = create_engine(
        make_url(postgres).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.execute(text(f"create database {name} template {like}"))
    yield postgres.rsplit("/", 1)[0] + f"/{name}"
    with admin.connect() as connection:
        connection.execute(text(f"drop database {name} with (force)"))
    admin.dispose()


@pytest.fixture
def postgres_database(postgres: str) -> Iterator[str]:
    """The address of a fresh database on that server."""
    with new_database(postgres) as url:
        yield url


@pytest.fixture(scope="session")
def migrated(postgres: str) -> Iterator[str]:
    """The name of a database on that server that is migrated, for others to be copied from."""
    with new_database(postgres) as url:
        database = Database(url)
        database.migrate()
        database.close()
        yield url.rsplit("/", 1)[1]


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    url: str = request.getfixturevalue("postgres_database")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A migrated database of each kind."""
    with ExitStack() as opened:
        if request.param == "sqlite":
            database = Database(f"sqlite:///{tmp_path / 'test.db'}")
            ready(database)
        else:
            like: str = request.getfixturevalue("migrated")
            database = Database(opened.enter_context(new_database(request.getfixturevalue("postgres"), like)))
        yield database
        database.close()


@pytest.fixture(autouse=True)
def no_connection_is_left_open(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail the test that left a connection of its own open: collected later, it would fail another test."""
    opened: dict[int, str] = {}
    made = Database.__init__

    def watched(self: Database, *given: Any, **named: Any) -> None:
        made(self, *given, **named)
        event.listen(self.engine, "connect", on_connect)
        event.listen(self.engine, "close", on_close)

    def on_connect(_connection: Any, record: Any) -> None:
        opened[id(record)] = "".join(traceback.format_stack(limit=40)[:-1])

    def on_close(_connection: Any, record: Any) -> None:
        opened.pop(id(record), None)

    monkeypatch.setattr(Database, "__init__", watched)
    yield
    if opened:
        where = next(iter(opened.values()))
        pytest.fail(f"{len(opened)} connections to a database were left open; one was opened here:\n{where}")
