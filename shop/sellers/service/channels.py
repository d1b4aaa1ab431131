"""Links chats with sellers, and knows whose a chat is and what a message in one of them answers."""

import secrets
from datetime import datetime, timedelta

from shop.sellers.owner import Owner
from shop.sellers.store import channels
from storage.audit import record
from storage.database import Database

CODE_GOOD_FOR = timedelta(minutes=30)


class SellerChannels:
    """Each step is one transaction."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def issue(self, seller: str, member: str, now: datetime) -> str:
        """Make a code that makes the chat in which it is sent the seller's own."""
        code = "s-" + secrets.token_urlsafe(9)
        with self.db.write() as tx:
            channels.delete_expired_codes(tx, now)
            channels.insert_code(tx, code, Owner(seller, member), now + CODE_GOOD_FOR)
        return code

    def link(self, code: str, conversation: str, now: datetime) -> str:
        """Make this chat the seller's; the seller's name, or "" where the code is not good."""
        with self.db.write() as tx:
            owner = channels.take_code(tx, code, now)
            if owner is None:
                return ""
            channels.link_chat(tx, self.db, conversation, owner, now)
            record(tx, now, owner.member, "seller_chat", conversation=conversation, subject=owner.seller)
            return channels.seller_name(tx, owner.seller)

    def unlink(self, seller: str, conversation: str, by: str, now: datetime) -> bool:
        """Take the chat from the seller; False where it is not theirs."""
        with self.db.write() as tx:
            done = channels.unlink_chat(tx, seller, conversation)
            if done:
                record(tx, now, by, "seller_chat_off", conversation=conversation, subject=seller)
        return done

    def owner_of(self, conversation: str) -> Owner | None:
        """Whose chat this is; None where it is no seller's."""
        with self.db.read() as tx:
            return channels.owner_of(tx, conversation)

    def linked_chats(self, seller: str) -> list[dict[str, str]]:
        """The chats in which this seller is told of things."""
        with self.db.read() as tx:
            return channels.linked_chats(tx, seller)

    def answered_by(self, conversation: str, message: int) -> str:
        """The question that a seller's message answers; "" for none."""
        with self.db.read() as tx:
            return channels.answered_by(tx, conversation, message)
