"""Stores who wants reminders, and reminds them of what they are about to run out of."""

import logging
from dataclasses import replace
from datetime import datetime

from chat.service.conversations import Conversations
from chat.service.language import language_of
from insight.recommending.event import impressions_of
from insight.recommending.recommend import Recommender
from insight.recommending.service import RecommendationRecords
from insight.reminders import store
from insight.reminders.notices import reminder
from insight.reminders.terms import Wish, may_remind
from storage.database import Database, Tx
from storage.once import once

log = logging.getLogger(__name__)


class ReminderWishes:
    """What customers said about reminders; each step is one transaction."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def of(self, customer: str) -> Wish:
        """What this customer said about reminders; without a word, none."""
        with self.db.read() as tx:
            return store.wish_of(tx, customer)

    def wanted(self) -> list[Wish]:
        """Everybody who wants reminders."""
        with self.db.read() as tx:
            return store.wanted(tx)

    def put(self, wish: Wish) -> None:
        """Store what a customer said."""
        with self.db.write() as tx:
            store.save_wish(tx, self.db, wish)


class Reminders:
    """Reminds where the customer last wrote, once a day at most."""

    def __init__(
        self, records: RecommendationRecords, recommender: Recommender, chats: Conversations
    ) -> None:
        self.db, self.records, self.recommender, self.chats = records.db, records, recommender, chats

    def remind_all(self, now: datetime) -> None:
        """Remind everybody who wants it; one customer's fault does not keep others waiting."""
        for wish in ReminderWishes(self.db).wanted():
            try:
                self.remind(wish, now)
            except Exception:
                log.exception("a reminder could not be sent")

    def remind(self, wish: Wish, now: datetime) -> bool:
        """Remind once, if the customer agreed to it at this moment, can be reached, and there is reason."""
        local = now.astimezone(self.db.zone)
        if not may_remind(wish, local):
            return False
        reached = [one for one in self.chats.customers_conversations(wish.customer) if one.state == "bot"]
        if not reached:
            return False
        due = self.recommender.due(wish.customer, now)
        with self.db.read() as tx:
            locale = language_of(tx, wish.customer, reached[0].locale)
        said = reminder(due, locale)
        if said is None:
            return False
        ref = f"remind/{wish.customer}/{local.date()}"

        def work(tx: Tx) -> bool:
            self.chats.say_in(tx, reached[0].id, [said])
            store.save_wish(tx, self.db, replace(wish, last_at=now))
            return True

        once(self.db, ref, work)
        self.records.record(impressions_of("due", wish.customer, ref, now, due))
        log.info("reminded", extra={"conversation": reached[0].id, "products": len(due)})
        return True
