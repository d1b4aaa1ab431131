"""The outbox gives each parcel to one carrier and keeps what became of it, on SQLite and PostgreSQL."""

from datetime import UTC, datetime

from sqlalchemy import select

from chat.message import Inbound
from chat.reply import text
from chat.service.inbox import Turns
from chat.service.outbox import Outbox
from chat.tables import messages
from storage.database import Database

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def inbound() -> Inbound:
    return Inbound("telegram", "77", "1", NOW, "hello")


def asked(store: Turns) -> tuple[str, int]:
    accepted = store.accept(inbound())
    return accepted.conversation, accepted.message


def status(db: Database) -> str:
    with db.read() as tx:
        return str(tx.execute(select(messages.c.status).where(messages.c.direction == "out")).scalar_one())


def test_the_outbox_gives_a_parcel_to_one_carrier(db: Database) -> None:
    store, outbox = Turns(db), Outbox(db)
    conversation, message = asked(store)
    store.finish(conversation, message, [text("one"), text("two")], {})
    now = datetime.now(UTC)
    (parcel,) = outbox.claim(now)
    assert [o.reply.text for o in parcel.outgoing] == ["one", "two"]
    assert outbox.claim(now) == []
    outbox.put_off([parcel.outgoing[1].message], now, "busy")
    outbox.sent([(parcel.outgoing[0].message, "tg-1")])
    (rest,) = outbox.claim(now)
    assert [o.reply.text for o in rest.outgoing] == ["two"]
    assert rest.outgoing[0].attempts == 2


def test_receipts_never_go_backwards(db: Database) -> None:
    store, outbox = Turns(db), Outbox(db)
    conversation, message = asked(store)
    store.finish(conversation, message, [text("one")], {})
    (parcel,) = outbox.claim(datetime.now(UTC))
    outbox.sent([(parcel.outgoing[0].message, "id-1")])
    outbox.receipt("telegram", "id-1", "read")
    outbox.receipt("telegram", "id-1", "delivered")
    assert status(db) == "read"


def test_what_is_sent_again_hears_no_more_of_the_first_time(db: Database) -> None:
    store, outbox = Turns(db), Outbox(db)
    conversation, message = asked(store)
    store.finish(conversation, message, [text("one")], {})
    (parcel,) = outbox.claim(datetime.now(UTC))
    (out,) = parcel.outgoing
    outbox.sent([(out.message, "id-1")])
    assert outbox.receipt("telegram", "id-1", "failed", "nobody there")
    assert outbox.send_again(out.message)
    assert not outbox.receipt("telegram", "id-1", "failed", "nobody there")
    assert status(db) == "pending"
    (again,) = outbox.claim(datetime.now(UTC))
    assert again.outgoing[0].attempts == 1


def test_only_what_has_failed_is_sent_again(db: Database) -> None:
    store, outbox = Turns(db), Outbox(db)
    conversation, message = asked(store)
    store.finish(conversation, message, [text("one")], {})
    (parcel,) = outbox.claim(datetime.now(UTC))
    outbox.sent([(parcel.outgoing[0].message, "id-1")])
    assert not outbox.send_again(parcel.outgoing[0].message)
    assert not outbox.send_again(message)
