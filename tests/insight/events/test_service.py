"""Events come in once, find or make their customer, go with who is forgotten, and join our own."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select, update

from chat.message import Inbound
from chat.service.inbox import Turns
from insight.events.event import ADDED, CANCELLED, COMPLETED, VIEWED, Happened
from insight.events.service import Events
from insight.journeys.service import Journeys
from insight.recommending.event import Event
from insight.recommending.service import RecommendationRecords
from insight.searching.searched import Searched
from insight.searching.service import SearchEvents
from insight.tables import behaviour_events
from intake.service.privacy import Privacy
from people.customer import Customer
from people.tables import customers
from shop.catalogue.product import Product
from shop.catalogue.service import CatalogueWrites
from shop.checkout.tables import checkouts
from shop.history.past import PastLine
from shop.history.service import RecordWrites
from shop.money import Money
from shop.orders.tables import order_events, orders
from storage.database import Database, stamp
from storage.upsert import Counts
from tests.insight.journeys.logs import LATER, START, at, did, given


def stored(db: Database) -> dict[str, str]:
    """The events that are stored, with their customers."""
    with db.read() as tx:
        return dict(tx.execute(select(behaviour_events.c.id, behaviour_events.c.customer_id)).all())


def own(db: Database, customer: str = "C") -> list[Happened]:
    return next((events for who, events in Events(db).of_each(LATER) if who == customer), [])


def test_the_same_id_again_has_no_effect(db: Database) -> None:
    one, two = did("view", 0), did("view", 1)
    events = Events(db)
    assert events.take([one, replace(one, product="Else"), two], LATER).counts == Counts(new=2, unchanged=1)
    assert events.take([replace(one, customer="D", product="Else")], LATER).counts == Counts(unchanged=1)
    assert list(events.imported()) == sorted([one, two], key=lambda event: event.id)


def test_a_dry_run_stores_nothing(db: Database) -> None:
    assert Events(db, dry_run=True).take([did("view", 0)], LATER).counts == Counts(new=1)
    assert stored(db) == {}
    with db.read() as tx:
        assert tx.execute(select(func.count()).select_from(customers)).scalar() == 0


def test_all_of_an_event_is_kept(db: Database) -> None:
    event = Happened(
        "1", at(0.000123), COMPLETED, "C", "Flipkart", "s", "S1", "Salt", "Staples", "Fine", "white", "1 kg",
        3, 0, "salt", "O1", "upi",
    )  # fmt: skip
    given(db, event)
    assert list(Events(db).imported()) == [event]


def test_a_customer_who_is_not_known_is_taken_on(db: Database) -> None:
    RecordWrites(db).customers([Customer("C", "Ravi")], START)
    given(db, did("view", 0), did("view", 1, customer="D"))
    with db.read() as tx:
        rows = tx.execute(select(customers).order_by(customers.c.id)).all()
    assert [(row.id, row.kind, row.name, row.created_at) for row in rows] == [
        ("C", "customer", "Ravi", stamp(START)),
        ("D", "customer", "", stamp(LATER)),
    ]


def test_who_was_found_to_be_another_is_that_one(db: Database) -> None:
    RecordWrites(db).customers([Customer(name, name) for name in ("C", "v_1", "v_2")], START)
    with db.write() as tx:
        for gone, stays in (("v_1", "v_2"), ("v_2", "C")):
            tx.execute(update(customers).where(customers.c.id == gone).values(merged_into=stays))
    event = did("view", 0, customer="v_1")
    given(db, event)
    assert stored(db) == {event.id: "C"}


def test_the_events_of_who_is_forgotten_go_and_do_not_come_back(db: Database) -> None:
    one, other = did("view", 0, query="Zebrawala"), did("view", 0, customer="D")
    given(db, one, other)
    assert "Zebrawala" in str(Privacy(db).export("C")["behaviour_events"])
    assert Privacy(db).erase("C", LATER)
    assert stored(db) == {other.id: "D"}
    taken = Events(db).take([one, other], LATER)
    assert (taken.counts, taken.forgotten) == (Counts(unchanged=1), {"C"})
    assert stored(db) == {other.id: "D"}
    assert [row.customer for row in Journeys(db).searched(LATER)] == ["D"]


# What our own channels record


@pytest.fixture
def shop(db: Database) -> Database:
    salt = Product("S1", "Salt", Money(2800), category="Staples", subcategory="Salt", pack="1 kg")
    CatalogueWrites(db).products(
        [replace(salt, attributes={"colour": "white"}), Product("S2", "Tea", Money(9000))]
    )
    RecordWrites(db).customers([Customer("C", "Ravi"), Customer("D", "Asha")], START)
    lines = [
        PastLine("O1", "C", START, "S1", 3, Money(2750), "delivered"),
        PastLine("O1", "C", START, "S2", 1, Money(9000), "delivered"),
        PastLine("O2", "D", START, "S2", 1, Money(9000), "cancelled"),
    ]
    RecordWrites(db).orders(lines)
    return db


def test_a_line_of_an_order_is_a_purchase(shop: Database) -> None:
    salt, tea = own(shop)
    assert salt == Happened(
        "order:O1:1", START, COMPLETED, "C", "Dukan", sku="S1", product="Salt", category="Staples",
        sub_category="Salt", colour="white", size="1 kg", quantity=3, price=2750, order_id="O1",
    )  # fmt: skip
    assert (tea.id, tea.sku, tea.quantity) == ("order:O1:2", "S2", 1)


def test_an_order_is_of_the_chat_it_was_made_in_and_tells_how_it_is_paid(shop: Database) -> None:
    chat = Turns(shop).accept(Inbound("whatsapp", "91", "1", START, "hi")).conversation
    quote = {"total": 100, "currency": "INR", "quote": {}, "address": {}, "expires_at": "", "created_at": ""}
    made = {"id": "k1", "key": "k1", "state": "done", "conversation_id": chat, "method": "cash"}
    with shop.write() as tx:
        tx.execute(insert(checkouts).values(customer_id="C", order_id="O1", **made, **quote))
    assert {(one.application, one.payment_mode) for one in own(shop)} == {("WhatsApp", "cash")}


def test_a_cancelled_order_is_one_until_it_was_cancelled(shop: Database) -> None:
    assert [one.event for one in own(shop, "D")] == [COMPLETED, CANCELLED]
    assert {row.customer for row in Journeys(shop).bought(START)} == {"C"}  # nobody knows when it was
    with shop.write() as tx:
        tx.execute(update(orders).where(orders.c.id == "O1").values(status="cancelled"))
        step = {"order_id": "O1", "step": "cancel", "status": "cancelled", "at": stamp(at(60))}
        tx.execute(insert(order_events).values(**step))
    assert [len(Journeys(shop).bought(at(minute))) for minute in (0, 59, 60)] == [2, 2, 0]


def test_a_file_may_cancel_an_order_of_ours(shop: Database) -> None:
    given(shop, did("cancel", 5, "Back office", order_id="O1"))
    assert [len(Journeys(shop).bought(at(minute))) for minute in (4, 5)] == [2, 0]


def test_what_was_picked_or_suggested_is_a_look(shop: Database) -> None:
    chat = Turns(shop).accept(Inbound("telegram", "9", "1", START, "hi")).conversation
    search = Searched(f"{chat}.1/search", "C", "web", "salt", ["S1", "S2"])
    searches = SearchEvents(shop)
    searches.record(search, START + timedelta(days=1))
    looked = replace(search, ref=f"{chat}.2/choice", chosen="S1", asked={"how": "looked"})
    searches.record(looked, START + timedelta(days=1, minutes=1))
    taken = replace(looked, ref=f"{chat}.3/choice", channel="telegram", asked={"how": "taken"})
    searches.record(taken, START + timedelta(days=1, minutes=2))
    both = START + timedelta(days=1, minutes=2)
    RecommendationRecords(shop).record(
        [
            Event("C", "impression", "S2", f"{chat}.1/basket", START),
            Event("C", "add", "S1", f"{chat}.3/add", both),  # found and suggested: once
            Event("C", "tap", "S2", f"{chat}.4/tap", both + timedelta(minutes=1)),
            Event("C", "refusal", "S2", f"{chat}.5/refuse", both),
        ]
    )
    found = [one for one in own(shop) if one.event != COMPLETED]
    assert [(one.event, one.application, one.sku, one.product, one.query) for one in found] == [
        (VIEWED, "Dukan web", "S1", "Salt", "salt"),
        (ADDED, "Telegram", "S1", "Salt", "salt"),
        (VIEWED, "Telegram", "S2", "Tea", ""),
    ]
    rows = Journeys(shop).searched(LATER)
    assert [(row.product, row.applications_checked, row.size) for row in rows] == [
        ("Salt", "Dukan web;Telegram", "1 kg"),
        ("Tea", "Telegram", ""),
    ]


def test_our_own_and_others_are_one_stream(shop: Database) -> None:
    given(
        shop,
        did("view", -100, "Flipkart", product="SALT"),
        did("view", -50, "Amazon", sku="S1", product=""),
        did("view", 10, "Amazon", product="salt"),
        did("buy", 20, "Flipkart", product="Salt"),
    )
    rows = Journeys(shop).bought(LATER)
    assert [(row.product, row.application_used, row.applications_checked) for row in rows] == [
        ("Salt", "Dukan", "Flipkart;Amazon"),
        ("Tea", "Dukan", ""),
        ("Salt", "Flipkart", "Amazon"),
    ]
