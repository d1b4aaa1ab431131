"""The outbox: what was said and has yet to reach its channel, in order within a conversation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, select, update

from chat.reply import Reply
from chat.tables import conversations, messages
from chat.wire import from_json
from storage.database import Database, stamp

CLAIM = timedelta(seconds=60)  # a process that dies with a claim leaves it to others after this

MOST_IN_ONE = 10  # replies that one message of a channel may stand for

# What may follow what: a late "delivered" never hides that it was read.
RANK = {"pending": 0, "sent": 1, "failed": 1, "delivered": 2, "read": 3}


@dataclass(frozen=True)
class Outgoing:
    """One stored reply on its way."""

    message: int
    reply: Reply
    attempts: int


@dataclass(frozen=True)
class Parcel:
    """All that waits for one conversation, in order."""

    conversation: str
    channel: str
    address: str
    outgoing: tuple[Outgoing, ...]


class Outbox:
    """Claims parcels, and records what became of them."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def claim(self, now: datetime, limit: int = 50) -> list[Parcel]:
        """Conversations whose first waiting reply is due; nobody else gets them for a while."""
        with self.db.write() as tx:
            firsts = (
                select(messages.c.conversation_id, func.min(messages.c.id).label("first"))
                .where(messages.c.status == "pending")
                .group_by(messages.c.conversation_id)
                .subquery()
            )
            due = tx.execute(
                select(messages.c.conversation_id, messages.c.id)
                .join(firsts, firsts.c.first == messages.c.id)
                .where(messages.c.next_at <= stamp(now))
                .order_by(messages.c.id)
                .limit(limit)
                .with_for_update(of=messages, skip_locked=True)
            ).all()
            if not due:
                return []
            names = [row.conversation_id for row in due]
            rows = tx.execute(
                select(messages, conversations.c.address, conversations.c.channel.label("to_channel"))
                .join(conversations, conversations.c.id == messages.c.conversation_id)
                .where(messages.c.status == "pending", messages.c.conversation_id.in_(names))
                .order_by(messages.c.id)
            ).all()
            tx.execute(
                update(messages)
                .where(messages.c.id.in_([row.id for row in rows]))
                .values(next_at=stamp(now + CLAIM), attempts=messages.c.attempts + 1)
            )
        parcels: dict[str, Parcel] = {}
        for row in rows:
            parcel = parcels.get(row.conversation_id) or Parcel(
                row.conversation_id, row.to_channel, row.address, ()
            )
            out = Outgoing(row.id, from_json(row.payload), row.attempts + 1)
            parcels[row.conversation_id] = Parcel(
                parcel.conversation, parcel.channel, parcel.address, (*parcel.outgoing, out)
            )
        return list(parcels.values())

    def sent(self, results: Sequence[tuple[int, str]]) -> None:
        """These went out; the channel's own ids of them, if it gives any."""
        with self.db.write() as tx:
            for message, channel_id in results:
                values: dict[str, Any] = {"status": "sent", "error": ""}
                if channel_id:
                    values["channel_message_id"] = f"out:{channel_id}"
                    # An earlier message that was edited in place gave its id to this one.
                    here = select(messages.c.channel).where(messages.c.id == message).scalar_subquery()
                    tx.execute(
                        update(messages)
                        .where(
                            messages.c.channel == here,
                            messages.c.channel_message_id == values["channel_message_id"],
                            messages.c.id != message,
                        )
                        .values(channel_message_id=None)
                    )
                tx.execute(
                    update(messages)
                    .where(messages.c.id == message, messages.c.status == "pending")
                    .values(**values)
                )

    def again(self, outgoing: Sequence[int], at: datetime, error: str) -> None:
        """These have to wait; they stay in order."""
        with self.db.write() as tx:
            tx.execute(
                update(messages)
                .where(messages.c.id.in_(outgoing), messages.c.status == "pending")
                .values(next_at=stamp(at), error=error[:500])
            )

    def failed(self, message: int, error: str) -> None:
        """This will never go out; an admin may send it again."""
        with self.db.write() as tx:
            tx.execute(
                update(messages).where(messages.c.id == message).values(status="failed", error=error[:500])
            )

    def receipt(self, channel: str, channel_id: str, status: str, reason: str = "") -> bool:
        """The channel says what became of it; never backwards. False: no such message, or not yet."""
        ids = [f"out:{channel_id}", *(f"out:{channel_id}#{n}" for n in range(1, MOST_IN_ONE))]
        ours = and_(messages.c.channel == channel, messages.c.channel_message_id.in_(ids))
        lower = [name for name, rank in RANK.items() if rank < RANK[status]]
        if status == "failed":  # what was only sent may turn out not to arrive
            lower.append("sent")
        values = {"status": status} | ({"error": reason[:500]} if reason else {})
        with self.db.write() as tx:
            known = tx.execute(select(messages.c.id).where(ours).limit(1)).first()
            if known:
                tx.execute(update(messages).where(ours, messages.c.status.in_(lower)).values(**values))
        return known is not None

    def dead(self, limit: int = 100) -> list[Mapping[str, Any]]:
        """What failed for good, the newest first."""
        with self.db.read() as tx:
            rows = tx.execute(
                select(messages)
                .where(messages.c.status == "failed", messages.c.direction == "out")
                .order_by(messages.c.id.desc())
                .limit(limit)
            )
            return [dict(row._mapping) for row in rows]

    def send_again(self, message: int) -> bool:
        """An admin wants a dead letter to be tried again; its turn in the conversation is kept."""
        with self.db.write() as tx:
            done = tx.execute(
                update(messages)
                .where(messages.c.id == message, messages.c.status == "failed", messages.c.direction == "out")
                .values(status="pending", attempts=0, next_at="", error="", channel_message_id=None)
            )
        return done.rowcount == 1

    def retry(self, message: int) -> bool:
        """Send what had failed once more; False when it had not."""
        with self.db.write() as tx:
            done = tx.execute(
                update(messages)
                .where(messages.c.id == message, messages.c.status == "failed")
                .values(status="pending", attempts=0, next_at="", error="")
            )
            return done.rowcount == 1

    def release_claims(self) -> None:
        """Everything that waits is due now; where one gateway serves the database, at its start."""
        with self.db.write() as tx:
            tx.execute(update(messages).where(messages.c.status == "pending").values(next_at=""))
