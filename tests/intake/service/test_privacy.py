"""A person is forgotten everywhere: their words are looked for in every table, and in the file itself."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import insert, select, update

from chat.message import Inbound
from chat.reply import Command, Option, Reply, choice
from chat.service.inbox import Turns
from desk.service.files import DeskFiles
from desk.tables import labels, notes
from intake.all_tables import schema
from intake.service.linking import Linking
from intake.service.privacy import Privacy
from people.tables import customers, staff
from shop.cart.requests import AddToCart, Item, SaveList
from shop.cart.service.saved_lists import SavedLists
from shop.cart.tables import saved_lists
from shop.orders.invoice import Party
from shop.orders.service import within
from shop.orders.service.invoices import Invoices
from shop.orders.service.orders import Orders
from shop.orders.tables import invoices, order_facts, orders
from shop.reviews.store import put_stars
from shop.reviews.tables import reviews
from storage.audit import record
from storage.database import Database, stamp
from storage.once import once
from tests.storage.shop_for_tests import ADDRESS, NOW, TEA, open_shop

WORD = "Zebrawala"  # stands in all that is this person's
SHOP = Party("Annapurna Wholesale", "Market Yard, Pune 411037")


@pytest.fixture
def person(db: Database) -> str:
    """A customer who wrote, bought, had an agent and got a file; the order's id."""
    shop = open_shop(db)
    store = Turns(db)
    conversation = store.open("whatsapp", f"91{WORD}", now=NOW).id
    took = store.accept(Inbound("whatsapp", f"91{WORD}", f"wamid.{WORD}", NOW, f"I am {WORD}"))
    option = Option(f"For {WORD}", Command("take", {"name": WORD}))
    store.finish(conversation, took.message, [choice(f"Hello {WORD}", option)], {"name": WORD})
    once(db, f"{conversation}.{took.message}/address", lambda _tx: f"To {WORD}")
    with db.write() as tx:
        tx.execute(
            update(customers).where(customers.c.id == "c0").values(name=WORD, email=WORD, address=WORD)
        )
        tx.exec_driver_sql("update conversations set customer_id = 'c0'")
        shop.carts.put_in(tx, "c0", TEA.sku, 2, NOW)
        started = shop.start_in(tx, "c0", "k", NOW, address={**ADDRESS, "name": WORD})
        order = shop.place_in(tx, started.id, "cash", NOW).id
        within.advance(tx, db, order, "ship", NOW, f"left with {WORD}", f"T-{WORD}")
        tx.execute(
            insert(staff).values(
                id="s1", email="s@x.example", name="S", role="agent", password_hash="", created_at=stamp(NOW)
            )
        )
        tx.execute(insert(labels).values(conversation_id=conversation, label=f"is {WORD}"))
        tx.execute(
            insert(notes).values(
                conversation_id=conversation, staff_id="s1", text=f"knows {WORD}", mentions=[], at=stamp(NOW)
            )
        )
        record(tx, NOW, "s1", "label", conversation=conversation, subject=f"is {WORD}", said=WORD)
        put_stars(tx, TEA.sku, "c0", 5, NOW)
    DeskFiles(db).save(conversation, f"{WORD}.pdf", "application/pdf", WORD.encode(), "s1", NOW)
    said = Reply(
        "link", f"{WORD}.pdf", "agent", data={"url": f"https://x/files/f/{WORD}.pdf", "title": "Open"}
    )
    with db.write() as tx:
        store.say_in(tx, conversation, [said])
    assert Invoices(db).invoice(order, SHOP, NOW).buyer.name == WORD
    return order


def where(db: Database) -> dict[str, int]:
    """In which tables the person's word stands, and in how many rows."""
    found = {}
    with db.read() as tx:
        for table in schema.sorted_tables:
            rows = sum(WORD in str(tuple(row)) for row in tx.execute(select(table)))
            if rows:
                found[table.name] = rows
    return found


def test_who_is_forgotten_stands_in_no_table_but_on_the_issued_invoice(db: Database, person: str) -> None:
    before = where(db)
    gone = {"attachments", "audit_log", "customers", "effects", "labels", "messages", "notes", "taps"}
    assert set(before) >= gone | {"order_facts", "order_events", "conversations", "checkouts", "invoices"}
    assert Privacy(db).erase("c0", NOW)
    assert where(db) == {"invoices": 1}
    assert Privacy(db).export("c0") == {}
    with db.read() as tx:
        assert tx.execute(select(reviews.c.stars, reviews.c.customer_id)).all() == [(5, None)]
    order = Orders(db).order(person)
    assert order is not None
    assert [dict(parcel) for parcel in order.shipments] == [{"tracking": "", "status": "ship"}]


def test_an_issued_invoice_says_after_it_what_it_said_before(db: Database, person: str) -> None:
    before = Invoices(db).invoice(person, SHOP, NOW)
    Privacy(db).erase("c0", NOW)
    elsewhere = Party("A new name", "Elsewhere 1, Delhi 110001")
    assert Invoices(db).invoice(person, elsewhere, datetime(2027, 5, 1, tzinfo=UTC)) == before


def test_one_issued_before_papers_were_kept_still_names_the_buyer(db: Database, person: str) -> None:
    with db.write() as tx:
        tx.execute(update(invoices).values(paper=None))
    Privacy(db).erase("c0", NOW)
    assert Invoices(db).invoice(person, SHOP, NOW).buyer.name == WORD


def test_the_file_itself_does_not_hold_the_words_any_more(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    db = Database(f"sqlite:///{path}")
    db.migrate()
    store = Turns(db)
    at = store.open("web", "w_1", now=NOW)
    for number in range(50):
        store.accept(Inbound("web", "w_1", f"n{number}", NOW, f"{WORD} {number} " * 40))
    files = [path, path.with_name("shop.db-wal")]
    assert any(WORD.encode() in file.read_bytes() for file in files)
    Privacy(db).erase(at.customer, NOW)
    assert not any(WORD.encode() in file.read_bytes() for file in files)
    db.close()


def test_what_is_written_of_them_since_is_shown_whatever_the_mark_says(db: Database, person: str) -> None:
    Privacy(db).erase("c0", NOW)
    with db.write() as tx:
        tx.execute(update(customers).where(customers.c.id == "c0").values(phone="9800000001"))
    assert Privacy(db).export("c0")["customer"]["phone"] == "9800000001"


def test_the_visitors_they_were_before_are_forgotten_too(db: Database, person: str) -> None:
    with db.write() as tx:
        for visitor, became in (("v_1", "v_2"), ("v_2", "c0")):
            row = {"id": visitor, "kind": "visitor", "merged_into": became, "name": WORD}
            tx.execute(insert(customers).values(**row, created_at=stamp(NOW)))
    Privacy(db).erase("c0", NOW)
    assert where(db) == {"invoices": 1}


def test_what_a_visitor_kept_of_a_like_name_is_forgotten_too(db: Database) -> None:
    carts = open_shop(db).carts
    at = Turns(db).accept(Inbound("web", "w_1", "1", NOW, "hello")).conversation
    for who in (Turns(db).conversation(at).customer, "c0"):
        carts.add(AddToCart(who, (Item(TEA.sku, 1),)), NOW)
        SavedLists(db).save(SaveList(who, f"for {WORD}"), NOW)
    Linking(db).join(at, "c0", "storefront", NOW)
    assert Privacy(db).erase("c0", NOW)
    with db.read() as tx:
        assert tx.execute(select(saved_lists)).all() == []


def test_an_older_shops_forgotten_are_parted_from_what_stays(db: Database, person: str) -> None:
    Privacy(db).erase("c0", NOW)
    with db.write() as tx:  # as it was left before
        tx.execute(update(orders).values(customer_id="c0"))
        again = {"id": "c9", "kind": "erased", "phone": "9800000009", "created_at": stamp(NOW)}
        tx.execute(insert(customers).values(**again))
        old = {"customer_id": "c9", "at": stamp(NOW), "status": "delivered", "currency": "INR"}
        tx.execute(insert(orders).values(id="OLD", **old))
        tx.execute(insert(orders).values(id="NEW", **old))
        facts = {"shipments": [], "quote": {}}
        tx.execute(insert(order_facts).values(order_id="NEW", address={"line": "1 New Road"}, **facts))
    command.downgrade(db._alembic(), "0021")
    db.migrate()
    with db.read() as tx:
        whose = dict(tx.execute(select(orders.c.id, orders.c.customer_id)).all())
        kinds = dict(tx.execute(select(customers.c.id, customers.c.kind)).all())
    assert (kinds["c0"], kinds["c9"], whose["NEW"]) == ("erased", "customer", "c9")
    assert whose["OLD"].startswith("gone_") and whose[person].startswith("gone_")
    assert Privacy(db).export("c9")["customer"]["phone"] == "9800000009"
