"""A shop that has the demo goes on to deliver as before; no other is taken to."""

import pytest
from alembic import command

from app.demo.delivery import RATES
from storage.database import Database
from storage.delivery_rates import put_rates, ways_set
from storage.facts import Facts
from storage.upsert import Counts

BEFORE = "0016"


@pytest.mark.parametrize("demo", [True, False])
def test_an_existing_shop_keeps_its_ways_where_they_are_the_demos(db: Database, *, demo: bool) -> None:
    command.downgrade(db._alembic(), BEFORE)
    if demo:
        Facts(db).put("demo", {"done": True})
    db.migrate()
    with db.read() as tx:
        assert ways_set(tx).rates == (RATES if demo else ())


def test_what_is_set_replaces_what_was_set_for_the_same_zone_and_way(db: Database) -> None:
    assert put_rates(db, RATES) == Counts(6, 0, 0)
    assert put_rates(db, RATES[:2], [(RATES[5].zone, RATES[5].way)]) == Counts(0, 1, 5)
    with db.read() as tx:
        assert ways_set(tx).rates == RATES[:5]
