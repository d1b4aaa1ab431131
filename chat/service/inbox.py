"""Messages on their way through: taken in once, one at a time in each conversation, answered once."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, or_, select, update

from chat.errors import UnknownTap
from chat.handoff import moved
from chat.message import Inbound
from chat.plain import picked
from chat.ports import Accepted, State, Waiting, turn_id
from chat.reply import Command, Reply
from chat.service.conversations import Conversations
from chat.service.turn_work import MOST_TIMES, forget_work, taken_in_vain
from chat.tables import LEASED, conversations, desk_files, messages, taps
from chat.wire import from_json
from storage.audit import record
from storage.database import Database, stamp, unstamp

LEASE = timedelta(seconds=40)  # longer than any turn may take


class Turns(Conversations):
    """The ConversationStore of chat.ports over the database."""

    def __init__(self, db: Database, owner: str = "") -> None:
        super().__init__(db)
        # Who takes turns: one name a process. Another process waits until the lease is given back.
        self.owner = owner or secrets.token_hex(8)

    def accept(self, inbound: Inbound) -> Accepted:
        with self.db.write(urgent=True) as tx:  # a channel waits for it, and delivers again if it is slow
            at = self.open_in(
                tx,
                inbound.channel,
                inbound.address,
                inbound.meta.get("locale", ""),
                inbound.meta.get("page", ""),
                inbound.at,
            )
            unique = f"{inbound.address}:{inbound.message_id}"
            words = inbound.text or (_title(tx, at.id, inbound.tap) if inbound.tap else "")
            stored = tx.execute(
                self.db.insert(messages)
                .values(
                    conversation_id=at.id,
                    public_id=inbound.message_id,
                    direction="in",
                    sender="customer",
                    kind="text",
                    text=words.replace("\x00", ""),
                    tap=inbound.tap,
                    payload={
                        "attachments": [
                            {"kind": a.kind, "url": a.url, "name": a.name, "type": a.media_type, **a.data}
                            for a in inbound.attachments
                        ],
                        "meta": dict(inbound.meta),
                    },
                    status="new",
                    channel=inbound.channel,
                    channel_message_id=unique,
                    created_at=stamp(inbound.at),
                )
                .on_conflict_do_nothing()
                .returning(messages.c.id)
            ).first()
            if stored is None:
                known = tx.execute(
                    select(messages.c.id, messages.c.status).where(
                        messages.c.conversation_id == at.id, messages.c.public_id == inbound.message_id
                    )
                ).one()
                return Accepted(known.id, at.id, new=False, answered=known.status == "done")
            now = datetime.now(UTC)
            # Decided by the row as it is when it is written: another process may have taken the
            # lease since we read it, and must not lose it in the middle of a turn.
            free = _free_for(self.owner, now)
            changes: dict[str, Any] = {
                "last_at": stamp(inbound.at),
                "lease_owner": case((free, self.owner), else_=conversations.c.lease_owner),
                "lease_until": case((free, stamp(now + LEASE)), else_=conversations.c.lease_until),
            }
            if at.state == "waiting" and not inbound.tap:
                _wake(tx, at.id, inbound.at)
            if at.state == "resolved":  # a closed matter; a new message is the assistant's again
                changes["state"] = moved("resolved", "write")
            if inbound.meta.get("page"):
                changes["page"] = inbound.meta["page"]
            tx.execute(update(conversations).where(conversations.c.id == at.id).values(**changes))
            return Accepted(stored.id, at.id, new=True, answered=False)

    def next_waiting(self, conversation: str) -> Waiting | None:
        with self.db.read() as tx:
            row = _first_new(tx, conversation)
        if row is None:
            return None
        now = datetime.now(UTC)
        if row.lease_owner == self.owner and row.lease_until > stamp(now + LEASE / 2):
            return _waiting(row)  # ours as it was read: only we can answer it
        with self.db.write() as tx:
            here = conversations.c.id == conversation
            taken = tx.execute(
                update(conversations)
                .where(here, _free_for(self.owner, now))
                .values(lease_owner=self.owner, lease_until=stamp(now + LEASE))
            )
            if taken.rowcount != 1:
                return None
            row = _first_new(tx, conversation)  # who held it may have answered since we looked
            if row is None:
                tx.execute(update(conversations).where(here).values(lease_owner="", lease_until=""))
        return _waiting(row) if row else None

    def free_leases(self) -> None:
        """Take back what a dead process held; only where one gateway serves the database."""
        with self.db.write() as tx:
            tx.execute(update(conversations).where(LEASED).values(lease_owner="", lease_until=""))

    def meant(self, conversation: str, waiting: Waiting) -> Command | None:
        with self.db.read() as tx:
            tap = waiting.tap or picked(waiting.text, _last_said(tx, conversation, waiting.message))
            if not tap:
                return None
            row = tx.execute(
                select(taps.c.command).where(taps.c.token == tap, taps.c.conversation_id == conversation)
            ).first()
        if row is None:
            raise UnknownTap(tap)
        return Command(row.command["intent"], row.command.get("entities") or {})

    def finish(
        self,
        conversation: str,
        message: int,
        replies: Sequence[Reply],
        dialogue: Mapping[str, Any] | None,
        *,
        unless: State | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> tuple[Reply, ...]:
        with self.db.write() as tx:
            row = _locked(tx, conversation)
            return self._finish(tx, row, message, replies, dialogue, unless, facts)

    def give_up(
        self, conversation: str, message: int, sorry: Reply, unsure: Reply, *, unless: State | None = None
    ) -> tuple[Reply, ...] | None:
        with self.db.write() as tx:
            row = _locked(tx, conversation)
            times = taken_in_vain(tx, turn_id(conversation, message))
            if 0 < times < MOST_TIMES:
                return None
            return self._finish(tx, row, message, [unsure if times else sorry], None, unless, None)

    def _finish(
        self,
        tx: Connection,
        row: Row[Any],
        message: int,
        replies: Sequence[Reply],
        dialogue: Mapping[str, Any] | None,
        unless: State | None,
        facts: Mapping[str, Any] | None,
    ) -> tuple[Reply, ...]:
        done = tx.execute(
            update(messages)
            .where(messages.c.id == message, messages.c.status == "new")
            .values(status="done")
            .returning(messages.c.payload)
        ).first()
        if done is None:  # another process answered it when our lease had run out
            return _replies_to(tx, message)
        forget_work(tx, turn_id(row.id, message))
        if facts:
            tx.execute(
                update(messages)
                .where(messages.c.id == message)
                .values(payload={**done.payload, "understood": dict(facts)})
            )
        said: tuple[Reply, ...] = ()
        if row.state != unless:
            said = self.put(tx, row, replies, message)
        changes: dict[str, Any] = {} if dialogue is None else {"dialogue": dict(dialogue)}
        more = tx.execute(
            select(messages.c.id)
            .where(messages.c.conversation_id == row.id, messages.c.status == "new")
            .limit(1)
        ).first()
        if more is None:
            changes |= {"lease_owner": "", "lease_until": ""}
        if changes:
            tx.execute(update(conversations).where(conversations.c.id == row.id).values(**changes))
        return said

    def replies_to(self, message: int) -> tuple[Reply, ...] | None:
        with self.db.read() as tx:
            status = tx.execute(select(messages.c.status).where(messages.c.id == message)).scalar_one()
            return _replies_to(tx, message) if status == "done" else None

    def unanswered(self) -> Sequence[str]:
        with self.db.read() as tx:
            rows = tx.execute(select(messages.c.conversation_id).where(messages.c.status == "new").distinct())
            return [row.conversation_id for row in rows]


def _wake(tx: Connection, conversation: str, now: datetime) -> None:
    """What the desk put off is in the line again when its customer writes."""
    put_off = (desk_files.c.conversation_id == conversation) & (desk_files.c.snoozed_until != "")
    if tx.execute(update(desk_files).where(put_off).values(snoozed_until="")).rowcount:
        record(tx, now, "customer", "wake", conversation=conversation)


def _locked(tx: Connection, conversation: str) -> Row[Any]:
    """The conversation first, then its messages: a claim and an action's writing lock in the same order."""
    return tx.execute(select(conversations).where(conversations.c.id == conversation).with_for_update()).one()


def _first_new(tx: Connection, conversation: str) -> Row[Any] | None:
    return tx.execute(
        select(messages, conversations.c.lease_owner, conversations.c.lease_until)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(messages.c.conversation_id == conversation, messages.c.status == "new")
        .order_by(messages.c.id)
        .limit(1)
    ).first()


def _waiting(row: Row[Any]) -> Waiting:
    return Waiting(
        message=row.id,
        public_id=row.public_id,
        text="" if row.tap else row.text,  # of a tap it is the title, for people to read
        tap=row.tap,
        at=unstamp(row.created_at),
        attachments=row.payload.get("attachments", ()),
    )


def _free_for(owner: str, now: datetime) -> ColumnElement[bool]:
    """Whether this process may answer in a conversation: nobody does, we do, or who did is gone."""
    return or_(conversations.c.lease_owner.in_(("", owner)), conversations.c.lease_until < stamp(now))


def _title(tx: Connection, conversation: str, tap: str) -> str:
    """What stood on the button that was tapped."""
    return (
        tx.execute(
            select(taps.c.title).where(taps.c.token == tap, taps.c.conversation_id == conversation)
        ).scalar()
        or ""
    )


def _replies_to(tx: Connection, message: int) -> tuple[Reply, ...]:
    rows = tx.execute(select(messages.c.payload).where(messages.c.answers == message).order_by(messages.c.id))
    return tuple(from_json(row.payload) for row in rows)


def _last_said(tx: Connection, conversation: str, before: int) -> list[Reply]:
    """The bot's replies of the last turn that said anything, for "2" or a title typed."""
    last = tx.execute(
        select(messages.c.answers, messages.c.id)
        .where(
            messages.c.conversation_id == conversation,
            messages.c.direction == "out",
            messages.c.id < before,
        )
        .order_by(messages.c.id.desc())
        .limit(1)
    ).first()
    if last is None:
        return []
    same_turn = messages.c.answers == last.answers if last.answers else messages.c.id == last.id
    rows = tx.execute(
        select(messages.c.payload)
        .where(and_(messages.c.conversation_id == conversation, same_turn))
        .order_by(messages.c.id)
    )
    return [from_json(row.payload) for row in rows]
