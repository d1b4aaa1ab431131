"""A shop that has the demo goes on to deliver as before; no other is taken to."""

from dataclasses import replace

import pytest
from alembic import command

from demo.delivery import RATES
from shop.delivery.service import Delivery
from storage.database import Database
from storage.facts import Facts
from storage.upsert import Counts

BEFORE = "0016"


@pytest.mark.parametrize("demo", [True, False])
def test_an_existing_shop_keeps_its_ways_where_they_are_the_demos(db: Database, *, demo: bool) -> None:
    command.downgrade(db._alembic(), BEFORE)
    if demo:
        Facts(db).put("demo", {"done": True})
    db.migrate()
    assert Delivery(db).ways().rates == (RATES if demo else ())


def test_a_shop_without_a_file_states_one_way_to_everywhere(db: Database) -> None:
    Delivery(db).set_everywhere(5000, 3, 100000)
    (rate,) = Delivery(db).ways().rates
    assert (rate.postcodes, rate.charge, rate.days, rate.free_from) == (("*",), 5000, 3, 100000)
    assert rate.clock == "Asia/Kolkata"
    Delivery(db).set_everywhere(0, 2, None)
    assert [(r.charge, r.days, r.free_from) for r in Delivery(db).ways().rates] == [(0, 2, None)]


def test_what_is_stated_changes_a_files_way_to_everywhere_and_no_other(db: Database) -> None:
    Delivery(db).set_rates(RATES)
    before = next(rate for rate in RATES if "*" in rate.postcodes)
    Delivery(db).set_everywhere(100, 9, None)
    now = Delivery(db).ways().rates
    assert [rate for rate in now if rate not in RATES] == [
        replace(before, charge=100, days=9, free_from=None)
    ]
    assert len(now) == len(RATES)


def test_what_is_set_replaces_what_was_set_for_the_same_zone_and_way(db: Database) -> None:
    assert Delivery(db).set_rates(RATES) == Counts(6, 0, 0)
    assert Delivery(db).set_rates(RATES[:2], [(RATES[5].zone, RATES[5].way)]) == Counts(0, 1, 5)
    assert Delivery(db).ways().rates == RATES[:5]
