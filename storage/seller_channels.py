"""A seller's own chat: made theirs by a code, told of questions, and where their answers come from."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, select

from chat.reply import Card, Command, Option, Reply, text
from shop.catalogue import UNCOUNTED, Product
from storage.audit import record
from storage.conversations import Conversations
from storage.database import Database, stamp
from storage.desk_tables import seller_channels, seller_codes, seller_notices
from storage.tables import conversations, messages, sellers, staff

CODE_GOOD_FOR = timedelta(minutes=30)


def tell_seller(
    tx: Connection, store: Conversations, seller: str, key: str, said: Reply, now: datetime
) -> bool:
    """Say it once (by `key`) in every chat of this seller; False when it was said before."""
    new = tx.execute(
        store.db.insert(seller_notices)
        .values(key=key, seller_id=seller, at=stamp(now))
        .on_conflict_do_nothing()
        .returning(seller_notices.c.key)  # an INSERT's count is not known on PostgreSQL
    ).scalar()
    if new is None:
        return False
    for chat in tx.execute(_chats().where(seller_channels.c.seller_id == seller)).all():
        store.say_in(tx, chat.conversation_id, [said])
    return True


def question_card(words: str, product: Sequence[Product], question: str) -> Reply:
    """A buyer's question as its seller gets it: with the product's card, and a button to answer."""
    answer = Option("Answer", Command("door.answer", {"question": question}))
    if not product:  # goods that are not listed
        leave = Option("Not for us", Command("door.pass", {"question": question}))
        return Reply("choice", words, "system", options=(answer, leave), data={"question": question})
    one = product[0]
    count = "" if one.stock == UNCOUNTED else f"{one.stock} "
    stock = f"{count}in stock" if one.stock > 0 else "out of stock"
    card = Card(
        sku=one.sku,
        title=one.title,
        subtitle=", ".join(part for part in (one.pack, stock) if part),
        price=one.price.spoken(),
        image=one.image,
        in_stock=one.stock > 0,
        options=(answer,),
    )
    return Reply("cards", words, "system", cards=(card,), data={"question": question})


def _chats() -> Any:
    """Chats of sellers whose member may still sign in."""
    return select(seller_channels).join(staff, and_(staff.c.id == seller_channels.c.staff_id, staff.c.active))


class SellerChannels:
    """Links chats with sellers, and knows what a message in one of them answers."""

    def __init__(self, db: Database, store: Conversations | None = None) -> None:
        self.db, self.store = db, store or Conversations(db)

    def issue(self, seller: str, member: str, now: datetime) -> str:
        """A code that makes the chat in which it is sent the seller's own."""
        code = "s-" + secrets.token_urlsafe(9)
        with self.db.write() as tx:
            tx.execute(delete(seller_codes).where(seller_codes.c.expires_at < stamp(now)))
            tx.execute(
                seller_codes.insert().values(
                    code=code, seller_id=seller, staff_id=member, expires_at=stamp(now + CODE_GOOD_FOR)
                )
            )
        return code

    def link(self, code: str, conversation: str, now: datetime) -> str:
        """This chat is the seller's from now on; the seller's name, or "" where the code is not good."""
        with self.db.write() as tx:
            given = tx.execute(
                delete(seller_codes)
                .where(seller_codes.c.code == code, seller_codes.c.expires_at >= stamp(now))
                .returning(seller_codes)
            ).first()
            if given is None:
                return ""
            fresh = {"seller_id": given.seller_id, "staff_id": given.staff_id, "linked_at": stamp(now)}
            tx.execute(
                self.db.insert(seller_channels)
                .values(conversation_id=conversation, **fresh)
                .on_conflict_do_update(index_elements=["conversation_id"], set_=fresh)
            )
            record(tx, now, given.staff_id, "seller_chat", conversation=conversation, subject=given.seller_id)
            name = tx.execute(select(sellers.c.name).where(sellers.c.id == given.seller_id)).scalar()
            return str(name or given.seller_id)

    def unlink(self, seller: str, conversation: str, by: str, now: datetime) -> bool:
        """No longer the seller's."""
        with self.db.write() as tx:
            done = tx.execute(
                delete(seller_channels).where(
                    seller_channels.c.conversation_id == conversation,
                    seller_channels.c.seller_id == seller,
                )
            )
            if done.rowcount:
                record(tx, now, by, "seller_chat_off", conversation=conversation, subject=seller)
        return done.rowcount == 1

    def of(self, conversation: str) -> Row[Any] | None:
        """Whose chat this is: seller_id and staff_id; None where it is no seller's."""
        with self.db.read() as tx:
            return tx.execute(_chats().where(seller_channels.c.conversation_id == conversation)).first()

    def of_seller(self, seller: str) -> list[dict[str, str]]:
        """The chats in which this seller is told of things."""
        with self.db.read() as tx:
            rows = tx.execute(
                select(conversations.c.id, conversations.c.channel, seller_channels.c.linked_at)
                .join(conversations, conversations.c.id == seller_channels.c.conversation_id)
                .where(seller_channels.c.seller_id == seller)
            )
            return [dict(row._mapping) for row in rows]

    def answers(self, conversation: str, message: int) -> str:
        """The question that a seller's message answers: what it replies to, or what was said last."""
        with self.db.read() as tx:
            heard = tx.execute(
                select(messages.c.payload, messages.c.channel, conversations.c.address)
                .join(conversations, conversations.c.id == messages.c.conversation_id)
                .where(messages.c.id == message)
            ).first()
            if heard is None:
                return ""
            said = select(messages.c.payload).where(
                messages.c.conversation_id == conversation, messages.c.direction == "out"
            )
            replied = (heard.payload.get("meta") or {}).get("reply_to", "")
            if replied:
                ids = (f"out:{heard.address}:{replied}", f"out:{replied}")
                found = tx.execute(said.where(messages.c.channel_message_id.in_(ids))).scalar()
            else:
                last = said.where(messages.c.id < message).order_by(messages.c.id.desc()).limit(1)
                found = tx.execute(last).scalar()
        return str((found or {}).get("question", ""))

    def say(self, conversation: str, words: str) -> None:
        """A word to the seller."""
        self.store.say(conversation, [text(words, "system")])
