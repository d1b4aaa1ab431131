"""What the desk reads, on SQLite and PostgreSQL."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from chat.message import Inbound
from chat.reply import text
from chat.service.inbox import Turns
from desk.service.handover import Desk
from desk.service.inbox import Inbox
from desk.service.thread import Threads
from desk.service.work import DeskWork
from desk.views import News
from people.service.staff import Staff
from shop.catalogue.product import Product, Seller
from shop.catalogue.service import CatalogueWrites
from shop.money import Money
from shop.orders.tables import order_lines, orders
from shop.sellers.service.flags import Flags
from shop.sellers.service.questions import Questions
from storage.database import Database

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def test_a_thread_has_words_notes_facts_and_the_customer_beside_it(db: Database) -> None:
    store, threads, work = Turns(db), Threads(db), DeskWork(db)
    Staff(db).add("asha@x.example", "Asha", "agent", "hash", NOW)
    asha = Staff(db).all()[0].id
    accepted = store.accept(Inbound("telegram", "7", "1", NOW, "where is my order"))
    conversation, customer = accepted.conversation, store.conversation(accepted.conversation).customer
    store.finish(conversation, accepted.message, [text("On its way")], {}, facts={"intent": "track_order"})
    Desk(db, store).ask(conversation, "complaint", NOW)
    work.note(conversation, asha, "calls daily", [], NOW)
    work.label(conversation, "vip", True, asha, NOW)
    with db.write() as tx:
        order = {"id": "O1", "customer_id": customer, "at": "2026-01-01T00:00:00.000000Z"}
        tx.execute(orders.insert().values(status="delivered", currency="INR", **order))
        line = {"sku": "A", "title": "A", "quantity": 3, "unit_price": 500}
        tx.execute(order_lines.insert().values(order_id="O1", line=1, **line))
    thread = threads.thread(conversation)
    assert thread is not None
    assert [item["text"] for item in thread.items] == ["where is my order", "On its way", "calls daily"]
    assert asdict(thread.summary) == {
        "reason": "complaint",
        "wanted": ["track_order"],
        "missed": [],
        "last_words": "where is my order",
    }
    assert thread.labels == ["vip"]
    beside = threads.customer(customer)
    assert [(o.id, o.total) for o in beside.orders] == [("O1", 1500)]
    assert beside.order_count == 1
    assert threads.thread("c_none") is None


def test_news_come_once_and_in_order(db: Database) -> None:
    store, inbox = Turns(db), Inbox(db)
    store.accept(Inbound("telegram", "7", "0", NOW, "old"))
    message, entry, news = inbox.news(-1, -1)
    assert news == ()
    conversation = store.accept(Inbound("telegram", "7", "1", NOW, "new")).conversation
    Desk(db, store).ask(conversation, "asked", NOW)
    message, entry, news = inbox.news(message, entry)
    assert list(news) == [
        News(conversation, "ask", "waiting", actor="customer"),
        News(conversation, "message", "waiting", sender="customer"),
    ]
    assert inbox.news(message, entry) == (message, entry, [])


def test_a_question_is_answered_where_the_buyer_was_last(db: Database) -> None:
    store, questions = Turns(db), Questions(db)
    writes = CatalogueWrites(db)
    writes.sellers([Seller("s1", "Spice House")])
    writes.products([Product("A", "Cardamom", Money.of("10"), seller="s1")])
    first = store.accept(Inbound("telegram", "7", "1", NOW, "hi")).conversation
    later = store.accept(Inbound("whatsapp", "91", "1", NOW + timedelta(hours=1), "hi")).conversation
    buyer = store.conversation(first).customer
    store.bind(later, buyer)
    question = questions.ask(first, buyer, "A", "fresh?", NOW, key="ask")
    questions.answer(question, "s", "Yes", NOW, seller="s1", publish=True)
    said = store.last_said(later)
    assert said is not None
    assert said.lead == "You asked about Cardamom: \u201cfresh?\u201d\nSpice House answers: Yes"
    (seen,) = questions.newest("s1")
    assert (seen["status"], seen["published"]) == ("answered", True)
    assert Flags(db).flagged() == []
