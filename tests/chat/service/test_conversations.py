"""Conversations and their history; where a customer was last, on SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta

import pytest

from chat.errors import UnknownConversation
from chat.message import Inbound
from chat.reply import text
from chat.service.conversations import Conversations, send_to_customer
from chat.service.inbox import Turns
from storage.database import Database

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def inbound(message_id: str = "1", words: str = "hello") -> Inbound:
    return Inbound("telegram", "77", message_id, NOW, words)


def test_history_is_paged_oldest_first(db: Database) -> None:
    store = Turns(db)
    for n in range(3):
        accepted = store.accept(inbound(f"q{n}", f"question {n}"))
        store.finish(accepted.conversation, accepted.message, [text(f"answer {n}")], {})
    first, more = store.history(accepted.conversation, limit=4)
    rest, end = store.history(accepted.conversation, after=first[-1]["id"], limit=4)
    assert [m["text"] for m in first + rest] == [
        f"{what} {n}" for n in range(3) for what in ("question", "answer")
    ]
    assert (more, end) == (True, False)


def test_an_unknown_conversation_is_said_to_be_unknown(db: Database) -> None:
    with pytest.raises(UnknownConversation):
        Turns(db).conversation("w_none")


def test_where_a_customer_was_last_is_where_they_wrote_last(db: Database) -> None:
    store = Turns(db)
    first = store.accept(inbound())
    customer = store.conversation(first.conversation).customer
    other = store.open("whatsapp", "91", now=NOW + timedelta(hours=1))
    store.bind(other.id, customer)
    assert [one.id for one in store.customers_conversations(customer)] == [other.id, first.conversation]
    last = store.last_conversation(customer)
    assert last is not None
    assert last.id == other.id
    store.accept(Inbound("telegram", "77", "2", NOW + timedelta(hours=2), "back here"))
    last = store.last_conversation(customer)
    assert last is not None
    assert last.id == first.conversation
    assert store.last_conversation("nobody") is None


def test_within_a_second_what_came_last_was_written_last(db: Database) -> None:
    now = datetime.now(UTC)
    store = Turns(db)
    phone = store.accept(Inbound("whatsapp", "91", "1", now - timedelta(hours=1), "hello"))
    customer = store.conversation(phone.conversation).customer
    web = store.open("web", "w1", now=now - timedelta(hours=1))
    store.bind(web.id, customer)
    store.accept(Inbound("web", "w1", "2", now - timedelta(microseconds=1), "here"))
    store.accept(
        Inbound("whatsapp", "91", "3", now.replace(microsecond=0), "and there")
    )  # told in whole seconds
    last = store.last_conversation(customer)
    assert last is not None
    assert last.id == phone.conversation


def test_news_go_where_the_customer_was_last(db: Database) -> None:
    store = Conversations(db)
    one = store.open("telegram", "1", now=NOW)
    other = store.open("telegram", "2", now=NOW + timedelta(hours=1))
    store.bind(other.id, one.customer)
    with db.write() as tx:
        assert send_to_customer(tx, one.customer, lambda _: text("sent"), NOW) == other.id
        assert send_to_customer(tx, "nobody", lambda _: text("here then"), NOW, otherwise=one.id) == one.id
        assert send_to_customer(tx, "nobody", lambda _: text("nowhere"), NOW) == ""
    last = [store.last_said(at.id) for at in (one, other)]
    assert [said.text for said in last if said] == ["here then", "sent"]
