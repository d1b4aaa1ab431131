"""kill -9 at every stage of a checkout: afterwards there is all of it or nothing, and the accounts agree."""

import itertools
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, func, make_url, select, text

from shop.cart.pricing import Rules
from shop.cart.service.carts import Carts
from shop.checkout.service.checkouts import Checkouts
from shop.checkout.store.consistency import disagreements
from shop.orders.tables import orders
from shop.stock.tables import stock
from storage.database import Database
from tests.storage.shop_for_tests import ADDRESS, NOW, SALT, open_shop

STAGES = 8  # how many places of the checkout are hit, spread over all its statements


def buy_and_die(url: str, at: int) -> None:
    """What the child does: order, and die before its so-manieth statement. Prints how many there were."""
    db = Database(url)
    seen = 0

    @event.listens_for(db.engine, "before_cursor_execute")
    def count(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)

    shop = Checkouts(db, Carts(db, Rules()))
    with db.write() as tx:
        started = shop.start_in(tx, "c0", "k", NOW, address=ADDRESS)
    with db.write() as tx:
        shop.place_in(tx, started.id, "credit-0", NOW)
    print(seen)  # noqa: T201  # read by the parent


def run(url: str, at: int) -> str:
    code = f"from tests.storage.test_checkout_kills import buy_and_die; buy_and_die({url!r}, {at})"
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert child.returncode in (0, -signal.SIGKILL), child.stderr
    return child.stdout.strip()


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """A new database of this kind at every call."""
    if request.param == "sqlite":
        names = itertools.count()
        return lambda: f"sqlite:///{tmp_path / str(next(names))}.db"
    server: str = request.getfixturevalue("postgres")

    def on_server() -> str:
        name = f"k{uuid.uuid4().hex}"
        admin = create_engine(
            make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
        )
        with admin.connect() as connection:
            connection.execute(text(f"create database {name}"))
        admin.dispose()
        return server.rsplit("/", 1)[0] + f"/{name}"

    return on_server


def test_a_checkout_that_is_killed_is_all_or_nothing(fresh: Callable[[], str]) -> None:
    statements = int(run(_shop(fresh()), 0))
    for stage in range(STAGES):
        at = 1 + stage * (statements - 1) // (STAGES - 1)
        url = _shop(fresh())
        run(url, at)
        assert _state(url) in {(0, 10), (0, 7)}  # nothing, or a checkout that holds its three pieces
        run(url, 0)  # the same key again, after the restart
        assert _state(url) == (1, 7)


def _shop(url: str) -> str:
    db = Database(url)
    db.migrate()
    shop = open_shop(db)
    with db.write() as tx:
        shop.carts.put_in(tx, "c0", SALT.sku, 3, NOW)
    db.close()
    return url


def _state(url: str) -> tuple[int, int]:
    """Orders made and pieces on the shelf, after the check that all agrees."""
    db = Database(url)
    with db.read() as tx:
        assert disagreements(tx, db) == []
        made = tx.execute(select(func.count()).select_from(orders)).scalar_one()
        left = tx.execute(select(func.sum(stock.c.quantity)).where(stock.c.sku == SALT.sku)).scalar_one()
    db.close()
    return made, left
