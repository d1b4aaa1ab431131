"""What holds for an address on a channel: heard last, asked for silence, blocked, moved."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select, update

from chat.tables import conversations, messages, standings
from people.tables import identities
from storage.database import Database, stamp, unstamp


@dataclass(frozen=True)
class Known:
    """An address as a sender must know it."""

    last_heard: datetime | None
    stopped: bool
    blocked: bool


class Standings:
    """Reads and sets the standing of addresses."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def of(self, channel: str, address: str) -> Known:
        """What is known of this address."""
        with self.db.read() as tx:
            heard = tx.execute(
                select(messages.c.created_at)
                .join(conversations, conversations.c.id == messages.c.conversation_id)
                .where(
                    conversations.c.channel == channel,
                    conversations.c.address == address,
                    messages.c.direction == "in",
                )
                .order_by(messages.c.id.desc())
                .limit(1)
            ).scalar()
            row = tx.execute(
                select(standings).where(standings.c.channel == channel, standings.c.address == address)
            ).first()
        return Known(
            unstamp(heard) if heard else None, bool(row and row.stopped_at), bool(row and row.blocked_at)
        )

    def put(
        self,
        channel: str,
        address: str,
        now: datetime,
        *,
        stopped: bool | None = None,
        blocked: bool | None = None,
    ) -> None:
        """The customer asked for silence, or blocked us, or took it back."""
        fresh: dict[str, str] = {}
        if stopped is not None:
            fresh["stopped_at"] = stamp(now) if stopped else ""
            if not stopped:
                fresh["opted_in_at"] = stamp(now)
        if blocked is not None:
            fresh["blocked_at"] = stamp(now) if blocked else ""
        with self.db.write() as tx:
            tx.execute(
                self.db.insert(standings)
                .values(channel=channel, address=address, **fresh)
                .on_conflict_do_update(index_elements=["channel", "address"], set_=fresh)
            )

    def move(self, channel: str, address: str, to: str) -> None:
        """A group got another id: its conversation goes on there."""
        with self.db.write() as tx:
            taken = tx.execute(
                select(conversations.c.id).where(
                    conversations.c.channel == channel, conversations.c.address == to
                )
            ).first()
            if taken:
                return
            for table in (conversations, identities, standings):
                here = and_(table.c.channel == channel, table.c.address == address)
                tx.execute(update(table).where(here).values(address=to))

    def release(self, channel: str, address: str, longer_than: datetime) -> bool:
        """What was held until the customer writes may go now; whether there was any."""
        with self.db.write() as tx:
            conversation = (
                select(conversations.c.id)
                .where(conversations.c.channel == channel, conversations.c.address == address)
                .scalar_subquery()
            )
            freed = tx.execute(
                update(messages)
                .where(
                    messages.c.conversation_id == conversation,
                    messages.c.status == "pending",
                    messages.c.next_at > stamp(longer_than),
                )
                .values(next_at="")
            )
        return freed.rowcount > 0

    def speak(self, conversation: str, locale: str) -> None:
        """The language that the customer chose for this conversation."""
        with self.db.write() as tx:
            tx.execute(update(conversations).where(conversations.c.id == conversation).values(locale=locale))
