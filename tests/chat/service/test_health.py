"""How each channel does is told from its messages of the last day, on SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chat.message import Inbound
from chat.reply import text
from chat.service.health import MANY_PENDING, health
from chat.service.inbox import Turns
from chat.service.outbox import Outbox
from storage.database import Database

ALL = ("web", "telegram", "whatsapp")


def of_telegram(db: Database, now: datetime) -> dict[str, Any]:
    return next(row for row in health(db, ALL, now) if row["channel"] == "telegram")


def test_a_channel_that_is_not_set_up_is_off(db: Database) -> None:
    rows = health(db, ("web",), datetime.now(UTC))
    assert [(row["channel"], row["state"], row["messages"]) for row in rows] == [
        ("web", "good", 0),
        ("telegram", "off", 0),
        ("whatsapp", "off", 0),
    ]


@pytest.mark.parametrize(("replies", "state"), [(MANY_PENDING, "good"), (MANY_PENDING + 1, "slow")])
def test_a_channel_where_much_waits_is_slow(db: Database, replies: int, state: str) -> None:
    store, now = Turns(db), datetime.now(UTC)
    at = store.accept(Inbound("telegram", "7", "1", now, "hi"))
    store.finish(at.conversation, at.message, [text(str(n)) for n in range(replies)], {})
    found = of_telegram(db, now)
    assert (found["state"], found["pending"], found["messages"]) == (state, replies, replies + 1)
    assert found["heard"]
    assert not found["said"]


def test_a_channel_is_failing_for_a_day_after_something_failed(db: Database) -> None:
    store, outbox, now = Turns(db), Outbox(db), datetime.now(UTC)
    at = store.accept(Inbound("telegram", "7", "1", now, "hi"))
    store.finish(at.conversation, at.message, [text("hello")], {})
    (parcel,) = outbox.claim(datetime.now(UTC))
    outbox.failed(parcel.outgoing[0].message, "nobody there")
    assert of_telegram(db, now)["state"] == "failing"
    assert of_telegram(db, now + timedelta(days=2))["state"] == "good"
