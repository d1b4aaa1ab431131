"""Chats in which nobody wrote go; whatever somebody did in one keeps it."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from chat.message import Inbound
from chat.reply import text
from chat.service.contexts import Contexts
from chat.service.inbox import Turns
from chat.service.language import LOCALE
from chat.tables import conversations
from intake.service import empty_chats
from intake.service.empty_chats import sweep_empty_chats
from people.tables import customers
from storage.database import Database
from tests.plans import recording, whole_reads

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=7)


def count(db: Database) -> tuple[int, int]:
    """Chats, and people."""
    with db.read() as tx:
        return tuple(  # type: ignore[return-value]  # two of them
            tx.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (conversations, customers)
        )


def test_only_what_nobody_used_goes(db: Database, monkeypatch) -> None:
    monkeypatch.setattr(empty_chats, "AT_ONCE", 4)
    store = Turns(db)
    for number in range(10):  # all in the same moment
        store.open("web", f"w_empty{number}", now=NOW)
    store.accept(Inbound("web", "w_said", "1", NOW, "hello"))
    store.accept(Inbound("telegram", "77", "1", NOW, "hello"))
    told = store.open("web", "w_told", now=NOW)
    store.say(told.id, [text("Your order is on its way")])
    known = store.open("web", "w_known", now=NOW)
    Contexts(db).save(known.customer, LOCALE, "hi", NOW)
    store.open("web", "w_new", now=LATER)
    assert sweep_empty_chats(db, NOW + timedelta(hours=6)) == 11
    # Of w_known the chat went and the person, of whom something is known, stayed.
    assert count(db) == (4, 5)
    assert sweep_empty_chats(db, NOW + timedelta(hours=6)) == 0
    assert sweep_empty_chats(db, LATER + timedelta(hours=6)) == 1
    assert count(db) == (3, 4)


def test_no_table_that_grows_is_read_whole(db: Database) -> None:
    Turns(db).open("web", "w_empty", now=NOW)
    with recording() as recorded:
        assert sweep_empty_chats(db, LATER) == 1
    found = whole_reads(db, recorded)
    assert not found, "\n".join(map(str, found))
