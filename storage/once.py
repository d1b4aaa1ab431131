"""Doing a thing once, although the turn that does it may run again after a crash."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from storage.database import Database, stamp
from storage.tables import effects


def once(db: Database, key: str, work: Callable[[Connection], Any]) -> Any:
    """Run `work` in one transaction and keep its JSON result under `key`; a second time only give it.

    `key` names the turn and the step in it: "m_17/add_to_cart". Without a key it is done every time.
    """
    with db.write() as tx:
        if not key:
            return work(tx)
        known = tx.execute(select(effects.c.result).where(effects.c.key == key)).first()
        if known is not None:
            return known.result
        result = work(tx)
        tx.execute(effects.insert().values(key=key, result=result, at=stamp(datetime.now(UTC))))
        return result
