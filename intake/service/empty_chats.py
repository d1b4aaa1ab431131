"""Removes chats in which nobody ever wrote: opened with a page, and not worth a row for ever."""

from datetime import datetime

from intake.store.empty_chats import next_chats, remove_unused_chats, remove_unused_customers
from storage.database import Database
from storage.facts import Facts

SWEPT = "empty_chats.swept"  # the last one that was looked at: its time, its id
AT_ONCE = 200


def sweep_empty_chats(db: Database, before: datetime) -> int:
    """Remove web chats unused since `before` in which nothing was said, a few at a time; how many went.

    Each chat is looked at once after its last use, however many there are.
    """
    facts, gone = Facts(db), 0
    seen_at, seen = facts.get(SWEPT) or ("", "")
    while True:
        with db.write() as tx:
            some = next_chats(tx, seen_at, seen, before, AT_ONCE)
            if not some:
                return gone
            web = {chat.id: chat.customer for chat in some if chat.channel == "web"}
            empty = remove_unused_chats(tx, web)
            remove_unused_customers(tx, (web[chat] for chat in empty if web[chat].startswith("v_")))
        gone += len(empty)
        seen_at, seen = some[-1].last_at, some[-1].id
        facts.put(SWEPT, [seen_at, seen])
