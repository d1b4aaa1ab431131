"""Decides about what was flagged: warns, locks out, and allows contact data."""

from datetime import datetime
from typing import Any

from chat.service.conversations import Conversations
from people.store.staff import set_seller_active
from shop.sellers import notices
from shop.sellers.store import flags
from storage.audit import record
from storage.database import Database


class Flags:
    """Open flags, and what was decided of them; each step is one transaction."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def flagged(self) -> list[dict[str, Any]]:
        """What an admin has to look at."""
        with self.db.read() as tx:
            return flags.open_flags(tx)

    def settle(self, flag: int, outcome: str, by: str, now: datetime) -> bool:
        """Store what an admin decided. A warned buyer reads of it in the chat, a seller on the page."""
        with self.db.write() as tx:
            settled = flags.settle_flag(tx, flag, outcome, by)
            if settled is None:
                return False
            seller, question = settled
            if not seller and outcome == "warned" and (where := flags.asked_in(tx, question)):
                notices.warn_buyer(tx, Conversations(self.db), where)
            if seller and outcome == "blocked":  # nobody of this seller signs in until an admin unlocks them
                set_seller_active(tx, seller, False)
            record(tx, now, by, "settle", subject=str(flag), outcome=outcome, seller=seller)
            return True

    def warnings(self, seller: str) -> int:
        """How often an admin has warned this seller."""
        with self.db.read() as tx:
            return flags.count_warnings(tx, seller)

    def sellers(self) -> list[dict[str, Any]]:
        """Every seller: open questions, how fast they answer, flags, warnings, whether contact is allowed."""
        with self.db.read() as tx:
            return flags.sellers_board(tx)

    def allow_contact(self, seller: str, allowed: bool, by: str, now: datetime) -> None:
        """Set whether this seller and its buyers may exchange numbers and links."""
        with self.db.write() as tx:
            free = flags.contact_allowed(tx)
            flags.save_contact_allowed(tx, self.db, free | {seller} if allowed else free - {seller})
            record(tx, now, by, "contact", subject=seller, allowed=allowed)

    def unblock(self, seller: str, by: str, now: datetime) -> int:
        """Let a seller that was blocked sign in again; how many members."""
        with self.db.write() as tx:
            done = set_seller_active(tx, seller, True)
            record(tx, now, by, "unblock", subject=seller)
        return done
