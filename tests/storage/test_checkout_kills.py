"""kill -9 at every stage of a checkout: afterwards there is all of it or nothing, and the accounts agree."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import event, func, select

from shop import cart as shop_cart
from storage.carts import Carts
from storage.checkouts import Checkouts
from storage.database import Database
from storage.order_check import disagreements
from storage.tables import orders, stock
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

    shop = Checkouts(db, Carts(db))
    with db.write() as tx:
        started = shop.start(tx, "c0", "k", NOW, address=ADDRESS)
    with db.write() as tx:
        shop.place(tx, started.id, "credit-0", NOW)
    print(seen)  # noqa: T201  # read by the parent


def run(url: str, at: int) -> str:
    code = f"from tests.storage.test_checkout_kills import buy_and_die; buy_and_die({url!r}, {at})"
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert child.returncode in (0, -signal.SIGKILL), child.stderr
    return child.stdout.strip()


def test_a_checkout_that_is_killed_is_all_or_nothing(tmp_path: Path) -> None:
    statements = int(run(_shop(tmp_path / "whole.db"), 0))
    for stage in range(STAGES):
        at = 1 + stage * (statements - 1) // (STAGES - 1)
        url = _shop(tmp_path / f"{at}.db")
        run(url, at)
        assert _state(url) in {(0, 10), (0, 7)}  # nothing, or a checkout that holds its three pieces
        run(url, 0)  # the same key again, after the restart
        assert _state(url) == (1, 7)


def _shop(path: Path) -> str:
    url = f"sqlite:///{path}"
    db = Database(url)
    db.migrate()
    shop = open_shop(db)
    with db.write() as tx:
        shop.carts.change(tx, "c0", lambda cart: shop_cart.put(cart, SALT, 3), NOW)
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
