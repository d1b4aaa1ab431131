"""The demo goes into the store once, whole, also when it was killed half way."""

from datetime import UTC, date, datetime

import pytest

from demo import seeding
from demo.faqs import faqs
from demo.orders import orders
from demo.products import products
from demo.retailers import retailers
from demo.reviews import reviews
from demo.sellers import sellers
from demo.world import World
from shop.catalogue.service import Catalogue
from shop.history.service import Records
from storage.database import Database
from storage.facts import Facts


def small_world(seed: int = 7, end: date | None = None) -> World:
    shops = retailers(seed)[:6]
    shelf = products(seed)[::5]
    bought = orders(seed, shops, shelf, end or date(2026, 3, 31))
    return World(
        sellers=sellers(),
        products=shelf,
        customers=tuple(shop.customer for shop in shops),
        orders=bought,
        reviews=reviews(seed, shelf, bought),
        faqs=faqs(),
    )


def quiet(_what: str, _done: int, _of: int) -> None:
    pass


def test_what_is_written_is_what_was_made(db: Database) -> None:
    world = small_world()
    counts = seeding.write_world(db, world, quiet)
    assert (counts.changed, counts.unchanged) == (0, 0)
    assert {p.sku: p for p in Catalogue(db).all()} == {p.sku: p for p in world.products}
    assert list(Records(db).customers()) == list(world.customers)
    stored = {(line.order, line.sku): line for line in Records(db).order_lines()}
    assert stored == {(row.order_id, row.sku): seeding.past(row) for row in world.orders}
    assert len(Catalogue(db).faqs()) == len(world.faqs)
    assert {seller.id: seller for seller in Catalogue(db).sellers()} == {s.id: s for s in sellers()}

    again = seeding.write_world(db, world, quiet)
    assert (again.new, again.changed) == (0, 0)


class Killed(Exception):
    pass


def test_a_killed_seed_goes_on_with_the_world_it_began(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeding, "make_world", small_world)

    def kill(what: str, _done: int, _of: int) -> None:
        if what == "order lines":
            raise Killed

    with pytest.raises(Killed):
        seeding.seed(db, 7, date(2026, 3, 31), kill)
    assert seeding.was_begun(db)
    assert not seeding.was_seeded(db)

    seeding.seed(db, 7, date(2026, 4, 2), quiet)
    assert seeding.was_seeded(db)
    assert Facts(db).get("demo") == {"seed": 7, "end": "2026-03-31", "done": True}
    last = max(line.at for line in Records(db).order_lines())
    assert last <= datetime(2026, 4, 1, tzinfo=UTC)
