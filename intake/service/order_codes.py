"""Proves that an order is somebody's: makes codes and checks them."""

import secrets
from datetime import datetime, timedelta

from chat.service.consent import last_open_chat
from chat.service.language import language_of
from intake.order_codes import ASKS_AN_HOUR, CODES_A_DAY, TRIES, Proven, Sent, fits, is_reached_by
from intake.store import order_codes as store
from storage.database import Database

CHATS = ("telegram", "whatsapp")


class OrderCodes:
    """Makes codes and checks them."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def ask(self, conversation: str, order: str, contact: str, now: datetime) -> Sent | None:
        """Make a code for this order, if phone or e-mail are its owner's. None: it was asked for too often.

        One that does not fit leaves the same traces, so that nobody learns from the answer whose order it is.
        """
        code = f"{secrets.randbelow(1_000_000):06d}"
        with self.db.write() as tx:
            if store.asked_in(tx, conversation, now - timedelta(hours=1)) >= ASKS_AN_HOUR:
                return None
            owner = store.owner_of(tx, order)
            if owner and not is_reached_by(owner, contact):
                owner = None
            if owner and store.sent_to(tx, owner.id, now - timedelta(days=1)) >= CODES_A_DAY:
                owner = None
            store.retire_codes(tx, conversation, now)  # only the newest is good
            if owner is None:
                store.add_code(tx, conversation, order, "", code, now)
                return Sent("", order)
            store.add_code(tx, conversation, owner.order, owner.id, code, now)
            chat = last_open_chat(tx, owner.id, CHATS, but=conversation)
            locale = language_of(tx, owner.id, chat.locale if chat else owner.locale)
            return Sent(code, owner.order, chat.id if chat else "", locale, owner.email)

    def check(self, conversation: str, code: str, now: datetime) -> Proven | int | None:
        """Whose order it is; or how many tries are left; None where no code is waited for."""
        with self.db.write() as tx:
            waiting = store.waiting_code(tx, conversation, now)
            if waiting is None or waiting.tries >= TRIES:
                return None
            if waiting.owner and fits(waiting.code_hash, conversation, code):
                store.use_code(tx, waiting.id, now)
                return Proven(waiting.order, waiting.owner)
            store.count_try(tx, waiting.id)
            return TRIES - waiting.tries - 1
