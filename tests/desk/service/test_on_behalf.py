"""What an agent does for a customer: recorded as the agent's, known to the assistant afterwards."""

from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest
from sqlalchemy import select

from chat.contexts import ContextKey
from chat.message import Inbound
from chat.open_questions import ASKED, Asked
from chat.reply import Reply
from chat.service.contexts import Contexts
from chat.service.inbox import Turns
from desk.service.handover import Desk
from desk.service.holding import NotYours
from desk.service.on_behalf import OnBehalf
from people.service.staff import Staff
from shop.cart.pricing import Rules
from shop.cart.service.carts import Carts
from shop.catalogue.product import Product, Seller
from shop.catalogue.service import CatalogueWrites
from shop.checkout.store.consistency import disagreements
from shop.errors import NotAllowed, NotFound
from shop.finding.remembered import LAST_SHOWN, SEARCH, TOUCHED
from shop.history.past import PastLine
from shop.history.service import RecordWrites
from shop.money import Money
from shop.orders.order import Line, Order, Payment, Request
from shop.orders.service import within
from shop.orders.service.orders import Orders
from shop.orders.tables import order_events
from shop.replies import card
from shop.replies import cart as show
from storage.audit import Audit
from storage.database import Database

T = TypeVar("T")
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
ATTA = Product("ATTA-10", "Chakki atta", Money.of("410"), pack="10 kg", seller="mill", stock=40, moq=2)


class World:
    """A customer's conversation that Asha has taken."""

    def __init__(self, db: Database) -> None:
        self.db, self.store = db, Turns(db)
        self.desk, self.carts = Desk(db, self.store), Carts(db, Rules())
        self.behalf = OnBehalf(db, self.store, self.carts)
        writes = CatalogueWrites(db)
        writes.sellers([Seller("mill", "Grain Mill")])
        writes.products([ATTA])
        Staff(db).add("asha@x.example", "Asha", "agent", "hash", NOW)
        self.asha = Staff(db).all()[0].id
        self.conversation = self.store.accept(Inbound("telegram", "7", "1", NOW, "hi")).conversation
        self.customer = self.store.conversation(self.conversation).customer
        Contexts(db).save(self.customer, ASKED, Asked("How many?"), NOW)
        self.desk.claim(self.conversation, self.asha, NOW)

    def context(self, key: ContextKey[T]) -> T | None:
        return Contexts(self.db).get(self.customer, key, NOW)

    def ordered(self, order: str = "O1") -> None:
        line = Line("ATTA-10", "Chakki atta", 4, Money.of("410"))
        Orders(self.db).place(Order(order, self.customer, NOW, "pending", (line,)), NOW)


@pytest.fixture
def world(db: Database) -> World:
    return World(db)


def last(world: World) -> Reply:
    said = world.store.last_said(world.conversation)
    assert said is not None
    return said


def test_a_claim_leaves_what_the_assistant_had_asked(world: World) -> None:
    assert world.context(ASKED) is None


def test_a_cart_is_changed_shown_recorded_and_taken_along(world: World) -> None:
    world.behalf.cart(world.conversation, world.asha, ATTA, 4, show, NOW)
    assert last(world).lead == "Asha put 4 x Chakki atta in your cart."
    assert last(world).sender == "agent"
    entry = Audit(world.db).newest(1)[0]
    assert (entry.actor, entry.action, entry.subject) == (world.asha, "cart", "ATTA-10")
    assert dict(entry.data) == {"title": "Chakki atta", "quantity": 4, "before": 0}
    assert world.context(TOUCHED) == "ATTA-10"  # "make it 20" means it
    world.desk.release(world.conversation, world.asha, NOW)
    assert last(world).text == (
        "Asha has handed back to me, the assistant. I take along: 4 x Chakki atta in your cart. "
        "Go on whenever you like."
    )


def test_the_product_that_was_shown_is_the_one_that_is_spoken_of(world: World) -> None:
    world.desk.say(
        world.conversation, world.asha, [Reply("cards", "", "agent", cards=(card(ATTA, "en"),))], NOW
    )
    assert world.context(LAST_SHOWN) == ("ATTA-10",)
    search = world.context(SEARCH)
    assert search is not None
    assert search.focus == "ATTA-10"
    world.desk.release(world.conversation, world.asha, NOW)
    assert "Chakki atta, which you were shown" in last(world).text


def test_what_was_done_the_last_time_is_not_told_again(world: World) -> None:
    world.behalf.cart(world.conversation, world.asha, ATTA, 4, show, NOW)
    world.desk.release(world.conversation, world.asha, NOW)
    later = NOW + timedelta(hours=1)
    world.desk.claim(world.conversation, world.asha, later)
    world.desk.release(world.conversation, world.asha, later)
    assert last(world).text == "Asha has handed back to me, the assistant. Go on whenever you like."


def test_the_shops_rules_hold_for_agents_too(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.behalf.cart(world.conversation, world.asha, ATTA, 1, show, NOW)
    with pytest.raises(NotFound):
        world.behalf.cart(world.conversation, world.asha, ATTA, 0, show, NOW)
    with pytest.raises(NotYours):
        world.behalf.cart(world.conversation, "s_other", ATTA, 4, show, NOW)
    assert [e.action for e in Audit(world.db).newest()] == ["claim"]


def test_an_order_is_cancelled_for_the_customer_and_says_by_whom(world: World) -> None:
    world.ordered()
    world.behalf.order(world.conversation, world.asha, "O1", "cancel", show, NOW)
    assert last(world).lead == "Asha has cancelled order O1 for you."
    with world.db.read() as tx:
        notes = tx.execute(select(order_events.c.step, order_events.c.note).order_by(order_events.c.id)).all()
    assert [tuple(n) for n in notes] == [("place", ""), ("cancel", "by Asha for the customer")]
    with pytest.raises(NotAllowed):
        world.behalf.order(world.conversation, world.asha, "O1", "return", show, NOW)


def test_an_order_goes_into_the_cart_again(world: World) -> None:
    world.ordered()
    world.behalf.order(world.conversation, world.asha, "O1", "again", show, NOW)
    assert last(world).data["cart"]["lines"][0]["quantity"] == 4


def test_the_orders_of_somebody_else_do_not_exist(world: World) -> None:
    world.ordered()
    other = world.store.accept(Inbound("telegram", "8", "1", NOW, "hi")).conversation
    world.desk.claim(other, world.asha, NOW)
    with pytest.raises(NotFound):
        world.behalf.order(other, world.asha, "O1", "cancel", show, NOW)


def test_an_order_from_before_is_returned_for_the_customer(world: World) -> None:
    """An import writes lines alone: no event, no address, no payment."""
    before = NOW - timedelta(days=30)
    lines = [PastLine("D-7", world.customer, before, "ATTA-10", 2, Money.of("400"), "delivered")]
    RecordWrites(world.db).orders(lines)
    world.behalf.order(world.conversation, world.asha, "D-7", "return", show, NOW)
    assert last(world).lead == "Asha has asked for the return of order D-7 for you."
    assert last(world).data["order"]["status"] == "return_requested"
    order = Orders(world.db).order("D-7")
    assert order is not None
    assert order.request == Request("return", ("ATTA-10", "ATTA-10"), "cash")
    assert Orders(world.db).view("D-7").events[-1].note == "by Asha for the customer"
    with pytest.raises(NotAllowed, match="only once"):
        world.behalf.order(world.conversation, world.asha, "D-7", "return", show, NOW)
    with world.db.write() as tx:
        within.advance(tx, world.db, "D-7", "take_back", NOW)
    order = Orders(world.db).order("D-7")
    assert order is not None
    assert (order.status, order.payments) == ("returned", (Payment("refund", Money.of("800"), "cash"),))
    with world.db.read() as tx:
        assert disagreements(tx, world.db) == []


def test_an_import_does_not_undo_a_return(world: World) -> None:
    """The file of before is imported again as often as one likes; what happened here since stays."""
    before = NOW - timedelta(days=30)
    lines = [PastLine("D-7", world.customer, before, "ATTA-10", 2, Money.of("400"), "delivered")]
    RecordWrites(world.db).orders(lines)
    world.behalf.order(world.conversation, world.asha, "D-7", "return", show, NOW)
    RecordWrites(world.db).orders(lines)
    order = Orders(world.db).order("D-7")
    assert order is not None
    assert order.status == "return_requested"
