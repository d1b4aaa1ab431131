"""What an address agreed to, and what is held for it, on SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta

from chat.message import Inbound
from chat.reply import text
from chat.service.consent import Consents, last_open_chat
from chat.service.inbox import Turns
from chat.tables import messages
from storage.database import Database, stamp

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def test_who_asked_for_silence_is_known_until_they_take_it_back(db: Database) -> None:
    store, consents = Turns(db), Consents(db)
    assert consents.find("whatsapp", "1").last_heard is None
    store.accept(Inbound("whatsapp", "1", "wamid.1", NOW, "hi"))
    assert consents.find("whatsapp", "1").last_heard == NOW
    consents.set("whatsapp", "1", NOW, stopped=True)
    assert consents.find("whatsapp", "1").stopped
    consents.set("whatsapp", "1", NOW, stopped=False)
    assert not consents.find("whatsapp", "1").stopped


def test_what_is_held_goes_when_the_customer_writes(db: Database) -> None:
    store, consents = Turns(db), Consents(db)
    accepted = store.accept(Inbound("whatsapp", "1", "wamid.1", NOW, "hi"))
    store.send(accepted.conversation, [text("Your order is on its way")], NOW)
    with db.write() as tx:
        tx.execute(
            messages.update()
            .where(messages.c.direction == "out")
            .values(next_at=stamp(NOW + timedelta(days=30)))
        )
    assert consents.release_held("whatsapp", "1", NOW + timedelta(days=1))
    assert not consents.release_held("whatsapp", "1", NOW + timedelta(days=1))


def test_a_group_that_moved_goes_on(db: Database) -> None:
    store, consents = Turns(db), Consents(db)
    before = store.open("telegram", "-55", now=NOW)
    consents.move_address("telegram", "-55", "-1001234")
    assert store.open("telegram", "-1001234", now=NOW).id == before.id


def test_the_last_chat_that_is_open_is_private_elsewhere_and_not_blocked(db: Database) -> None:
    store, consents = Turns(db), Consents(db)
    here = store.open("web", "w_1", now=NOW)
    found = {}
    for hours, (channel, address) in enumerate(
        (("telegram", "7"), ("whatsapp", "91"), ("telegram", "-55"), ("web", "w_2")), start=1
    ):
        found[address] = store.open(channel, address, now=NOW + timedelta(hours=hours)).id
        store.bind(found[address], here.customer)

    def last(but: str) -> str | None:
        with db.read() as tx:
            chat = last_open_chat(tx, here.customer, ("telegram", "whatsapp"), but)
        return chat.id if chat else None

    assert last(here.id) == found["91"]
    assert last(found["91"]) == found["7"]
    consents.set("whatsapp", "91", NOW, blocked=True)
    assert last(here.id) == found["7"]
    consents.set("telegram", "7", NOW, blocked=True)
    assert last(here.id) is None
