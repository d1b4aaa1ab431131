"""Conversations: where they are, what is said in them, and their history."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from chat.errors import UnknownConversation
from chat.ports import Conversation
from chat.reply import Reply
from chat.tables import conversations, messages, taps
from chat.wire import from_json, prepared, to_json
from people.identities import customer_for
from storage.database import Database, stamp


class Conversations:
    """Opens, reads and binds conversations, and says things in them."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def open(
        self, channel: str, address: str, *, locale: str = "", page: str = "", now: datetime | None = None
    ) -> Conversation:
        """The conversation at this address, made on first sight."""
        with self.db.write() as tx:
            return _conversation(self.open_in(tx, channel, address, locale, page, now or datetime.now(UTC)))

    def open_in(
        self, tx: Connection, channel: str, address: str, locale: str, page: str, now: datetime
    ) -> Row[Any]:
        """The same within a transaction that does more; UnknownConversation where a web chat was ended."""
        here = select(conversations).where(
            conversations.c.channel == channel, conversations.c.address == address
        )
        found = tx.execute(here).first()
        if found:
            return found
        new = address if channel == "web" else "c_" + secrets.token_urlsafe(12)
        tx.execute(
            self.db.insert(conversations)
            .values(
                id=new,
                customer_id=customer_for(tx, self.db, channel, address, locale, now),
                channel=channel,
                address=address,
                state="bot",
                locale=locale,
                page=page,
                dialogue={},
                created_at=stamp(now),
                last_at=stamp(now),
            )
            .on_conflict_do_nothing()
        )
        made = tx.execute(here).first()
        if made is None:  # its name is taken by one that bears no address any more
            raise UnknownConversation(address)
        return made

    def conversation(self, conversation: str) -> Conversation:
        with self.db.read() as tx:
            row = tx.execute(select(conversations).where(conversations.c.id == conversation)).first()
        if row is None:
            raise UnknownConversation(conversation)
        return _conversation(row)

    def say(self, conversation: str, replies: Sequence[Reply]) -> tuple[Reply, ...]:
        """Something to say that answers no message: an agent's words, an order's news."""
        with self.db.write() as tx:
            return self.say_in(tx, conversation, replies)

    def say_in(self, tx: Connection, conversation: str, replies: Sequence[Reply]) -> tuple[Reply, ...]:
        """The same within a transaction that does more."""
        row = tx.execute(select(conversations).where(conversations.c.id == conversation)).first()
        if row is None:
            raise UnknownConversation(conversation)
        return self.put(tx, row, replies, None)

    def last_said(self, conversation: str) -> Reply | None:
        with self.db.read() as tx:
            payload = tx.execute(
                select(messages.c.payload)
                .where(messages.c.conversation_id == conversation, messages.c.direction == "out")
                .order_by(messages.c.id.desc())
                .limit(1)
            ).scalar()
        return from_json(payload) if payload else None

    def put(
        self, tx: Connection, row: Row[Any], replies: Sequence[Reply], answers: int | None
    ) -> tuple[Reply, ...]:
        """Store what is said here, with an id and fresh taps; what message it answers, if any."""
        now = stamp(datetime.now(UTC))
        said = []
        for reply in replies:
            stored, offered = prepared(reply, "m_" + secrets.token_urlsafe(9), now)
            message_id = tx.execute(
                self.db.insert(messages)
                .values(
                    conversation_id=row.id,
                    public_id=stored.id,
                    direction="out",
                    sender=stored.sender,
                    kind=stored.kind,
                    text=stored.text,
                    payload=to_json(stored),
                    answers=answers,
                    about=str(stored.data.get("question", "")),
                    status="pending",
                    channel=row.channel,
                    created_at=now,
                )
                .returning(messages.c.id)
            ).scalar_one()
            if offered:
                tx.execute(
                    self.db.insert(taps),
                    [{"conversation_id": row.id, "message_id": message_id, **tap} for tap in offered],
                )
            said.append(stored)
        return tuple(said)

    def history(
        self, conversation: str, after: str = "", limit: int = 50
    ) -> tuple[list[dict[str, Any]], bool]:
        """What was said, oldest first, both sides; and whether there is more."""
        with self.db.read() as tx:
            query = select(messages).where(messages.c.conversation_id == conversation)
            if after:
                anchor = tx.execute(
                    select(messages.c.id).where(
                        messages.c.conversation_id == conversation, messages.c.public_id == after
                    )
                ).scalar()
                query = query.where(messages.c.id > (anchor or 0))
            rows = tx.execute(query.order_by(messages.c.id).limit(limit + 1)).all()
        return [_as_said(row) for row in rows[:limit]], len(rows) > limit

    def customers_conversations(self, customer: str) -> list[Conversation]:
        """All of a customer's conversations, the one last used first."""
        with self.db.read() as tx:
            rows = tx.execute(
                select(conversations)
                .where(conversations.c.customer_id == customer)
                .order_by(conversations.c.last_at.desc())
            )
            return [_conversation(row) for row in rows]

    def bind(self, conversation: str, customer: str) -> str:
        """Give the conversation to a customer who proved to be there; who it was before."""
        with self.db.write() as tx:
            before: str = tx.execute(
                select(conversations.c.customer_id)
                .where(conversations.c.id == conversation)
                .with_for_update()
            ).scalar_one()
            tx.execute(
                update(conversations).where(conversations.c.id == conversation).values(customer_id=customer)
            )
        return before

    def size(self) -> dict[str, int]:
        """How much waits, for /metrics and the doctor."""
        with self.db.read() as tx:
            rows = tx.execute(
                select(messages.c.status, func.count())
                .where(messages.c.status.in_(("new", "pending")))
                .group_by(messages.c.status)
            ).all()
        return {"new": 0, "pending": 0} | {row[0]: row[1] for row in rows}


def _conversation(row: Row[Any]) -> Conversation:
    return Conversation(
        id=row.id,
        customer=row.customer_id,
        channel=row.channel,
        address=row.address,
        state=row.state,
        locale=row.locale,
        page=row.page,
        dialogue=row.dialogue,
    )


def _as_said(row: Row[Any]) -> dict[str, Any]:
    """A stored message as the chat API shows it."""
    if row.direction == "out":
        return dict(row.payload)
    words = row.text or ", ".join(a["name"] for a in row.payload.get("attachments", ()) if a.get("name"))
    shown = {"id": row.public_id, "at": row.created_at, "from": "customer", "kind": "text", "text": words}
    return shown | ({"tap": row.tap} if row.tap else {})
