"""The demo has a claim that waits, one that is overdue and one that was settled, once."""

from datetime import UTC, date, datetime
from pathlib import Path

from demo import seeding
from demo.claims import write_claims
from demo.orders import orders
from demo.products import products
from demo.retailers import retailers
from demo.sellers import sellers
from demo.world import World
from shop.claims.service import Claims
from storage.database import Database
from tests.fresh import ready

END = date(2026, 3, 31)
TODAY = datetime(2026, 4, 1, 6, tzinfo=UTC)


def test_it_has_three_claims_and_no_more_the_second_time(tmp_path: Path) -> None:
    db = Database(f"sqlite:///{tmp_path / 'demo.db'}")
    ready(db)
    shops, shelf = retailers(7)[:60], products(7)
    bought = tuple(row for row in orders(7, shops, shelf, END) if (END - row.at.date()).days < 50)
    world = World(sellers(), shelf, tuple(shop.customer for shop in shops), bought, (), ())
    seeding.write_world(db, world, lambda *_: None)
    write_claims(db, world)
    found, more = Claims(db).to_look_at()
    overdue, waits, settled = (view.claim for view in found)
    assert not more
    assert (overdue.state, overdue.is_overdue(TODAY), overdue.seller) == ("open", True, "S13")
    assert (waits.state, waits.is_overdue(TODAY)) == ("open", False)
    assert (settled.state, settled.how, settled.amount is not None) == ("settled", "refund", True)
    assert len({overdue.customer, waits.customer, settled.customer}) == 3
    db.close()
