"""Reminds those who asked for it of what they are about to run out of, where they last wrote."""

import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.actions.suggested import Suggesting, impressions_of
from chat.reply import Command, Option, choice
from chat.service.conversations import Conversations
from insight.reminder_wishes import ReminderWishes, Wish
from insight.reminders import Terms, may_remind, reminder
from storage.once import once

log = logging.getLogger(__name__)


def remind(suggesting: Suggesting, conversations: Conversations, wish: Wish, now: datetime) -> bool:
    """One reminder, if the customer agreed to one at this moment, can be reached, and there is reason."""
    zone = suggesting.store.db.zone
    terms = Terms(wish.wanted, wish.days_between, wish.quiet_from, wish.quiet_to, wish.last_at)
    if not may_remind(terms, now.astimezone(zone)):
        return False
    reached = [one for one in conversations.customers_conversations(wish.customer) if one.state == "bot"]
    if not reached:
        return False
    due = suggesting.recommender.due(wish.customer, now)
    words = reminder(due, reached[0].locale)
    if not words:
        return False
    hindi = reached[0].locale.startswith("hi")
    take = [{"sku": one.product.sku, "quantity": one.quantity} for one in due]
    said = choice(
        words,
        Option("Sab daal do" if hindi else "Add all", Command("recommend", {"take": take})),
        Option("Basket dikhao" if hindi else "Show the basket", Command("recommend")),
    )
    ref = f"remind/{wish.customer}/{now.astimezone(zone).date()}"

    def work(tx: Any) -> bool:
        conversations.say_in(tx, reached[0].id, [said])
        ReminderWishes(suggesting.store.db).put_in(tx, replace(wish, last_at=now))
        return True

    once(suggesting.store.db, ref, work)
    suggesting.store.record(impressions_of("due", wish.customer, ref, now, due))
    log.info("reminded", extra={"conversation": reached[0].id, "products": len(due)})
    return True


def remind_now(suggesting: Suggesting) -> None:
    """What the loop of the learning process calls; one customer's fault does not keep others waiting."""
    conversations = Conversations(suggesting.store.db)
    for wish in ReminderWishes(suggesting.store.db).wanted():
        try:
            remind(suggesting, conversations, wish, datetime.now(UTC))
        except Exception:
            log.exception("a reminder could not be sent")
