"""Who wants reminders, on SQLite and PostgreSQL."""

from dataclasses import replace

from insight.reminders.service import ReminderWishes
from insight.reminders.terms import Wish
from storage.database import Database
from tests.insight.shops import NOW


def test_nobody_is_reminded_unasked(db: Database) -> None:
    wishes = ReminderWishes(db)
    assert not wishes.of("C001").wanted
    wish = Wish("C001", True, 3, 22, 7, NOW)
    wishes.put(wish)
    assert wishes.of("C001") == wish
    assert wishes.wanted() == [wish]
    wishes.put(replace(wish, wanted=False))
    assert wishes.wanted() == []
